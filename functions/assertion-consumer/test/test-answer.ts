import { endpointUrl } from '../../../shared/apps/urls.ts';
import { type Answer, redirect } from '../../../shared/http/answer.ts';
import { hashOfSecret } from '../../../shared/ids/secret.ts';
import { parseTestFlowId } from '../../../shared/ids/test-flow-id.ts';
import { readFlowCookie } from '../../../shared/sign-in/browser/flow-cookie.ts';
import type { TestFlow } from '../../../shared/sign-in/test/test-flow.ts';
import type { AssertionConsumerDependencies } from '../dependencies.ts';
import { delayAlways, systemMonotonicClock } from '../failure-delay.ts';
import type { PostedForm } from '../posted-response.ts';
import { isWithdrawn, recordTest, testDraftWith } from './record-test.ts';

/**
 * Answers the response to a test sign-in, in the browser that began the test: uses up the test, tests the draft with
 * the message, records the result and redirects to the set-up page. It never makes a session. The directory's own
 * failure is a result too. Undefined for any other message or browser: the form of the InResponseTo and the cookie
 * decide that without a request, and then a test, a tenant or neither of them costs the same requests.
 */
export async function answerTest(
  deps: AssertionConsumerDependencies,
  posted: PostedForm,
): Promise<Answer | undefined> {
  const { request, location, inResponseTo } = posted;
  const { site, tenant: name } = location;
  const id = parseTestFlowId(inResponseTo ?? '');
  const cookie = id && readFlowCookie(request.cookies, id);
  if (id === undefined || cookie === undefined) return undefined;
  const browserHash = hashOfSecret(cookie.secret);
  const { reference: by, receivedAt: now } = request;
  const test = await deps.testFlows.spend({ app: site.app.id, tenant: name, id, browserHash, by, now });
  if (test === undefined) {
    // After Back or Reload, the set-up page shows the result already.
    const known = await deps.testFlows.find(site.app.id, name, id);
    if (known?.state !== 'tested' || known.browserHash !== browserHash) return undefined;
  } else {
    // The duration of a test must not reveal how far the decryption of a cipher text came.
    await delayAlways(deps.clock ?? systemMonotonicClock, posted.keyUse, () =>
      testAndRecord(deps, posted, test),
    );
  }
  return redirect(endpointUrl(site, name, 'setup'));
}

async function testAndRecord(
  deps: AssertionConsumerDependencies,
  posted: PostedForm,
  test: TestFlow,
): Promise<void> {
  const tenant = await deps.tenants.findFresh(test.app, test.tenant);
  if (tenant?.draft?.revision !== test.revision || (await isWithdrawn(deps, tenant))) return;
  const tried = await testDraftWith(deps, posted, tenant, { test });
  if (tried !== undefined) await recordTest(deps, posted, tenant, tried, 'page');
}
