import { html } from 'hono/html';
import type {
  IdpMetadataErrorCode,
  TextPosition,
} from '../../../../shared/federation-metadata/idp-metadata-error.ts';
import type { MetadataFetchErrorCode } from '../../../../shared/federation-metadata/metadata-fetch-error.ts';
import type { Language } from '../../../../shared/http/language.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import type { FormErrorCode } from '../../../../shared/pages/text/en/setup/connection-errors.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import type { AddressErrorCode } from '../../../../shared/tenants/intake/address.ts';
import type { TrustedKeyErrorCode } from '../../../../shared/tenants/keys/trusted-key-error.ts';

/** The fields of the three forms, each named as the form posts it. */
export const connectionFields = [
  'metadataUrl',
  'document',
  'issuer',
  'loginUrl',
  'logoutUrl',
  'certificate',
  'thumbprint',
  'identityClaim',
] as const;

/** One of {@link connectionFields}. */
export type ConnectionField = (typeof connectionFields)[number];

/** Why a field was refused, by what refused it. */
export type FieldError =
  | { readonly of: 'address'; readonly code: AddressErrorCode }
  | { readonly of: 'key'; readonly code: TrustedKeyErrorCode }
  | { readonly of: 'metadata'; readonly code: IdpMetadataErrorCode; readonly position?: TextPosition }
  | { readonly of: 'fetch'; readonly code: MetadataFetchErrorCode }
  | { readonly of: 'form'; readonly code: FormErrorCode };

/** The errors of a form, by field. */
export type FieldErrors = Readonly<Partial<Record<ConnectionField, FieldError>>>;

/** A refused form, to be shown again: what was entered, and the errors. */
export interface ConnectionEntry {
  readonly language: Language;
  readonly entered: Readonly<Partial<Record<ConnectionField, string>>>;
  readonly errors: FieldErrors;
  /** Which of the three forms it was. */
  readonly method?: string;
  /** Whether it had a file. A page cannot put a file back. */
  readonly hadFile?: boolean;
}

/** Text fields are typed by machines and people alike: no browser may correct them. */
const verbatim = html` autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false"`;

/** Returns a text field with its label, help and error. */
export function inputField(
  entry: ConnectionEntry,
  name: ConnectionField,
  label: string,
  {
    remark,
    help,
    id = name,
    maximumLength = 2_048,
  }: {
    /** Stands in brackets after the label. */
    readonly remark?: string;
    readonly help?: string;
    /** Default: the name, which several forms may share. */
    readonly id?: string;
    readonly maximumLength?: number;
  } = {},
): Markup {
  return html`<label for="${id}">${label}${remark === undefined ? '' : html` <small>(${remark})</small>`}</label>
<input type="text" id="${id}" name="${name}" value="${entry.entered[name] ?? ''}" maxlength="${maximumLength}"${verbatim}${description(entry, name, id, help !== undefined)}>
${help === undefined ? '' : html`<p class="help" id="${id}-help">${help}</p>`}${errorMarkup(entry, name, id)}`;
}

/** Returns a field for a file, with one below it to paste the content into. The file goes first. */
export function fileField(
  entry: ConnectionEntry,
  name: 'document' | 'certificate',
  label: string,
  paste: string,
  accept: string,
): Markup {
  const described = description(entry, name, name, false);
  return html`<label for="${name}-file">${label}</label>
<input type="file" id="${name}-file" name="${name}-file" accept="${accept}"${described}>
<label for="${name}">${paste}</label>
<textarea id="${name}" name="${name}" rows="3" autocomplete="off" autocapitalize="none" spellcheck="false"${described}>${entry.entered[name] ?? ''}</textarea>
${errorMarkup(entry, name, name)}`;
}

function description(
  { errors }: ConnectionEntry,
  name: ConnectionField,
  id: string,
  hasHelp: boolean,
): Markup | '' {
  const isWrong = errors[name] !== undefined;
  const ids = [...(hasHelp ? [`${id}-help`] : []), ...(isWrong ? [`${id}-error`] : [])];
  if (ids.length === 0) return '';
  return html`${isWrong ? html` aria-invalid="true"` : ''} aria-describedby="${ids.join(' ')}"`;
}

function errorMarkup({ language, errors }: ConnectionEntry, name: ConnectionField, id: string): Markup | '' {
  const error = errors[name];
  return error === undefined ? '' : html`<p class="error" id="${id}-error">${errorText(language, error)}</p>`;
}

function errorText(language: Language, error: FieldError): string {
  const { errors } = setupTextsOf(language).connection;
  switch (error.of) {
    case 'address':
      return errors.address[error.code];
    case 'key':
      return errors.key[error.code];
    case 'metadata': {
      const { code, position } = error;
      return errors.metadata[code] + (position === undefined ? '' : errors.metadataPosition(position));
    }
    case 'fetch':
      return errors.fetch[error.code];
    case 'form':
      return errors.form[error.code];
  }
}
