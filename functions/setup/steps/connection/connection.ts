import { html } from 'hono/html';
import type { Answer } from '../../../../shared/http/answer.ts';
import { keysOf } from '../../../../shared/objects/keys-of.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { draftOf, valuesOf } from '../../../../shared/tenants/draft/draft.ts';
import { hiddenField, setupForm } from '../../form.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';
import { settingsSummary } from '../../settings-summary.ts';
import { byMetadataFile, byMetadataUrl } from './by-metadata.ts';
import { byValues } from './by-values.ts';
import type { ConnectionEntry } from './field.ts';
import { identityClaimField } from './identity-claim.ts';
import type { InputMethod } from './input.ts';
import { isRenewalInput, renewalFieldMarkup } from './renewal.ts';

/** The three forms of the step, by the value of their field `how`. */
export const inputMethods = {
  url: byMetadataUrl,
  document: byMetadataFile,
  values: byValues,
} as const satisfies Readonly<Record<string, InputMethod>>;

/** The name of an input method. */
export type InputMethodName = keyof typeof inputMethods;

/** Step 3: entering Entra's values. A link that renews the certificate asks only for that. */
export function showConnection(session: SetupPageSession): Answer {
  return showInput(session, isRenewalInput(session));
}

/** The same step for the next certificate only, from the page of an active connection. */
export function showRenewal(session: SetupPageSession): Answer {
  return showInput(session, true);
}

/**
 * Returns the page of the step.
 * @param entry A form that was refused: what was entered and its errors. Then the status is 422. Default: none.
 */
export function showInput(
  session: SetupPageSession,
  isRenewal: boolean,
  entry: ConnectionEntry = { language: session.language, entered: {}, errors: {} },
): Answer {
  const { connection: texts, layout } = setupTextsOf(session.language);
  const hasErrors = Object.keys(entry.errors).length > 0;
  const title = isRenewal ? texts.titleRenewal : layout.stepNames.connection;
  return stepPage(session, {
    title,
    step: 'connection',
    status: hasErrors ? 422 : 200,
    stage: html`<h2>${title}</h2>
${hasErrors ? html`<p class="note alert" role="alert">${texts.errorSummary}${entry.hadFile ? ` ${texts.chooseFileAgain}` : ''}</p>` : ''}
<p>${isRenewal ? texts.introRenewal : texts.intro}</p>
${currentValues(session, isRenewal)}
${session.isReadOnly ? '' : inputForms(session, isRenewal, entry)}`,
  });
}

function currentValues(session: SetupPageSession, isRenewal: boolean): Markup | '' {
  const { connection: texts } = setupTextsOf(session.language);
  const { tenant, request } = session;
  const values = isRenewal ? valuesOf(tenant.connection) : draftOf(tenant, request.receivedAt).values;
  if (values.issuer === undefined && values.trustedKeys.length === 0) return '';
  return html`<h2>${texts.current}</h2>
${settingsSummary(session, values, [])}
<p class="help">${isRenewal ? texts.currentHelpRenewal : texts.currentHelp}</p>`;
}

function inputForms(
  session: SetupPageSession,
  isRenewal: boolean,
  entry: ConnectionEntry,
): readonly Markup[] {
  const { byUrl, byDocument, byValues: byEach, review } = setupTextsOf(session.language).connection;
  const headings: Readonly<Record<InputMethodName, string>> = {
    url: byUrl.heading,
    document: byDocument.heading,
    values: byEach.heading,
  };
  return keysOf(inputMethods).map((name) => {
    const content = html`<h3>${headings[name]}</h3>${hiddenField('how', name)}${renewalFieldMarkup(isRenewal)}
${inputMethods[name].show(session, entry, isRenewal)}
${isRenewal ? '' : identityClaimField(entry, name)}
<div class="row"><button class="button" type="submit">${review}</button></div>`;
    return html`<div class="way">${setupForm(session, 'look', content, 'upload')}</div>`;
  });
}
