import { html } from 'hono/html';
import { safeUrl } from '../../http/safe-url.ts';
import { defined } from '../../objects/defined.ts';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { isConfigured, isRunning } from '../../tenants/connection.ts';
import type { ActivationRejectedReason } from '../../tenants/draft/activate-draft.ts';
import type { ConnectionDraft, DraftValues } from '../../tenants/draft/connection-draft.ts';
import type { Connection } from '../../tenants/tenant.ts';
import type { Markup } from '../markup.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { utcTime } from '../utc-time.ts';
import { type SetupWarning, settingsSummary, warningList } from './settings-summary.ts';
import { type SetupLayout, setupForm, setupLayout } from './setup-layout.ts';

/** What the step shows. */
export interface ActivateView {
  readonly draft: ConnectionDraft;
  /** What the connection would have, with what the draft leaves as it is. */
  readonly becoming: DraftValues;
  readonly running: Connection;
  /** When somebody last signed in by what runs; undefined where nobody did lately. */
  readonly lastSignInAt: Date | undefined;
  /** Why it cannot be activated; undefined where it can. */
  readonly refused: ActivationRejectedReason | 'guarded' | undefined;
  readonly warnings: readonly SetupWarning[];
  /** Keys that the directory has never signed with, beside those that it has. */
  readonly unproven?: readonly TrustedKey[];
}

/** Step 6: what would change, and the button that changes it. */
export function activatePage(frame: SetupLayout, view: ActivateView): string {
  const { refused, warnings } = view;
  const { language } = frame;
  const { activate: texts, stepNames } = setupTextsOf(language);
  return setupLayout(frame, {
    title: stepNames.activate,
    step: 'activate',
    stage: html`<h2>${stepNames.activate}</h2>
<p>${texts.intro}</p>
${refused === undefined ? '' : html`<p class="note alert" role="alert">${texts.refusals[refused]}</p>`}
${warningList(language, warnings)}
${whatChanges(frame, view)}
${buttons(frame, view)}
${states(frame)}`,
  });
}

function whatChanges(
  { language }: SetupLayout,
  { running, becoming, lastSignInAt, unproven }: ActivateView,
): Markup | '' {
  const { activate: texts } = setupTextsOf(language);
  if (becoming.issuer === undefined) return '';
  const isOther = isConfigured(running) && running.issuer !== becoming.issuer;
  const last = lastSignInAt && utcTime(lastSignInAt, language);
  return html`<p>${isRunning(running) ? html`<b>${texts.running}</b>` : texts.firstTime}</p>
${isRunning(running) ? html`<p>${last === undefined ? texts.noSignIn : texts.lastSignIn(last)}</p>` : ''}
${isOther ? html`<p class="note alert">${texts.otherDirectory}</p>` : ''}
<h2>${texts.becomes}</h2>
${settingsSummary(language, becoming, unproven)}`;
}

function buttons(frame: SetupLayout, { draft, running, refused }: ActivateView): Markup | '' {
  if (frame.isReadOnly) return '';
  const { activate: texts } = setupTextsOf(frame.language);
  const activate = html`<input type="hidden" name="revision" value="${String(draft.revision)}"><button class="button" type="submit">${texts.start}</button>`;
  const discard = html`<button class="button plain" type="submit">${texts.discard}</button>`;
  return html`<div class="row">
${refused === undefined ? setupForm(frame, 'activate', activate) : ''}
${isConfigured(running) ? setupForm(frame, 'discard', discard) : ''}
</div>
${isConfigured(running) ? html`<p class="help">${texts.discardHelp}</p>` : ''}`;
}

function states({ language }: SetupLayout): Markup {
  const { states: texts } = setupTextsOf(language).activate;
  return html`<details><summary>${texts.heading}</summary><dl>
<dd>${texts.draft}</dd>
<dd>${texts.tested}</dd>
<dd>${texts.active}</dd>
</dl></details>`;
}

/** What the page of a running connection shows; each way on is a path of ours. */
export interface DoneView {
  readonly running: Connection;
  /** Keys of it that the directory has never signed with, beside those that it has. */
  readonly unproven?: readonly TrustedKey[];
  readonly signOnUrl: string;
  readonly renewHref: string;
  readonly changeHref: string;
  readonly testHref: string;
  readonly logHref: string;
}

/** After activation, and whenever there is a connection and no draft. */
export function donePage(frame: SetupLayout, view: DoneView): string {
  const { running, unproven, signOnUrl, renewHref, changeHref, testHref, logHref } = view;
  const { language, appName } = frame;
  const { done: texts } = setupTextsOf(language);
  return setupLayout(frame, {
    title: texts.title,
    stage: html`<h2>${texts.heading}</h2>
<p>${texts.text(appName)}</p>
<p><a href="${safeUrl(signOnUrl)}"><code>${signOnUrl}</code></a></p>
${settingsSummary(
  language,
  {
    issuer: running.issuer,
    loginUrl: running.loginUrl,
    ...defined({
      logoutUrl: running.logoutUrl,
      metadataUrl: running.metadataUrl,
      identityClaim: running.identityClaim,
    }),
    trustedKeys: running.trustedKeys,
  },
  unproven,
)}
<p class="help">${texts.renewal}</p>
<div class="row">
${frame.isReadOnly ? '' : html`<a class="button plain" href="${renewHref}">${texts.renew}</a>`}
<a class="button plain" href="${logHref}">${texts.log}</a>
<a class="button plain" href="${testHref}">${texts.testAgain}</a>
<a class="button plain" href="${changeHref}">${texts.change}</a>
</div>`,
  });
}
