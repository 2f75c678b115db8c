import { endpointUrl } from '../../../../shared/apps/urls.ts';
import { redirect, withCookies } from '../../../../shared/http/answer.ts';
import { requestIdBytes } from '../../../../shared/ids/request-id.ts';
import { hashOfSecret, newSecret } from '../../../../shared/ids/secret.ts';
import { newTestFlowId } from '../../../../shared/ids/test-flow-id.ts';
import { makeRoom } from '../../../../shared/sign-in/browser/dropped-flows-cookie.ts';
import { flowCookie } from '../../../../shared/sign-in/browser/flow-cookie.ts';
import { testParameter } from '../../../../shared/sign-in/browser/test-parameter.ts';
import { requestLifetimeSeconds } from '../../../../shared/sign-in/flow.ts';
import { connectionOf } from '../../../../shared/tenants/draft/activate-draft.ts';
import type { ConnectionDraft } from '../../../../shared/tenants/draft/connection-draft.ts';
import { draftOf, withDraftStep } from '../../../../shared/tenants/draft/draft.ts';
import { pagePath } from '../../addresses.ts';
import { draftOriginOf } from '../../draft-gate.ts';
import { readRevision } from '../../form.ts';
import type { StepForm, StepPost } from '../step.ts';

/**
 * Begins a test sign-in with the draft that the page showed, and redirects to the Sign-on URL, which leads to the
 * directory. The test is valid once, in this browser, for ten minutes. If the draft has changed or is incomplete, the
 * step is shown again instead.
 */
export const startTest: StepForm = {
  counts: () => 'test',
  async take(post, { testFlows, random }) {
    const { session, form } = post;
    const { request, location, tenant } = session;
    const { receivedAt: now, cookies } = request;
    const shown = draftOf(tenant, now);
    if (shown.revision !== readRevision(form) || connectionOf(tenant.connection, shown) === undefined) {
      return redirect(pagePath(location, 'test'));
    }
    const { revision } = await draftAtTest(post);
    const secret = newSecret(random);
    const id = newTestFlowId(requestIdBytes({ app: tenant.app, tenant: tenant.id, secret }));
    await testFlows.begin({
      app: tenant.app,
      tenant: tenant.id,
      id,
      state: 'requested',
      revision,
      requestedAt: now,
      expiresAt: new Date(now.getTime() + requestLifetimeSeconds * 1_000),
      browserHash: hashOfSecret(secret),
    });
    const url = new URL(endpointUrl(location.site, location.tenant, 'sign-on'));
    url.searchParams.set(testParameter, id);
    return withCookies(
      redirect(`${url.pathname}${url.search}`),
      ...makeRoom(cookies),
      flowCookie(id, secret, { now, app: location.site.app, tenant: location.tenant }),
    );
  },
};

/** Returns the draft at its test. Without a draft, one of the active connection begins: so it can be tested again. */
async function draftAtTest({ session, gate }: StepPost): Promise<ConnectionDraft> {
  const { tenant, request } = session;
  if (tenant.draft?.step === 'test') return tenant.draft;
  const { draft } = await gate.change((before) =>
    withDraftStep(before, 'test', request.receivedAt, draftOriginOf(session)),
  );
  if (draft === undefined) throw new Error('the draft that was just written is missing');
  return draft;
}
