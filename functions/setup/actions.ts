import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { logReplacedConnection } from '../../shared/observability/log.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { clearSetupCookie } from '../../shared/setup/setup-cookie.ts';
import { ActivationRejected, activateDraft } from '../../shared/tenants/draft/activate-draft.ts';
import { setupSteps } from '../../shared/tenants/draft/connection-draft.ts';
import { withDraftStep, withoutDraft } from '../../shared/tenants/draft/draft.ts';
import { replacedParts } from '../../shared/tenants/draft/replaced-parts.ts';
import { TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { Connection, Tenant } from '../../shared/tenants/tenant.ts';
import { pagePath } from './addresses.ts';
import { changeDraft, draftOriginOf } from './change-draft.ts';
import type { SetupDependencies } from './dependencies.ts';
import { reviewSettings } from './review.ts';
import { readRevision } from './revision-in.ts';
import { saveDraft } from './save-draft.ts';
import { countSetupUse, type SetupPageSession } from './session.ts';
import { showActivate } from './show-page.ts';
import { startTest } from './start-test.ts';

/**
 * Does what a form of the page asks for. Whatever changes the tenant is one conditional write, with an entry in its
 * history.
 * @throws Problem `setup-form-malformed`, `setup-read-only`, `setup-too-often`, `setup-nothing-to-renew`,
 * `setup-draft-of-another-link`, `setup-draft-withdrawn`
 */
export async function runSetupAction(
  deps: SetupDependencies,
  session: SetupPageSession,
  form: UploadForm,
): Promise<Answer> {
  const action = form.text('action');
  if (action === 'leave') return leave(deps, session);
  if (session.link.intent === 'inspect') throw new Problem('setup-read-only');
  switch (action) {
    case 'go':
      return go(deps, session, form);
    case 'look':
      return reviewSettings(deps, session, form);
    case 'keep':
      return saveDraft(deps, session, form);
    case 'test':
      return startTest(deps, session, form);
    case 'activate':
      return activate(deps, session, form);
    case 'discard':
      return discard(deps, session);
    default:
      throw new Problem('setup-form-malformed', { expected: 'something that can be done here' });
  }
}

/** Ends this browser's session. What was entered stays. */
async function leave(
  { setupLinks }: SetupDependencies,
  { session, location }: SetupPageSession,
): Promise<Answer> {
  await setupLinks.close(location.site.app.id, location.tenant, session);
  return withCookies(redirect(pagePath(location, 'left')), clearSetupCookie());
}

/** Keeps that a step is done, and leads on to the next. */
async function go(deps: SetupDependencies, session: SetupPageSession, form: UploadForm): Promise<Answer> {
  const step = setupSteps.find((each) => each === form.text('step'));
  if (step === undefined) throw new Problem('setup-form-malformed', { expected: 'a step' });
  await countSetupUse(deps, session, 'change');
  const now = session.request.receivedAt;
  await changeDraft(deps, session, 'go', (tenant) =>
    withDraftStep(tenant, step, now, draftOriginOf(session)),
  );
  return redirect(pagePath(session.location, step));
}

/** Makes the draft that was seen and tested the connection, or says why not and changes nothing. */
async function activate(
  deps: SetupDependencies,
  session: SetupPageSession,
  form: UploadForm,
): Promise<Answer> {
  await countSetupUse(deps, session, 'change');
  const { app, id } = session.tenant;
  const revision = readRevision(form);
  const now = session.request.receivedAt;
  try {
    let before = session.tenant;
    const activated = (tenant: Tenant) => {
      before = tenant;
      return activateDraft(tenant, revision, now);
    };
    const after = await changeDraft(deps, session, 'activate', activated, { refuse: 'proving' });
    logReplacement(session, before.connection, after.connection);
  } catch (error) {
    const refused =
      error instanceof ActivationRejected
        ? error.reason
        : error instanceof TenantStoreConflict && error.reason === 'guarded'
          ? 'guarded'
          : undefined;
    if (refused === undefined) throw error;
    const tenant = (await deps.tenants.findFresh(app, id)) ?? session.tenant;
    return showActivate(deps, { ...session, tenant }, refused);
  }
  return redirect(pagePath(session.location, 'done'));
}

/** Gives the draft up; the running connection stays. */
async function discard(deps: SetupDependencies, session: SetupPageSession): Promise<Answer> {
  await countSetupUse(deps, session, 'change');
  await changeDraft(deps, session, 'discard', withoutDraft);
  return redirect(pagePath(session.location, 'done'));
}

/** People sign in by another directory or application from now on: the operator hears of it. */
function logReplacement(
  { tenant, link, request }: SetupPageSession,
  before: Connection,
  after: Connection,
): void {
  const replaced = replacedParts(before, after);
  if (replaced.length === 0) return;
  const { app, id } = tenant;
  logReplacedConnection({ app, tenant: id, link: link.id, reference: request.reference, replaced });
}
