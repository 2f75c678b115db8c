import { type Answer, redirect, withCookies } from '../../shared/http/answer.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { logReplacedConnection } from '../../shared/observability/log.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { clearSetupCookie } from '../../shared/setup/setup-cookie.ts';
import { ActivationRefused, activateDraft } from '../../shared/tenants/draft/activate-draft.ts';
import { setupSteps } from '../../shared/tenants/draft/connection-draft.ts';
import { withDraftStep, withoutDraft } from '../../shared/tenants/draft/draft.ts';
import { replacedParts } from '../../shared/tenants/draft/replaced-parts.ts';
import { TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { Connection, Tenant } from '../../shared/tenants/tenant.ts';
import { pagePath } from './addresses.ts';
import { changeDraft, originOf } from './change-draft.ts';
import type { SetupPorts } from './dependencies.ts';
import { lookAt } from './review.ts';
import { revisionIn } from './revision-in.ts';
import { keep } from './save-draft.ts';
import { countUse, type SetupVisit } from './session.ts';
import { showActivate } from './show-page.ts';
import { startTest } from './start-test.ts';

/**
 * Does what a form of the page asks for. Whatever changes the tenant is one conditional write, with an entry in its
 * history.
 * @throws Problem `setup-form-malformed`, `setup-read-only`, `setup-too-often`, `setup-nothing-to-renew`,
 * `setup-draft-of-another-link`, `setup-draft-withdrawn`
 */
export async function act(ports: SetupPorts, visit: SetupVisit, form: UploadForm): Promise<Answer> {
  const action = form.text('action');
  if (action === 'leave') return leave(ports, visit);
  if (visit.link.intent === 'inspect') throw new Problem('setup-read-only');
  switch (action) {
    case 'go':
      return go(ports, visit, form);
    case 'look':
      return lookAt(ports, visit, form);
    case 'keep':
      return keep(ports, visit, form);
    case 'test':
      return startTest(ports, visit, form);
    case 'activate':
      return activate(ports, visit, form);
    case 'discard':
      return discard(ports, visit);
    default:
      throw new Problem('setup-form-malformed', { expected: 'something that can be done here' });
  }
}

/** Ends this browser's session. What was entered stays. */
async function leave({ setupLinks }: SetupPorts, { session, location }: SetupVisit): Promise<Answer> {
  await setupLinks.close(location.site.app.id, location.tenant, session);
  return withCookies(redirect(pagePath(location, 'left')), clearSetupCookie());
}

/** Keeps that a step is done, and leads on to the next. */
async function go(ports: SetupPorts, visit: SetupVisit, form: UploadForm): Promise<Answer> {
  const step = setupSteps.find((each) => each === form.text('step'));
  if (step === undefined) throw new Problem('setup-form-malformed', { expected: 'a step' });
  await countUse(ports, visit, 'change');
  const now = visit.request.receivedAt;
  await changeDraft(ports, visit, 'go', (tenant) => withDraftStep(tenant, step, now, originOf(visit)));
  return redirect(pagePath(visit.location, step));
}

/** Makes the draft that was seen and tested the connection, or says why not and changes nothing. */
async function activate(ports: SetupPorts, visit: SetupVisit, form: UploadForm): Promise<Answer> {
  await countUse(ports, visit, 'change');
  const { app, id } = visit.tenant;
  const revision = revisionIn(form);
  const now = visit.request.receivedAt;
  try {
    let before = visit.tenant;
    const activated = (tenant: Tenant) => {
      before = tenant;
      return activateDraft(tenant, revision, now);
    };
    const after = await changeDraft(ports, visit, 'activate', activated, { refuse: 'proving' });
    logReplacement(visit, before.connection, after.connection);
  } catch (error) {
    const refused =
      error instanceof ActivationRefused
        ? error.reason
        : error instanceof TenantStoreConflict && error.reason === 'guarded'
          ? 'guarded'
          : undefined;
    if (refused === undefined) throw error;
    const tenant = (await ports.tenants.findAfresh(app, id)) ?? visit.tenant;
    return showActivate(ports, { ...visit, tenant }, refused);
  }
  return redirect(pagePath(visit.location, 'done'));
}

/** Gives the draft up; the running connection stays. */
async function discard(ports: SetupPorts, visit: SetupVisit): Promise<Answer> {
  await countUse(ports, visit, 'change');
  await changeDraft(ports, visit, 'discard', withoutDraft);
  return redirect(pagePath(visit.location, 'done'));
}

/** People sign in by another directory or application from now on: the operator hears of it. */
function logReplacement({ tenant, link, request }: SetupVisit, before: Connection, after: Connection): void {
  const replaced = replacedParts(before, after);
  if (replaced.length === 0) return;
  const { app, id } = tenant;
  logReplacedConnection({ app, tenant: id, link: link.id, reference: request.reference, replaced });
}
