import { endpointUrl } from '../../../shared/apps/urls.ts';
import type { Answer } from '../../../shared/http/answer.ts';
import { page } from '../../../shared/pages/page-answer.ts';
import { testArrivedPage } from '../../../shared/pages/test-arrived-page.ts';
import type { DraftTestMessage, DraftTestOutcome } from '../../../shared/sign-in/test/test-draft.ts';
import { connectionOf } from '../../../shared/tenants/draft/activate-draft.ts';
import { matchesThumbprints, newlyTrusted } from '../../../shared/tenants/keys/proven-keys.ts';
import type { Thumbprints } from '../../../shared/tenants/keys/thumbprints.ts';
import type { CachedTenantStore } from '../../../shared/tenants/store/cached-tenant-store.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { bestEffort } from '../best-effort.ts';
import type { AssertionConsumerDependencies, PostedResponse } from '../posted-response.ts';
import { maskTest } from './mask-test.ts';
import { isWithdrawn, recordTest, testDraftWith } from './record-test.ts';

/**
 * How long after a test the directory's next one is kept at the soonest, in milliseconds: each is an entry of the
 * history.
 */
const restMilliseconds = 10_000;

/**
 * Answers an unsolicited message that the running connection does not take, where the tenant has a draft that awaits
 * its test and a key of the draft has signed the message: as its test, which signs nobody in. Undefined for everything
 * else. Asks no store for a tenant that has no such draft, so that its refusal costs what any other does.
 * @param tenant As it was read for the refusal.
 */
export async function answerUnsolicitedTest(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  tenant: Tenant | undefined,
): Promise<Answer | undefined> {
  const tried = await tryAwaiting(deps, posted, tenant);
  if (tenant === undefined || tried === undefined) return undefined;
  await recordUnlessResting(deps, posted, tenant, tried);
  const { site } = posted.location;
  const view = {
    appName: site.app.displayName,
    outcome: tried.test.outcome,
    setupHref: endpointUrl(site, tenant.id, 'setup'),
  };
  return page(200, testArrivedPage(view, posted.request.language));
}

/**
 * The same for one that the running connection takes, which goes on as ever: what fails here is logged. It is anybody's
 * sign-in, so that what is kept does not say whose.
 */
export async function testDraftBestEffort(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  tenant: Tenant,
): Promise<void> {
  if (!awaitsTest(tenant)) return;
  await bestEffort(posted.request.reference, async () => {
    const tried = await tryAwaiting(deps, posted, tenant, maskTest);
    if (tried !== undefined) await recordUnlessResting(deps, posted, tenant, tried);
  });
}

/**
 * The store, with what it was last asked afresh and found, for a refusal reads its tenant once; and the tenant that a
 * message was last verified by, remembered or read.
 */
export function rememberingRead(tenants: CachedTenantStore) {
  let read: Tenant | undefined;
  let verified: Tenant | undefined;
  return {
    tenants: {
      ...tenants,
      peekCached: (...name: Parameters<CachedTenantStore['peekCached']>) => {
        verified = tenants.peekCached(...name);
        return verified;
      },
      findFresh: async (...name: Parameters<CachedTenantStore['findFresh']>) => {
        read = await tenants.findFresh(...name);
        verified = read;
        return read;
      },
    },
    lastRead: () => read,
    lastJudged: () => verified,
  };
}

async function tryAwaiting(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  tenant: Tenant | undefined,
  masked?: DraftTestMessage['masked'],
): Promise<DraftTestOutcome | undefined> {
  if (tenant === undefined || !awaitsTest(tenant)) return undefined;
  const tried = await testDraftWith(deps, posted, tenant, { masked });
  if (!tried?.verified || !isOfTheDraft(tenant, tried.test.signer)) return undefined;
  return (await isWithdrawn(deps, tenant)) ? undefined : tried;
}

/** Where a draft brings new keys, what an employee's tile sends by an old one is no test of it. */
function isOfTheDraft({ connection, draft }: Tenant, signer: Thumbprints | undefined): boolean {
  const next = draft && connectionOf(connection, draft);
  if (next === undefined) return false;
  const added = newlyTrusted(connection, next);
  return added.length === 0 || (signer !== undefined && added.some((key) => matchesThumbprints(signer, key)));
}

function awaitsTest({ draft, connection }: Tenant): boolean {
  if (connection.state === 'disabled') return false;
  return (
    draft?.step === 'test' && !(draft.test?.revision === draft.revision && draft.test.outcome === 'passed')
  );
}

async function recordUnlessResting(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  tenant: Tenant,
  tried: DraftTestOutcome,
): Promise<void> {
  const last = tenant.draft?.test;
  const isResting =
    last?.revision === tried.test.revision && tried.test.at.getTime() - last.at.getTime() < restMilliseconds;
  if (!isResting) await recordTest(deps, posted, tenant, tried, 'directory');
}
