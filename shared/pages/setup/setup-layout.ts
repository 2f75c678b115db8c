import { html } from 'hono/html';
import type { Language } from '../../http/language.ts';
import type { SetupStep } from '../../tenants/draft/connection-draft.ts';
import { document } from '../layout.ts';
import type { Markup } from '../markup.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { utcTime } from '../utc-time.ts';
import { setupStyle } from './setup-style.ts';

/** One entry of the list of steps. */
interface StepEntry {
  readonly step: SetupStep;
  readonly isDone: boolean;
  /** A path that we built. */
  readonly href: string;
}

/** What every page of a set-up has around its own part. */
export interface SetupLayout {
  readonly language: Language;
  readonly appName: string;
  readonly tenant: string;
  /** Where every form goes, and the page itself stands: a path of ours with its query. */
  readonly action: string;
  /** What every form carries to show that this page sent it. */
  readonly formToken: string;
  readonly linkEndsAt: Date;
  /** Where the link is for looking alone: no form that changes anything is shown. */
  readonly isReadOnly: boolean;
  readonly steps: readonly StepEntry[];
  /** Where the copy script stands: a path of ours with its query. */
  readonly scriptHref: string;
}

/** A page of a set-up: steps, what is to be done at one of them, and the way out. */
export function setupLayout(
  frame: SetupLayout,
  { title, step, stage }: { readonly title: string; readonly step?: SetupStep; readonly stage: Markup },
): string {
  const { language, appName, tenant, linkEndsAt, isReadOnly, scriptHref } = frame;
  const texts = setupTextsOf(language);
  return document({
    language,
    title,
    appName,
    style: setupStyle,
    scriptHref,
    main: html`<h1>${texts.heading(appName)}</h1>
<p class="where">${texts.organisation}: <bdi>${tenant}</bdi></p>
${stepList(frame, step)}
${isReadOnly ? html`<p class="note">${texts.readOnly}</p>` : ''}
<section class="stage">
${stage}
</section>
<div class="foot">
<p>${texts.linkEnds(utcTime(linkEndsAt, language))}</p>
${setupForm(frame, 'leave', html`<button class="link" type="submit">${texts.leave}</button>`)}
</div>`,
  });
}

function stepList({ language, steps }: SetupLayout, current: SetupStep | undefined): Markup {
  const { steps: label, stepNames, stepStates } = setupTextsOf(language);
  return html`<nav aria-label="${label}"><ol class="steps">
${steps.map(({ step, isDone, href }, index) => {
  const state = step === current ? stepStates.current : isDone ? stepStates.done : stepStates.open;
  return html`<li class="${isDone ? 'done' : ''}"><a href="${href}"${step === current ? html` aria-current="step"` : ''}><span class="mark" aria-hidden="true">${isDone ? '' : index + 1}</span><span>${stepNames[step]}<span class="seen">, ${state}</span></span></a></li>`;
})}
</ol></nav>`;
}

/** What may be done on a set-up page by a form. */
export type SetupAction = 'open' | 'leave' | 'go' | 'look' | 'keep' | 'test' | 'activate' | 'discard';

/** How a form is sent: it may bring a file; or its answer opens in a new tab, while the page itself goes on to wait there. */
export type SetupFormKind = 'plain' | 'upload' | { readonly opensNewTab: string };

/** The field, `yes`, by which a form hands over the next certificate and nothing else. */
export const renewalField = 'renewal';

/** The field itself; nothing where everything is handed over. */
export function renewalFieldMarkup(isRenewal: boolean): Markup | '' {
  return isRenewal ? html`<input type="hidden" name="${renewalField}" value="yes">` : '';
}

/** A form of the set-up page. */
export function setupForm(
  { action, formToken }: Pick<SetupLayout, 'action' | 'formToken'>,
  name: SetupAction,
  content: Markup,
  kind: SetupFormKind = 'plain',
): Markup {
  const more =
    typeof kind === 'object'
      ? html` target="_blank" rel="noopener" data-waits="${kind.opensNewTab}"`
      : kind === 'upload'
        ? html` enctype="multipart/form-data"`
        : '';
  return html`<form method="post" action="${action}"${more}><input type="hidden" name="action" value="${name}"><input type="hidden" name="token" value="${formToken}">
${content}
</form>`;
}

/** The form that leads on to `next`, and keeps that the step before is done; nothing where one may only look. */
export function nextStepForm(frame: SetupLayout, next: SetupStep, label: string): Markup | '' {
  if (frame.isReadOnly) return '';
  return html`<div class="row">${setupForm(
    frame,
    'go',
    html`<input type="hidden" name="step" value="${next}"><button class="button" type="submit">${label}</button>`,
  )}</div>`;
}
