import { sitesOfApp } from '../../../shared/apps/standing-site.ts';
import { logTest } from '../../../shared/observability/log.ts';
import { isLinkWithdrawn } from '../../../shared/setup/vouching.ts';
import {
  type DraftTestMessage,
  type DraftTestOutcome,
  testDraft,
} from '../../../shared/sign-in/test/test-draft.ts';
import type { DraftTest } from '../../../shared/tenants/draft/connection-draft.ts';
import { withDraftTest } from '../../../shared/tenants/draft/draft.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import type { AssertionConsumerDependencies } from '../dependencies.ts';
import type { PostedForm } from '../posted-response.ts';

/** Tests the draft of `tenant` with a posted message. Writes nothing. */
export function testDraftWith(
  { users, sites }: AssertionConsumerDependencies,
  { request, location: { site }, samlResponse, contentKey }: PostedForm,
  tenant: Tenant,
  { test, masked }: Partial<Pick<DraftTestMessage, 'test' | 'masked'>> = {},
): Promise<DraftTestOutcome | undefined> {
  const now = request.receivedAt;
  const keepsOrigin = sitesOfApp(sites, tenant.app).length > 1;
  return testDraft({ site, tenant, samlResponse, contentKey, test, users, now, keepsOrigin, masked });
}

/** Whether the link of a tenant's draft was withdrawn: then no test of the draft counts. At most two requests. */
export async function isWithdrawn(
  { setupLinks, accountStatuses }: Pick<AssertionConsumerDependencies, 'setupLinks' | 'accountStatuses'>,
  { app, id, draft }: Tenant,
): Promise<boolean> {
  if (draft?.link === undefined) return false;
  const link = await setupLinks.find(app, id, draft.link);
  return link !== undefined && (await isLinkWithdrawn(accountStatuses, link));
}

/**
 * Records the outcome of a test, in the draft and in the log: one conditional write of the tenant as it is by then. A
 * draft that has changed since the test records nothing.
 */
export async function recordTest(
  { tenants }: AssertionConsumerDependencies,
  { request: { reference, receivedAt } }: PostedForm,
  { app, id }: Tenant,
  { test, problem }: DraftTestOutcome,
  launch: 'page' | 'directory',
): Promise<DraftTest> {
  await tenants.change(app, id, { by: 'test sign-in', at: receivedAt }, (tenant) =>
    withDraftTest(tenant, test),
  );
  logTest({ app, tenant: id, reference, launch, outcome: test.outcome, problem });
  return test;
}
