import { endpointUrl } from '../../../shared/apps/urls.ts';
import type { Answer } from '../../../shared/http/answer.ts';
import { page } from '../../../shared/pages/page-answer.ts';
import { testArrivedPage } from '../../../shared/pages/test-arrived-page.ts';
import type { Trial, TriedDraft } from '../../../shared/sign-in/test/try-draft.ts';
import { connectionOf } from '../../../shared/tenants/draft/activate-draft.ts';
import { isOfPrints, newlyTrusted } from '../../../shared/tenants/keys/proven-keys.ts';
import type { Thumbprints } from '../../../shared/tenants/keys/thumbprints.ts';
import type { CachedTenantStore } from '../../../shared/tenants/store/cached-tenant-store.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { besides } from '../best-effort.ts';
import type { Arrival, AssertionConsumerPorts } from '../posted-response.ts';
import { maskTest } from './mask-test.ts';
import { isWithdrawn, recordTest, tryWith } from './record-test.ts';

/** How long after a test the directory's next one is kept at the soonest, in milliseconds: each is an entry of the history. */
const restMilliseconds = 10_000;

/**
 * Answers an unsolicited message that the running connection does not take, where the tenant has a draft that awaits
 * its test and a key of the draft has signed the message: as its test, which signs nobody in. Undefined for everything
 * else. Asks no store for a tenant that has no such draft, so that its refusal costs what any other does.
 * @param tenant As it was read for the refusal.
 */
export async function answerUnsolicitedTest(
  ports: AssertionConsumerPorts,
  arrival: Arrival,
  tenant: Tenant | undefined,
): Promise<Answer | undefined> {
  const tried = await tryAwaiting(ports, arrival, tenant);
  if (tenant === undefined || tried === undefined) return undefined;
  await recordUnlessResting(ports, arrival, tenant, tried);
  const { site } = arrival.location;
  const view = {
    appName: site.app.displayName,
    outcome: tried.test.outcome,
    setupHref: endpointUrl(site, tenant.id, 'setup'),
  };
  return page(200, testArrivedPage(view, arrival.request.language));
}

/**
 * The same for one that the running connection takes, which goes on as ever: what fails here is logged. It is anybody's
 * sign-in, so that what is kept does not say whose.
 */
export async function tryBesides(
  ports: AssertionConsumerPorts,
  arrival: Arrival,
  tenant: Tenant,
): Promise<void> {
  if (!awaitsTest(tenant)) return;
  await besides(arrival.request.reference, async () => {
    const tried = await tryAwaiting(ports, arrival, tenant, maskTest);
    if (tried !== undefined) await recordUnlessResting(ports, arrival, tenant, tried);
  });
}

/**
 * The store, with what it was last asked afresh and found, for a refusal reads its tenant once; and the tenant that a
 * message was last judged by, remembered or read.
 */
export function rememberingRead(tenants: CachedTenantStore) {
  let read: Tenant | undefined;
  let judged: Tenant | undefined;
  return {
    tenants: {
      ...tenants,
      remembered: (...name: Parameters<CachedTenantStore['remembered']>) => {
        judged = tenants.remembered(...name);
        return judged;
      },
      findAfresh: async (...name: Parameters<CachedTenantStore['findAfresh']>) => {
        read = await tenants.findAfresh(...name);
        judged = read;
        return read;
      },
    },
    lastRead: () => read,
    lastJudged: () => judged,
  };
}

async function tryAwaiting(
  ports: AssertionConsumerPorts,
  arrival: Arrival,
  tenant: Tenant | undefined,
  masked?: Trial['masked'],
): Promise<TriedDraft | undefined> {
  if (tenant === undefined || !awaitsTest(tenant)) return undefined;
  const tried = await tryWith(ports, arrival, tenant, { masked });
  if (!tried?.verified || !isOfTheDraft(tenant, tried.test.signer)) return undefined;
  return (await isWithdrawn(ports, tenant)) ? undefined : tried;
}

/** Where a draft brings new keys, what an employee's tile sends by an old one is no test of it. */
function isOfTheDraft({ connection, draft }: Tenant, signer: Thumbprints | undefined): boolean {
  const next = draft && connectionOf(connection, draft);
  if (next === undefined) return false;
  const added = newlyTrusted(connection, next);
  return added.length === 0 || (signer !== undefined && added.some((key) => isOfPrints(signer, key)));
}

function awaitsTest({ draft, connection }: Tenant): boolean {
  if (connection.state === 'disabled') return false;
  return (
    draft?.step === 'test' && !(draft.test?.revision === draft.revision && draft.test.outcome === 'passed')
  );
}

async function recordUnlessResting(
  ports: AssertionConsumerPorts,
  arrival: Arrival,
  tenant: Tenant,
  tried: TriedDraft,
): Promise<void> {
  const last = tenant.draft?.test;
  const isResting =
    last?.revision === tried.test.revision && tried.test.at.getTime() - last.at.getTime() < restMilliseconds;
  if (!isResting) await recordTest(ports, arrival, tenant, tried, 'directory');
}
