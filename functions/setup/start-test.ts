import { endpointUrl } from '../../shared/apps/urls.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { newSecret } from '../../shared/ids/secret.ts';
import { hashOfSecret } from '../../shared/ids/secret-hash.ts';
import { newTestFlowId } from '../../shared/ids/test-flow-id.ts';
import { makeRoom } from '../../shared/sign-in/browser/dropped-flows-cookie.ts';
import { flowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import { testParameter } from '../../shared/sign-in/browser/test-parameter.ts';
import { requestLifetimeSeconds } from '../../shared/sign-in/flow.ts';
import { connectionOf } from '../../shared/tenants/draft/activate-draft.ts';
import type { ConnectionDraft } from '../../shared/tenants/draft/connection-draft.ts';
import { draftOf, withDraftStep } from '../../shared/tenants/draft/draft.ts';
import { pagePath } from './addresses.ts';
import { changeDraft, draftOriginOf, requireDraftAccess } from './change-draft.ts';
import type { SetupDependencies } from './dependencies.ts';
import { readRevision } from './revision-in.ts';
import { countSetupUse, type SetupPageSession } from './session.ts';

/**
 * Begins a test sign-in with the draft that the administrator saw: it counts in this browser alone, once, for ten
 * minutes. The Sign-on URL leads on to the directory. Where the draft is another by now, or lacks something, the step
 * is shown again instead.
 * @throws Problem `setup-too-often`, `setup-draft-of-another-link`, `setup-draft-withdrawn`
 */
export async function startTest(
  deps: SetupDependencies,
  session: SetupPageSession,
  form: UploadForm,
): Promise<Answer> {
  await countSetupUse(deps, session, 'test');
  await requireDraftAccess(deps, session, 'test');
  const { request, location, tenant } = session;
  const { receivedAt: now, cookies } = request;
  const seen = draftOf(tenant, now);
  if (seen.revision !== readRevision(form) || connectionOf(tenant.connection, seen) === undefined) {
    return redirect(pagePath(location, 'test'));
  }
  const { revision } = await draftAtTest(deps, session);
  const id = newTestFlowId(deps.random(16));
  const secret = newSecret(deps.random);
  await deps.testFlows.begin({
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
    flowCookie(id, secret, now),
  );
}

/** The draft, at its test: one of the running connection, where there was none, which is how that is tested again. */
async function draftAtTest(deps: SetupDependencies, session: SetupPageSession): Promise<ConnectionDraft> {
  const { tenant, request } = session;
  const { receivedAt: now } = request;
  if (tenant.draft?.step === 'test') return tenant.draft;
  const { draft } = await changeDraft(deps, session, 'test', (before) =>
    withDraftStep(before, 'test', now, draftOriginOf(session)),
  );
  if (draft === undefined) throw new Error('a draft that was just made is not there');
  return draft;
}
