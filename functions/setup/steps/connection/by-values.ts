import { html } from 'hono/html';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import { defined } from '../../../../shared/objects/defined.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import { valuesOf } from '../../../../shared/tenants/draft/draft.ts';
import { readAddress, readIssuer } from '../../../../shared/tenants/intake/address.ts';
import {
  type ForeignField,
  ownAddressAmong,
  ownAddressError,
} from '../../../../shared/tenants/intake/own-address.ts';
import { parseCertificateFile, readThumbprint } from '../../../../shared/tenants/keys/read-trusted-key.ts';
import { certificatesPicture, setUpPicture } from '../../pictures/portal-pictures.ts';
import type { SetupPageSession } from '../../session.ts';
import type { StepDependencies } from '../step.ts';
import {
  type ConnectionEntry,
  type ConnectionField,
  type FieldError,
  type FieldErrors,
  fileField,
  inputField,
} from './field.ts';
import { chosenOrPasted, fieldErrorOf, type InputMethod } from './input.ts';

/** The values of "Set up", in the order of Entra. */
const addressFields = ['loginUrl', 'issuer', 'logoutUrl'] as const satisfies readonly ConnectionField[];

/** Each value in a field, with the thumbprint of the certificate. A renewal shows and reads only the thumbprint. */
export const byThumbprint: InputMethod = {
  fields: ['thumbprint', ...addressFields],
  show(session, entry, isRenewal) {
    const { byValues: texts, labels } = setupTextsOf(session.language).connection;
    return html`<p class="help">${isRenewal ? texts.thumbprintHelpRenewal : texts.thumbprintHelp}</p>
${isRenewal ? '' : certificatesPicture(session, 'thumbprint')}
${inputField(entry, 'thumbprint', labels.thumbprint, { help: texts.thumbprintForm })}
${isRenewal ? '' : addresses(session, entry)}`;
  },
  read: (input, deps) => readEach(input, deps, readThumbprintField(input.form)),
};

/** Each value in a field, with the file of the certificate. A renewal shows and reads only the certificate. */
export const byCertificate: InputMethod = {
  fields: ['certificate', ...addressFields],
  show(session, entry, isRenewal) {
    const { byValues: texts, labels } = setupTextsOf(session.language).connection;
    return html`<p class="help">${isRenewal ? texts.certificateHelpRenewal : texts.certificateHelp}</p>
${isRenewal ? '' : certificatesPicture(session, 'certificate')}
${fileField(entry, 'certificate', labels.certificate, texts.paste, '.cer,.crt,.pem')}
${isRenewal ? '' : addresses(session, entry)}`;
  },
  read: async (input, deps) => readEach(input, deps, await readCertificateField(input.form)),
};

function addresses(session: SetupPageSession, entry: ConnectionEntry): Markup {
  const { byValues: texts, labels, optional } = setupTextsOf(session.language).connection;
  return html`<p class="help apart">${texts.help(session.appName)}</p>
${setUpPicture(session)}
${inputField(entry, 'loginUrl', labels.loginUrl)}
${inputField(entry, 'issuer', labels.issuer)}
${inputField(entry, 'logoutUrl', labels.logoutUrl, { remark: optional })}`;
}

/** The key that was read, or what is wrong with its field. */
type KeyInput =
  | { readonly key: TrustedKey; readonly errors?: undefined }
  | { readonly key?: undefined; readonly errors: FieldErrors };

/** Reads every field, so that all errors are shown at once. */
const readEach = async (
  { session, form, isRenewal }: Parameters<InputMethod['read']>[0],
  { sites }: StepDependencies,
  { key, errors: keyErrors = {} }: KeyInput,
): ReturnType<InputMethod['read']> => {
  if (isRenewal) {
    if (key === undefined) return { errors: keyErrors };
    return { values: { ...valuesOf(session.tenant.connection), trustedKeys: [key] } };
  }
  const { issuer, loginUrl, logoutUrl, errors } = readAddresses(form, sites);
  const all = { ...errors, ...keyErrors };
  if (key === undefined || issuer === undefined || loginUrl === undefined || Object.keys(all).length > 0) {
    return { errors: all };
  }
  return { values: { issuer, loginUrl, ...defined({ logoutUrl }), trustedKeys: [key] } };
};

function readAddresses(form: UploadForm, sites: StepDependencies['sites']) {
  const errors: Partial<Record<ConnectionField, FieldError>> = {};
  const read = (field: ForeignField, readText: (text: string) => string): string | undefined => {
    const text = form.text(field);
    if (text === '') {
      if (field === 'issuer') errors[field] = { of: 'form', code: 'issuer-missing' };
      if (field === 'loginUrl') errors[field] = { of: 'form', code: 'login-url-missing' };
      return undefined;
    }
    try {
      const value = readText(text);
      if (ownAddressAmong(sites, { [field]: value }) !== undefined) throw ownAddressError();
      return value;
    } catch (error) {
      errors[field] = fieldErrorOf(error);
      return undefined;
    }
  };
  const issuer = read('issuer', readIssuer);
  const loginUrl = read('loginUrl', readAddress);
  const logoutUrl = read('logoutUrl', readAddress);
  return { issuer, loginUrl, logoutUrl, errors };
}

function readThumbprintField(form: UploadForm): KeyInput {
  const thumbprint = form.text('thumbprint');
  if (thumbprint === '') return { errors: { thumbprint: { of: 'form', code: 'thumbprint-missing' } } };
  try {
    return { key: readThumbprint(thumbprint) };
  } catch (error) {
    return { errors: { thumbprint: fieldErrorOf(error) } };
  }
}

async function readCertificateField(form: UploadForm): Promise<KeyInput> {
  const file = await chosenOrPasted(form, 'certificate');
  if (file === undefined) return { errors: { certificate: { of: 'form', code: 'certificate-missing' } } };
  try {
    return { key: parseCertificateFile(file).key };
  } catch (error) {
    return { errors: { certificate: fieldErrorOf(error) } };
  }
}
