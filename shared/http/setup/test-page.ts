import { html } from 'hono/html';
import type { ConnectionDraft } from '../../tenants/draft.ts';
import type { Markup } from '../markup.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { utcTime } from '../utc-time.ts';
import { goOn, type SetupFrame, setupForm, setupPage } from './setup-frame.ts';

/** What the step shows. */
export interface TestView {
  readonly draft: ConnectionDraft;
  /** Whether the draft has everything that a sign-in needs. */
  readonly isComplete: boolean;
  /** What the last test saw, where it was of this very draft. */
  readonly result?: Markup | undefined;
}

/** Step 5: a sign-in of the administrator's own. */
export function testPage(frame: SetupFrame, { draft, isComplete, result }: TestView): string {
  const { language } = frame;
  const { test: texts, stepNames } = setupTextsOf(language);
  const isOfThisDraft = draft.test?.revision === draft.revision;
  const hasPassed = isOfThisDraft && draft.test?.outcome === 'passed';
  return setupPage(frame, {
    title: stepNames.test,
    step: 'test',
    stage: html`<h2>${stepNames.test}</h2>
<p>${texts.intro}</p>
${isComplete ? '' : html`<p class="note alert">${texts.incomplete}</p>`}
${lastTest(frame, draft)}
${result ?? ''}
${isComplete && !frame.isReadOnly ? startForm(frame, draft, draft.test === undefined ? texts.start : texts.again, hasPassed) : ''}
${hasPassed ? goOn(frame, 'activate', texts.goOn) : ''}`,
  });
}

function lastTest({ language }: SetupFrame, { test, revision }: ConnectionDraft): Markup | '' {
  if (test === undefined) return '';
  const { test: texts } = setupTextsOf(language);
  const at = utcTime(test.at, language);
  if (test.revision !== revision) return html`<p class="note alert">${texts.outdated}</p>`;
  return test.outcome === 'passed'
    ? html`<p class="note">${texts.passed(at)}</p>`
    : html`<p class="note alert">${texts.failed(at)}</p>`;
}

function startForm(
  frame: SetupFrame,
  { revision }: ConnectionDraft,
  label: string,
  isPlain: boolean,
): Markup {
  const button = html`<input type="hidden" name="revision" value="${String(revision)}"><button class="button${isPlain ? ' plain' : ''}" type="submit">${label}</button>`;
  return html`<div class="row">${setupForm(frame, 'test', button)}</div>`;
}
