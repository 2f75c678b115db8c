import { endpointUrl } from '../../../shared/apps/urls.ts';
import { type Answer, redirect } from '../../../shared/http/answer.ts';
import { hashOfSecret } from '../../../shared/ids/secret.ts';
import { parseTestFlowId } from '../../../shared/ids/test-flow-id.ts';
import { readFlowCookie } from '../../../shared/sign-in/browser/flow-cookie.ts';
import type { TestFlow } from '../../../shared/sign-in/test/test-flow.ts';
import { delayAlways, systemMonotonicClock } from '../failure-delay.ts';
import type { AssertionConsumerDependencies, PostedForm } from '../posted-response.ts';
import { isWithdrawn, recordTest, testDraftWith } from './record-test.ts';

/**
 * Answers what claims to answer a test sign-in, in the browser that began it: spends the test, tries the draft with
 * the message, keeps what was found and leads back to the set-up page. It never makes a session, whatever the message
 * is. Undefined for everything else, which goes on as any message does; the form of the InResponseTo and the cookie
 * tell without a read, and whether there is such a test or such a tenant at all takes the same requests.
 */
export async function answerTest(
  deps: AssertionConsumerDependencies,
  posted: PostedForm,
  inResponseTo: string | undefined,
): Promise<Answer | undefined> {
  const { request, location } = posted;
  const { site, tenant: name } = location;
  const id = parseTestFlowId(inResponseTo ?? '');
  const cookie = id && readFlowCookie(request.cookies, id);
  if (id === undefined || cookie === undefined) return undefined;
  const browserHash = hashOfSecret(cookie.secret);
  const { reference: by, receivedAt: now } = request;
  const test = await deps.testFlows.spend({ app: site.app.id, tenant: name, id, browserHash, by, now });
  if (test === undefined) {
    // Back or Reload: what this browser tested is on the page already.
    const known = await deps.testFlows.find(site.app.id, name, id);
    if (known?.state !== 'tested' || known.browserHash !== browserHash) return undefined;
  } else {
    const keep = () => keepWhatIsFound(deps, posted, test);
    // How far a cipher text came must not be heard from how long its test took.
    const { keyUse } = posted;
    await (keyUse === undefined ? keep() : delayAlways(deps.clock ?? systemMonotonicClock, keyUse, keep));
  }
  return redirect(endpointUrl(site, name, 'setup'));
}

async function keepWhatIsFound(
  deps: AssertionConsumerDependencies,
  posted: PostedForm,
  test: TestFlow,
): Promise<void> {
  const tenant = await deps.tenants.findFresh(test.app, test.tenant);
  if (tenant?.draft?.revision !== test.revision || (await isWithdrawn(deps, tenant))) return;
  const tried = await testDraftWith(deps, posted, tenant, { test });
  if (tried !== undefined) await recordTest(deps, posted, tenant, tried, 'page');
}
