import { sharesReplyUrl } from '../../../shared/apps/key-space.ts';
import { endpointUrl } from '../../../shared/apps/urls.ts';
import type { Answer } from '../../../shared/http/answer.ts';
import { redactAddresses, redactSignInName } from '../../../shared/observability/redact.ts';
import { page } from '../../../shared/pages/page-answer.ts';
import { testArrivedPage } from '../../../shared/pages/test-arrived-page.ts';
import { isSolicited } from '../../../shared/sign-in/initiation.ts';
import type { DraftTestMessage, DraftTestOutcome } from '../../../shared/sign-in/test/test-draft.ts';
import { connectionOf } from '../../../shared/tenants/draft/activate-draft.ts';
import type { TestResult } from '../../../shared/tenants/draft/test-result.ts';
import { matchesThumbprints, newlyTrusted } from '../../../shared/tenants/keys/proven-keys.ts';
import type { Thumbprints } from '../../../shared/tenants/keys/thumbprints.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { bestEffort } from '../../best-effort.ts';
import type { AssertionConsumerDependencies } from '../dependencies.ts';
import type { PostedResponse } from '../posted-response.ts';
import type { Rejection } from '../rejection.ts';
import type { VerifiedSignIn } from '../verify-message.ts';
import { isWithdrawn, recordTest, testDraftWith } from './record-test.ts';

/** The least time between two recorded tests of the directory, in milliseconds: each is an entry of the history. */
const restMilliseconds = 10_000;

/**
 * Answers an unsolicited message that the running connection refused, if the tenant has a draft that waits for its test
 * and a key of the draft signed the message: as a test of that draft, which makes no session. Undefined for every other
 * rejection. No request for a tenant without such a draft, so that its rejection costs what any other does.
 */
export async function answerUnsolicitedTest(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  { problem, by: { tenant } }: Rejection,
): Promise<Answer | undefined> {
  if (tenant === undefined || problem.authenticated || isSolicited(posted.inResponseTo)) return undefined;
  if (!takesUnsolicitedTests(posted)) return undefined;
  const tried = await tryAwaiting(deps, posted, tenant);
  if (tried === undefined) return undefined;
  await recordUnlessResting(deps, posted, tenant, tried);
  const { site } = posted.location;
  const view = {
    app: site.app,
    outcome: tried.test.outcome,
    setupHref: endpointUrl(site, tenant.id, 'setup'),
  };
  return page(200, testArrivedPage(view, posted.request.language));
}

/**
 * Also tests such a draft with an unsolicited message that the running connection accepts; the sign-in goes on, and an
 * error is only logged. The message may be about any person of the tenant, so the recorded result does not say who.
 */
export async function testDraftBestEffort(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  { tenant, accepted }: VerifiedSignIn,
): Promise<void> {
  if (isSolicited(accepted.confirmation.inResponseTo) || !awaitsTest(tenant)) return;
  if (!takesUnsolicitedTests(posted)) return;
  await bestEffort(posted.request.reference, async () => {
    const tried = await tryAwaiting(deps, posted, tenant, maskTest);
    if (tried !== undefined) await recordUnlessResting(deps, posted, tenant, tried);
  });
}

/** Redacts the person of a result, as the list of sign-ins does. The names of claims stay, their values do not. */
function maskTest({ checks, nameId, claims, application, user, ...result }: TestResult): TestResult {
  return {
    ...result,
    checks: checks.map(({ problem, ...check }) =>
      problem === undefined
        ? check
        : { ...check, problem: { ...problem, actual: problem.actual && redactAddresses(problem.actual) } },
    ),
    nameId: nameId && redactSignInName(nameId),
    claims: claims.map(({ name }) => ({ name, value: '…' })),
    application: application?.map(({ name }) => ({ name, value: '…' })),
    user: user && { ...user, signInName: user.signInName && redactSignInName(user.signInName) },
  };
}

async function tryAwaiting(
  deps: AssertionConsumerDependencies,
  posted: PostedResponse,
  tenant: Tenant,
  masked?: DraftTestMessage['masked'],
): Promise<DraftTestOutcome | undefined> {
  if (!awaitsTest(tenant)) return undefined;
  const tried = await testDraftWith(deps, posted, tenant, { masked });
  if (!tried?.verified || !isOfTheDraft(tenant, tried.test.signer)) return undefined;
  return (await isWithdrawn(deps, tenant)) ? undefined : tried;
}

/**
 * Whether an unsolicited message may test a draft. At a Reply URL that every tenant shares, its Recipient proves
 * nothing: it may be meant for the tenant that owns the key, and another one's draft may list that key.
 */
function takesUnsolicitedTests({ location }: PostedResponse): boolean {
  return !sharesReplyUrl(location.site.app);
}

/** A message signed by an old key is no test of a draft that brings new keys: it may come from an employee's tile. */
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
