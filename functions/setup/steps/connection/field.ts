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

/** The fields of all forms, in their order, each named as the form posts it. */
export const connectionFields = [
  'metadataUrl',
  'document',
  'thumbprint',
  'certificate',
  'loginUrl',
  'issuer',
  'logoutUrl',
  'identityClaim',
] as const;

/** One of {@link connectionFields}. */
export type ConnectionField = (typeof connectionFields)[number];

/** The name of an input method: the value of the field `how` and of the query parameter `by`. */
export type InputMethodName = 'thumbprint' | 'certificate' | 'metadata-url' | 'metadata-file';

/** Why a field was refused, by what refused it. */
export type FieldError =
  | { readonly of: 'address'; readonly code: AddressErrorCode }
  | { readonly of: 'key'; readonly code: TrustedKeyErrorCode }
  | { readonly of: 'metadata'; readonly code: IdpMetadataErrorCode; readonly position?: TextPosition }
  | { readonly of: 'fetch'; readonly code: MetadataFetchErrorCode }
  | { readonly of: 'form'; readonly code: FormErrorCode };

/** The errors of a form, by field. */
export type FieldErrors = Readonly<Partial<Record<ConnectionField, FieldError>>>;

/** What the form of an input method shows: values that are known or were entered, and the errors of a refused form. */
export interface ConnectionEntry {
  readonly language: Language;
  readonly method: InputMethodName;
  readonly entered: Readonly<Partial<Record<ConnectionField, string | undefined>>>;
  readonly errors: FieldErrors;
  /** The field that gets the focus: the first wrong one in the order of the form. Default: none. */
  readonly focus?: ConnectionField;
  /** Whether the refused form had a file. A page cannot put a file back. */
  readonly hadFile?: boolean;
}

/** Text fields are typed by machines and people alike: no browser may correct them. */
const verbatim = html` autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false"`;

/** Returns a text field with its label, help and error. The error stands above the field, where the focus shows it. */
export function inputField(
  entry: ConnectionEntry,
  name: ConnectionField,
  label: string,
  {
    remark,
    help,
    maximumLength = 2_048,
  }: {
    /** Stands in brackets after the label. */
    readonly remark?: string;
    readonly help?: string;
    readonly maximumLength?: number;
  } = {},
): Markup {
  return html`<label for="${name}">${label}${remark === undefined ? '' : html` <small>(${remark})</small>`}</label>
${help === undefined ? '' : html`<p class="help" id="${name}-help">${help}</p>`}${errorMarkup(entry, name)}
<input type="text" id="${name}" name="${name}" value="${entry.entered[name] ?? ''}" maxlength="${maximumLength}"${verbatim}${description(entry, name, help !== undefined)}${focused(entry, name)}>`;
}

/** Returns a field for a file, with one below it to paste the content into. The file goes first. */
export function fileField(
  entry: ConnectionEntry,
  name: 'document' | 'certificate',
  label: string,
  paste: string,
  accept: string,
): Markup {
  const described = description(entry, name, false);
  const text = entry.entered[name] ?? '';
  const isPasted = text !== '' && entry.hadFile !== true;
  return html`<label for="${name}-file">${label}</label>
${errorMarkup(entry, name)}
<input type="file" id="${name}-file" name="${name}-file" accept="${accept}"${described}${isPasted ? '' : focused(entry, name)}>
<label for="${name}">${paste}</label>
<textarea id="${name}" name="${name}" rows="3" autocomplete="off" autocapitalize="none" spellcheck="false"${described}${isPasted ? focused(entry, name) : ''}>${text}</textarea>`;
}

/** The browser moves the focus there and scrolls it into view, also without scripts. */
function focused({ focus }: ConnectionEntry, name: ConnectionField): Markup | '' {
  return focus === name ? html` autofocus` : '';
}

function description({ errors }: ConnectionEntry, name: ConnectionField, hasHelp: boolean): Markup | '' {
  const isWrong = errors[name] !== undefined;
  const ids = [...(isWrong ? [`${name}-error`] : []), ...(hasHelp ? [`${name}-help`] : [])];
  if (ids.length === 0) return '';
  return html`${isWrong ? html` aria-invalid="true"` : ''} aria-describedby="${ids.join(' ')}"`;
}

function errorMarkup({ language, errors }: ConnectionEntry, name: ConnectionField): Markup | '' {
  const error = errors[name];
  return error === undefined
    ? ''
    : html`<p class="error" id="${name}-error">${errorText(language, error)}</p>`;
}

/** Returns what the page says about an error. */
export function errorText(language: Language, error: FieldError): string {
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
