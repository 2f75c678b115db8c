import { html } from 'hono/html';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { ConnectionDraft } from '../../tenants/draft/connection-draft.ts';
import type { Markup } from '../markup.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { nextStepForm, type SetupLayout, setupForm, setupLayout } from './setup-layout.ts';

/** What the step shows. */
export interface TestView {
  readonly draft: ConnectionDraft;
  /** Whether the draft has everything that a sign-in needs. */
  readonly isComplete: boolean;
  /** Keys that the directory has never signed with, beside those that it has. */
  readonly unproven?: readonly TrustedKey[];
  /** What the last test saw. */
  readonly result?: Markup | undefined;
  /** Where this page waits for the next result: a path of ours. */
  readonly waitHref: string;
  /** Whether it is waiting: `looking` by itself, or `given-up`. Undefined where nobody asked it to. */
  readonly waiting?: 'looking' | 'given-up' | undefined;
  /** This page without waiting: a path of ours. */
  readonly hereHref: string;
}

/** Step 5: a sign-in of the administrator's own. */
export function testPage(frame: SetupLayout, view: TestView): string {
  const { draft, isComplete, result, waiting } = view;
  const { language } = frame;
  const { test: texts, stepNames } = setupTextsOf(language);
  const hasPassed = draft.test?.revision === draft.revision && draft.test.outcome === 'passed';
  return setupLayout(frame, {
    title: waiting === 'looking' ? texts.waitingTitle : stepNames.test,
    step: 'test',
    stage: html`<h2>${stepNames.test}</h2>
<p>${texts.intro}</p>
${isComplete ? '' : html`<p class="note alert">${texts.incomplete}</p>`}
${view.unproven === undefined || view.unproven.length === 0 ? '' : html`<p class="note">${texts.unproven}</p>`}
${waitingNote(frame, view)}
${waiting === undefined ? (result ?? '') : ''}
${hasPassed && waiting === undefined ? nextStepForm(frame, 'activate', texts.goOn) : ''}
${isComplete && !frame.isReadOnly ? startForm(frame, view, hasPassed) : ''}`,
  });
}

function waitingNote({ language }: SetupLayout, { waiting, hereHref, waitHref }: TestView): Markup | '' {
  const { test: texts } = setupTextsOf(language);
  switch (waiting) {
    case 'looking':
      return html`<div class="note" role="status"><p>${texts.looking}</p>
<p><a href="${hereHref}">${texts.stopLooking}</a></p></div>`;
    case 'given-up':
      return html`<div class="note alert" role="status"><p>${texts.gaveUp}</p>
<p><a href="${waitHref}">${texts.lookAgain}</a></p></div>`;
    case undefined:
      return '';
  }
}

function startForm(frame: SetupLayout, view: TestView, isPlain: boolean): Markup {
  const { draft, waitHref, waiting } = view;
  const { test: texts, opensNewTab } = setupTextsOf(frame.language);
  const label = draft.test === undefined ? texts.start : texts.again;
  const button = html`<input type="hidden" name="revision" value="${String(draft.revision)}"><button class="button${isPlain ? ' plain' : ''}" type="submit">${label} <small>(${opensNewTab})</small></button>`;
  return html`<div class="row">${setupForm(frame, 'test', button, { opensNewTab: waitHref })}</div>
<p class="help">${texts.orInEntra}${waiting === undefined ? html` <a href="${waitHref}">${texts.watch}</a>` : ''}</p>`;
}
