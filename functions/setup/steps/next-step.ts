import { html } from 'hono/html';
import { redirect } from '../../../shared/http/answer.ts';
import type { Markup } from '../../../shared/pages/markup.ts';
import { Problem } from '../../../shared/problems/problem.ts';
import { type SetupStep, setupSteps } from '../../../shared/tenants/draft/connection-draft.ts';
import { withDraftStep } from '../../../shared/tenants/draft/draft.ts';
import { pagePath } from '../addresses.ts';
import { draftOriginOf } from '../draft-gate.ts';
import { hiddenField, setupForm } from '../form.ts';
import type { SetupPageSession } from '../session.ts';
import type { StepForm } from './step.ts';

/** Returns the form that ends a step and leads to `next`. Empty for a read-only link. */
export function nextStepForm(session: SetupPageSession, next: SetupStep, label: string): Markup | '' {
  if (session.isReadOnly) return '';
  return html`<div class="row">${setupForm(
    session,
    'go',
    html`${hiddenField('step', next)}<button class="button" type="submit">${label}</button>`,
  )}</div>`;
}

/** Saves the step that the set-up has reached, and shows it. */
export const nextStep: StepForm = {
  counts: () => 'change',
  async take({ session, form, gate }) {
    const step = setupSteps.find((each) => each === form.text('step'));
    if (step === undefined) throw new Problem('setup-form-malformed', { expected: 'a step' });
    const { receivedAt: now } = session.request;
    await gate.change((tenant) => withDraftStep(tenant, step, now, draftOriginOf(session)));
    return redirect(pagePath(session.location, step));
  },
};
