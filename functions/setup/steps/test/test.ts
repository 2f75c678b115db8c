import { html } from 'hono/html';
import { type Answer, withHeaders } from '../../../../shared/http/answer.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { connectionOf } from '../../../../shared/tenants/draft/activate-draft.ts';
import type { ConnectionDraft } from '../../../../shared/tenants/draft/connection-draft.ts';
import { draftOf } from '../../../../shared/tenants/draft/draft.ts';
import { pagePath } from '../../addresses.ts';
import { revisionField, setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import { multiFactorNote } from '../../multi-factor-note.ts';
import { peopleCount } from '../../people-count.ts';
import type { SetupPageSession } from '../../session.ts';
import { unprovenKeysOf } from '../../settings-summary.ts';
import { nextStepForm } from '../next-step.ts';
import type { StepDependencies } from '../step.ts';
import { directoryErrors } from './directory-errors.ts';
import { pollIntervalSeconds, pollTestHref, type TestPolling, testPollingOf } from './poll-test-result.ts';
import { testResultMarkup } from './test-result.ts';

/**
 * Step 5: a test sign-in, and its result. A page that waits for the result reloads itself. Another one counts people: one
 * request.
 */
export async function showTest(
  session: SetupPageSession,
  deps: Pick<StepDependencies, 'people'>,
): Promise<Answer> {
  const { tenant, request, location, isReadOnly } = session;
  const { test: texts, layout } = setupTextsOf(session.language);
  const draft = draftOf(tenant, request.receivedAt);
  const polling = testPollingOf(request, location, draft);
  const nextHref = polling?.nextHref;
  const isComplete = connectionOf(tenant.connection, draft) !== undefined;
  const hasPassed = draft.test?.revision === draft.revision && draft.test.outcome === 'passed';
  const answer = stepPage(session, {
    title: nextHref === undefined ? layout.stepNames.test : texts.waitingTitle,
    step: 'test',
    stage: html`<h2>${layout.stepNames.test}</h2>
<p>${texts.intro}</p>
${multiFactorNote(session)}
${isComplete ? '' : html`<p class="note alert">${texts.incomplete}</p>`}
${unprovenKeysOf(session, draft.values).length === 0 ? '' : html`<p class="note">${texts.unproven}</p>`}
${polling === undefined ? testResultMarkup(draft, session.language) : pollingNote(session, polling)}
${polling === undefined ? '' : directoryErrors(session)}
${polling === undefined ? await peopleCount(session, deps) : ''}
${hasPassed && polling === undefined ? nextStepForm(session, 'activate', texts.goOn) : ''}
${isComplete && !isReadOnly ? startForm(session, draft, { hasPassed, isPolling: polling !== undefined }) : ''}`,
  });
  if (nextHref === undefined) return answer;
  return withHeaders(answer, { refresh: `${pollIntervalSeconds};url=${nextHref}` });
}

function pollingNote({ language, location, request }: SetupPageSession, { nextHref }: TestPolling): Markup {
  const { test: texts } = setupTextsOf(language);
  if (nextHref !== undefined) {
    return html`<div class="note" role="status"><p>${texts.waiting}</p>
<p><a href="${pagePath(location, 'test')}">${texts.stopWaiting}</a></p></div>`;
  }
  return html`<div class="note alert" role="status"><p>${texts.gaveUp}</p>
<p><a href="${pollTestHref(location, request.receivedAt)}">${texts.waitAgain}</a></p></div>`;
}

function startForm(
  session: SetupPageSession,
  draft: ConnectionDraft,
  { hasPassed, isPolling }: { readonly hasPassed: boolean; readonly isPolling: boolean },
): Markup {
  const { test: texts, layout } = setupTextsOf(session.language);
  const label = draft.test === undefined ? texts.start : texts.again;
  const opensNewTab = pollTestHref(session.location, session.request.receivedAt);
  const button = html`${revisionField(draft)}<button class="button${hasPassed ? ' plain' : ''}" type="submit">${label} <small>(${layout.opensNewTab})</small></button>`;
  return html`<div class="row">${setupForm(session, 'test', button, { opensNewTab })}</div>
<p class="help">${texts.orInEntra}${isPolling ? '' : html` <a href="${opensNewTab}">${texts.watch}</a>`}</p>`;
}
