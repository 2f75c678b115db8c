import { html } from 'hono/html';
import type { IdpMetadataErrorCode, TextPosition } from '../../federation-metadata/idp-metadata-error.ts';
import type { MetadataFetchErrorCode } from '../../federation-metadata/metadata-fetch-error.ts';
import type { AddressErrorCode } from '../../tenants/intake/address.ts';
import type { TrustedKeyErrorCode } from '../../tenants/keys/trusted-key-error.ts';
import type { Markup } from '../markup.ts';
import type { FormErrorCode } from '../text/en/setup-connection.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { renewalFieldMarkup, type SetupLayout, setupForm, setupLayout } from './setup-layout.ts';

/** The fields in which a connection is handed over. */
export type ConnectionField =
  | 'metadataUrl'
  | 'document'
  | 'issuer'
  | 'loginUrl'
  | 'logoutUrl'
  | 'certificate'
  | 'thumbprint'
  | 'identityClaim';

const inputMethods = ['url', 'document', 'values'] as const;

/** One of the three ways in which a connection is handed over. */
export type InputMethod = (typeof inputMethods)[number];

/** Whether `text` is a {@link InputMethod}. */
export function isInputMethod(text: string): text is InputMethod {
  return inputMethods.some((inputMethod) => inputMethod === text);
}

/** Why a field was not taken. */
export type FieldError =
  | { readonly of: 'address'; readonly code: AddressErrorCode }
  | { readonly of: 'key'; readonly code: TrustedKeyErrorCode }
  | { readonly of: 'metadata'; readonly code: IdpMetadataErrorCode; readonly position?: TextPosition }
  | { readonly of: 'fetch'; readonly code: MetadataFetchErrorCode }
  | { readonly of: 'form'; readonly code: FormErrorCode };

/** What stands in a form that was not taken, and why. */
export interface ConnectionEntry {
  readonly entered: Readonly<Partial<Record<ConnectionField, string>>>;
  readonly errors: Readonly<Partial<Record<ConnectionField, FieldError>>>;
  /** Which form it was. */
  readonly way?: InputMethod;
  /** Whether a file was chosen, which no page can put back. */
  readonly hadFile?: boolean;
}

/** What the step shows. */
export interface ConnectionView {
  readonly entry: ConnectionEntry;
  /** What the draft has already, as it is shown; undefined where it has nothing. */
  readonly kept: Markup | undefined;
  /** Whether only the next certificate is handed over. */
  readonly isRenewal: boolean;
}

/** Step 3: Entra's values, in any one of three ways. */
export function connectionPage(frame: SetupLayout, view: ConnectionView): string {
  const { entry, kept, isRenewal } = view;
  const { connection: texts, stepNames } = setupTextsOf(frame.language);
  const hasErrors = Object.keys(entry.errors).length > 0;
  const title = isRenewal ? texts.titleRenewal : stepNames.connection;
  return setupLayout(frame, {
    title,
    step: 'connection',
    stage: html`<h2>${title}</h2>
${hasErrors ? html`<p class="note alert" role="alert">${texts.errorSummary}${entry.hadFile ? ` ${texts.chooseFileAgain}` : ''}</p>` : ''}
<p>${isRenewal ? texts.introRenewal : texts.intro}</p>
${kept === undefined ? '' : html`<h2>${texts.kept}</h2>${kept}<p class="help">${isRenewal ? texts.keptHelpRenewal : texts.keptHelp}</p>`}
${frame.isReadOnly ? '' : html`${byUrl(frame, view)}${byDocument(frame, view)}${byValues(frame, view)}`}`,
  });
}

function byUrl(frame: SetupLayout, view: ConnectionView): Markup {
  const { entry, isRenewal } = view;
  const { connection: texts } = setupTextsOf(frame.language);
  return inputMethod(
    frame,
    isRenewal,
    'url',
    texts.byUrl.heading,
    html`<p class="help">${texts.byUrl.help}</p>
${field(frame, entry, 'metadataUrl', texts.labels.metadataUrl)}
${claimField(frame, view, 'url')}`,
  );
}

function byDocument(frame: SetupLayout, view: ConnectionView): Markup {
  const { entry, isRenewal } = view;
  const { connection: texts } = setupTextsOf(frame.language);
  return inputMethod(
    frame,
    isRenewal,
    'document',
    texts.byDocument.heading,
    html`<p class="help">${texts.byDocument.help}</p>
${fileField(frame, entry, 'document', texts.labels.document, texts.byDocument.paste, '.xml,text/xml,application/xml')}
${claimField(frame, view, 'document')}`,
  );
}

