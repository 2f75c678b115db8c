import { html } from 'hono/html';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import type { DraftValues } from '../../tenants/draft/connection-draft.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { type SetupWarning, settingsSummary, warningList } from './settings-summary.ts';
import { renewalFieldMarkup, type SetupLayout, setupForm, setupLayout } from './setup-layout.ts';

/** What is about to be kept. */
export interface ReviewView {
  /** What the connection would have. */
  readonly values: DraftValues;
  /** The identity claim that was named; of the values it may be the running one. */
  readonly named?: string | undefined;
  readonly warnings: readonly SetupWarning[];
  /** Keys that the directory has never signed with, beside those that it has. */
  readonly unproven?: readonly TrustedKey[];
  /** Whether only a key is added to what runs. */
  readonly isRenewal: boolean;
  /** The names of the keys that are trusted now: what the administrator decides about. */
  readonly weighedKeys: readonly string[];
  /** Where the step itself stands. */
  readonly stepHref: string;
}

/** The field that says {@link ReviewView.weighedKeys}, with blanks between. */
export const shownKeysField = 'weighed';

/** Step 3, between handing over and keeping: what was understood, with what looks like a mistake. */
export function reviewPage(frame: SetupLayout, view: ReviewView): string {
  const { values, warnings, isRenewal, weighedKeys, stepHref } = view;
  const { preview: texts } = setupTextsOf(frame.language);
  return setupLayout(frame, {
    title: texts.title,
    step: 'connection',
    stage: html`<h2>${texts.heading}</h2>
<p>${texts.nothingKept}</p>
${warningList(frame.language, warnings)}
${settingsSummary(frame.language, values, view.unproven)}
<div class="row">
${setupForm(
  frame,
  'keep',
  html`${renewalFieldMarkup(isRenewal)}${hiddenValues(values, view.named)}${hidden(shownKeysField, weighedKeys.join(' '))}<button class="button" type="submit">${texts.keep}</button>`,
)}
<a class="button plain" href="${stepHref}">${texts.change}</a>
</div>`,
  });
}

/** The values once more, to be read as strictly as they were when they were handed over. */
function hiddenValues(
  { issuer, loginUrl, logoutUrl, metadataUrl, trustedKeys }: DraftValues,
  identityClaim: string | undefined,
) {
  const texts = Object.entries({ issuer, loginUrl, logoutUrl, metadataUrl, identityClaim });
  return html`${texts.map(([name, value]) => (value === undefined ? '' : hidden(name, value)))}${trustedKeys.map(
    (key) => hidden('key', key.kind === 'certificate' ? key.certificate : key.thumbprint),
  )}`;
}

function hidden(name: string, value: string) {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}
