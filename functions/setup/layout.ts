import { html } from 'hono/html';
import { type Answer, html as htmlAnswer } from '../../shared/http/answer.ts';
import type { Language } from '../../shared/http/language.ts';
import { document, type PageApp } from '../../shared/pages/layout.ts';
import type { Markup } from '../../shared/pages/markup.ts';
import { organisationMarkup } from '../../shared/pages/organisation.ts';
import { setupTextsOf } from '../../shared/pages/text/setup-texts.ts';
import { utcTime } from '../../shared/pages/utc-time.ts';
import { connectionOf } from '../../shared/tenants/draft/activate-draft.ts';
import { type SetupStep, setupSteps } from '../../shared/tenants/draft/connection-draft.ts';
import { draftOf } from '../../shared/tenants/draft/draft.ts';
import { fileParameter, pagePath, setupPath } from './addresses.ts';
import { setupForm } from './form.ts';
import type { SetupPageSession } from './session.ts';
import { setupStyle, setupStyleHash } from './setup-style.ts';

/** The part of a page that its step provides. */
export interface StepContent {
  readonly title: string;
  /** The current step. Default: none, as on the page of an active connection. */
  readonly step?: SetupStep;
  readonly stage: Markup;
  /** Default 200. */
  readonly status?: number;
}

/** Returns a page of the set-up: the list of steps, the content of one of them, and the form that closes the set-up. */
export function stepPage(session: SetupPageSession, content: StepContent): Answer {
  const { language, appName, location, tenant, isReadOnly } = session;
  const { title, step, stage, status = 200 } = content;
  const { layout: texts } = setupTextsOf(language);
  const markup = document({
    language,
    title,
    app: location.site.app,
    style: setupStyle,
    scriptHref: setupPath(location, { [fileParameter]: 'copy.js' }),
    main: html`<h1>${texts.heading(appName)}</h1>
<p class="where">${texts.organisation}: ${organisationMarkup(location.tenant, tenant.displayName)}</p>
${stepList(session, step)}
${isReadOnly ? html`<p class="note">${texts.readOnly}</p>` : ''}
<section class="stage">
${stage}
</section>
<div class="foot">
<p>${endsAt(session)}</p>
${setupForm(session, 'leave', html`<button class="link" type="submit">${texts.leave}</button>`)}
</div>`,
  });
  return styled(status, markup);
}

function endsAt({ link, session, language }: SetupPageSession): Markup {
  const { layout, administration } = setupTextsOf(language);
  return link.administrator?.holder === 'self'
    ? administration.endsAt(utcTime(session.expiresAt, language))
    : layout.linkExpires(utcTime(link.expiresAt, language));
}

/** Returns a page without steps, for a browser without a session. */
export function barePage(view: {
  readonly language: Language;
  readonly app: PageApp;
  readonly title: string;
  readonly main: Markup;
}): Answer {
  return styled(200, document({ ...view, style: setupStyle }));
}

/** The policy of a page of the set-up allows its own style sheet, and the script of {@link ./copy-script.ts}. */
function styled(status: number, markup: string): Answer {
  return htmlAnswer(status, markup, { kind: 'page-with-script', styleHash: setupStyleHash });
}

function stepList(session: SetupPageSession, current: SetupStep | undefined): Markup {
  const { steps: label, stepNames, stepStates } = setupTextsOf(session.language).layout;
  return html`<nav aria-label="${label}"><ol class="steps">
${setupSteps.map((step, index) => {
  const isDone = isStepDone(session, step);
  const state = step === current ? stepStates.current : isDone ? stepStates.done : stepStates.open;
  return html`<li class="${isDone ? 'done' : ''}"><a href="${pagePath(session.location, step)}"${step === current ? html` aria-current="step"` : ''}><span class="mark" aria-hidden="true">${isDone ? '' : index + 1}</span><span>${stepNames[step]}<span class="seen">, ${state}</span></span></a></li>`;
})}
</ol></nav>`;
}

function isStepDone({ tenant, request }: SetupPageSession, step: SetupStep): boolean {
  // An active connection has been through every step.
  if (tenant.draft === undefined && tenant.connection.state === 'active') return true;
  const draft = draftOf(tenant, request.receivedAt);
  switch (step) {
    case 'connection':
      return connectionOf(tenant.connection, draft) !== undefined;
    case 'test':
      return draft.test?.outcome === 'passed' && draft.test.revision === draft.revision;
    case 'activate':
      return false;
    default:
      return setupSteps.indexOf(draft.step) > setupSteps.indexOf(step);
  }
}