function byValues(frame: SetupLayout, view: ConnectionView): Markup {
  const { entry, isRenewal } = view;
  const { language, appName } = frame;
  const { connection: texts } = setupTextsOf(language);
  const { labels, optional } = texts;
  return inputMethod(
    frame,
    isRenewal,
    'values',
    texts.byValues.heading,
    html`${
      isRenewal
        ? ''
        : html`<p class="help">${texts.byValues.help(appName)}</p>
${field(frame, entry, 'loginUrl', labels.loginUrl)}
${field(frame, entry, 'issuer', labels.issuer)}
${field(frame, entry, 'logoutUrl', labels.logoutUrl, optional)}`
    }
<p class="help apart">${texts.byValues.certificateHelp}</p>
${fileField(frame, entry, 'certificate', labels.certificate, texts.byValues.paste, '.cer,.crt,.pem')}
${field(frame, entry, 'thumbprint', labels.thumbprint, optional, texts.byValues.thumbprintHelp)}
${claimField(frame, view, 'values')}`,
  );
}

function inputMethod(
  frame: SetupLayout,
  isRenewal: boolean,
  how: InputMethod,
  heading: string,
  fields: Markup,
): Markup {
  const { look } = setupTextsOf(frame.language).connection;
  const content = html`<h3>${heading}</h3><input type="hidden" name="how" value="${how}">${renewalFieldMarkup(isRenewal)}
${fields}
<div class="row"><button class="button" type="submit">${look}</button></div>`;
  return html`<div class="way">${setupForm(frame, 'look', content, 'upload')}</div>`;
}

function field(
  frame: SetupLayout,
  entry: ConnectionEntry,
  name: ConnectionField,
  label: string,
  remark?: string,
  help?: string,
): Markup {
  return html`<label for="${name}">${label}${remark === undefined ? '' : html` <small>(${remark})</small>`}</label>
<input type="text" id="${name}" name="${name}" value="${entry.entered[name] ?? ''}" maxlength="2048" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false"${described(entry, name, help !== undefined)}>
${help === undefined ? '' : html`<p class="help" id="${name}-help">${help}</p>`}${errorOf(frame, entry, name)}`;
}

/** What identifies people of a directory other than Entra. A renewal never changes it, so it does not ask. */
function claimField(
  frame: SetupLayout,
  { entry, isRenewal }: ConnectionView,
  inputMethod: InputMethod,
): Markup | '' {
  if (isRenewal) return '';
  const { labels, optional, identityClaim: texts } = setupTextsOf(frame.language).connection;
  const { entered, errors } = entry.way === inputMethod ? entry : { entered: {}, errors: {} };
  const { identityClaim: value = '' } = entered;
  const id = `identityClaim-${inputMethod}`;
  const isWrong = errors.identityClaim !== undefined;
  return html`<details${value === '' ? '' : html` open`}><summary>${texts.summary}</summary><div class="inside">
<p class="help" id="${id}-help">${texts.help}</p>
<label for="${id}">${labels.identityClaim} <small>(${optional})</small></label>
<input type="text" id="${id}" name="identityClaim" value="${value}" maxlength="256" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false"${isWrong ? html` aria-invalid="true"` : ''} aria-describedby="${id}-help${isWrong ? ` ${id}-error` : ''}">
${errors.identityClaim === undefined ? '' : html`<p class="error" id="${id}-error">${errorText(frame.language, errors.identityClaim)}</p>`}
</div></details>`;
}

function fileField(
  frame: SetupLayout,
  entry: ConnectionEntry,
  name: 'document' | 'certificate',
  label: string,
  paste: string,
  accept: string,
): Markup {
  return html`<label for="${name}-file">${label}</label>
<input type="file" id="${name}-file" name="${name}-file" accept="${accept}"${described(entry, name, false)}>
<label for="${name}">${paste}</label>
<textarea id="${name}" name="${name}" rows="3" autocomplete="off" autocapitalize="none" spellcheck="false"${described(entry, name, false)}>${entry.entered[name] ?? ''}</textarea>
${errorOf(frame, entry, name)}`;
}

function described({ errors }: ConnectionEntry, name: ConnectionField, hasHelp: boolean): Markup | '' {
  const ids = [
    ...(hasHelp ? [`${name}-help`] : []),
    ...(errors[name] === undefined ? [] : [`${name}-error`]),
  ];
  if (ids.length === 0) return '';
  return html`${errors[name] === undefined ? '' : html` aria-invalid="true"`} aria-describedby="${ids.join(' ')}"`;
}

function errorOf({ language }: SetupLayout, { errors }: ConnectionEntry, name: ConnectionField): Markup | '' {
  const error = errors[name];
  return error === undefined
    ? ''
    : html`<p class="error" id="${name}-error">${errorText(language, error)}</p>`;
}

function errorText(language: SetupLayout['language'], error: FieldError): string {
  const { errors } = setupTextsOf(language).connection;
  switch (error.of) {
    case 'address':
      return errors.address[error.code];
    case 'key':
      return errors.key[error.code];
    case 'metadata':
      return errors.metadata[error.code] + (error.position === undefined ? '' : errors.place(error.position));
    case 'fetch':
      return errors.fetch[error.code];
    case 'form':
      return errors.form[error.code];
  }
}
