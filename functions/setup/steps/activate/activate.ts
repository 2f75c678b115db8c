import { type Answer, redirect } from '../../../../shared/http/answer.ts';
import { logReplacedConnection } from '../../../../shared/observability/log.ts';
import { isConfigured } from '../../../../shared/tenants/connection.ts';
import { ActivationRejected } from '../../../../shared/tenants/draft/activate-draft.ts';
import { withoutDraft } from '../../../../shared/tenants/draft/draft.ts';
import { replacedParts } from '../../../../shared/tenants/draft/replaced-parts.ts';
import { TenantStoreConflict } from '../../../../shared/tenants/store/tenant-store.ts';
import type { Connection } from '../../../../shared/tenants/tenant.ts';
import { pagePath } from '../../addresses.ts';
import { readRevision } from '../../form.ts';
import { activateWhereTested } from '../../move.ts';
import type { SetupPageSession } from '../../session.ts';
import type { StepDependencies, StepForm } from '../step.ts';
import { type ActivationProblem, activatePage } from './activate-page.ts';

/** Step 6: activation. If the connection is active and there is no draft, the connection is shown instead. */
export async function showActivate(session: SetupPageSession, deps: StepDependencies): Promise<Answer> {
  const { tenant, location } = session;
  if (tenant.draft === undefined && isConfigured(tenant.connection))
    return redirect(pagePath(location, 'done'));
  return activatePage(session, deps);
}

/** Makes the draft that was shown and tested the connection. If it cannot, it says why and changes nothing. */
export const activate: StepForm = {
  counts: () => 'change',
  async take({ session, form, gate }, deps) {
    const { app, id, connection } = session.tenant;
    const revision = readRevision(form);
    let before = connection;
    try {
      const after = await gate.change(
        (tenant) => {
          before = tenant.connection;
          return activateWhereTested(deps.sites, tenant, revision, session.request.receivedAt);
        },
        { refuse: 'proving' },
      );
      logReplacement(session, before, after.connection);
    } catch (error) {
      const problem = activationProblemOf(error);
      if (problem === undefined) throw error;
      const tenant = (await deps.tenants.findFresh(app, id)) ?? session.tenant;
      return activatePage({ ...session, tenant }, deps, problem);
    }
    return redirect(pagePath(session.location, 'done'));
  },
};

function activationProblemOf(error: unknown): ActivationProblem | undefined {
  if (error instanceof ActivationRejected) return error.reason;
  return error instanceof TenantStoreConflict && error.reason === 'guarded' ? 'guarded' : undefined;
}

/** Tells the operator that people sign in with another directory or application from now on. */
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

/** Discards the draft. The connection stays as it is. */
export const discard: StepForm = {
  counts: () => 'change',
  async take({ session, gate }) {
    await gate.change(withoutDraft);
    return redirect(pagePath(session.location, 'done'));
  },
};
