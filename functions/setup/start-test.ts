import { endpointUrl } from '../../shared/apps/urls.ts';
import { requestLifetimeSeconds } from '../../shared/flows/flow.ts';
import { hashOfSecret } from '../../shared/flows/secret-hash.ts';
import { newTestFlowId } from '../../shared/flows/test-flow.ts';
import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import { makeRoom } from '../../shared/http/dropped-flows-cookie.ts';
import { flowCookie } from '../../shared/http/flow-cookie.ts';
import { newSecret } from '../../shared/http/secret.ts';
import { testParameter } from '../../shared/http/test-parameter.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { connectionOf } from '../../shared/tenants/activate-draft.ts';
import { type ConnectionDraft, draftOf, withDraftStep } from '../../shared/tenants/draft.ts';
import { pagePath } from './addresses.ts';
import { changeDraft, originOf, requireDraftAccess } from './change-draft.ts';
import type { SetupPorts } from './ports.ts';
import { revisionIn } from './revision-in.ts';
import { countUse, type SetupVisit } from './visit.ts';

/**
 * Begins a test sign-in with the draft that the administrator saw: it counts in this browser alone, once, for ten
 * minutes. The Sign-on URL leads on to the directory. Where the draft is another by now, or lacks something, the step
 * is shown again instead.
 * @throws Problem `setup-too-often`, `setup-draft-of-another-link`, `setup-draft-withdrawn`
 */
export async function startTest(ports: SetupPorts, visit: SetupVisit, form: UploadForm): Promise<Answer> {
  await countUse(ports, visit, 'test');
  await requireDraftAccess(ports, visit, 'test');
  const { request, location, tenant } = visit;
  const { receivedAt: now, cookies } = request;
  const seen = draftOf(tenant, now);
  if (seen.revision !== revisionIn(form) || connectionOf(tenant.connection, seen) === undefined) {
    return redirect(pagePath(location, 'test'));
  }
  const { revision } = await draftAtTest(ports, visit);
  const id = newTestFlowId(ports.random(16));
  const secret = newSecret(ports.random);
  await ports.testFlows.begin({
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
async function draftAtTest(ports: SetupPorts, visit: SetupVisit): Promise<ConnectionDraft> {
  const { tenant, request } = visit;
  const { receivedAt: now } = request;
  if (tenant.draft?.step === 'test') return tenant.draft;
  const { draft } = await changeDraft(ports, visit, 'test', (before) =>
    withDraftStep(before, 'test', now, originOf(visit)),
  );
  if (draft === undefined) throw new Error('a draft that was just made is not there');
  return draft;
}
