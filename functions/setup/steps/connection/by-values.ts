import { html } from 'hono/html';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import { defined } from '../../../../shared/objects/defined.ts';
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
import type { StepDependencies } from '../step.ts';
import { type ConnectionField, type FieldError, type FieldErrors, fileField, inputField } from './field.ts';
import { chosenOrPasted, fieldErrorOf, type IdpSettingsInput, type InputMethod } from './input.ts';

/** Each value in a field of its own. A renewal shows and reads only the certificate. */
export const byValues: InputMethod = {
  show({ language, appName }, entry, isRenewal) {
    const { byValues: texts, labels, optional } = setupTextsOf(language).connection;
    const addresses = html`<p class="help">${texts.help(appName)}</p>
${inputField(entry, 'loginUrl', labels.loginUrl)}
${inputField(entry, 'issuer', labels.issuer)}
${inputField(entry, 'logoutUrl', labels.logoutUrl, { remark: optional })}`;
    return html`${isRenewal ? '' : addresses}
<p class="help apart">${texts.certificateHelp}</p>
${fileField(entry, 'certificate', labels.certificate, texts.paste, '.cer,.crt,.pem')}
${inputField(entry, 'thumbprint', labels.thumbprint, { remark: optional, help: texts.thumbprintHelp })}`;
  },

  async read({ session, form, isRenewal }, { sites }) {
    const { keys: trustedKeys, errors } = await readKeys(form);
    if (!isRenewal) return readAddresses(form, sites, trustedKeys, errors);
    if (Object.keys(errors).length > 0) return { errors };
    return { values: { ...valuesOf(session.tenant.connection), trustedKeys } };
  },
};

/** Reads every field, so that all errors are shown at once. */
function readAddresses(
  form: UploadForm,
  sites: StepDependencies['sites'],
  trustedKeys: readonly TrustedKey[],
  keyErrors: FieldErrors,
): IdpSettingsInput {
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
  const all = { ...errors, ...keyErrors };
  if (issuer === undefined || loginUrl === undefined || Object.keys(all).length > 0) return { errors: all };
  return { values: { issuer, loginUrl, ...defined({ logoutUrl }), trustedKeys } };
}

/** Reads the certificate, or else the thumbprint. */
async function readKeys(
  form: UploadForm,
): Promise<{ readonly keys: readonly TrustedKey[]; readonly errors: FieldErrors }> {
  const file = await chosenOrPasted(form, 'certificate');
  const thumbprint = form.text('thumbprint');
  if (file === undefined && thumbprint === '') {
    return { keys: [], errors: { certificate: { of: 'form', code: 'key-missing' } } };
  }
  try {
    const key = file === undefined ? readThumbprint(thumbprint) : parseCertificateFile(file).key;
    return { keys: [key], errors: {} };
  } catch (error) {
    const field = file === undefined ? 'thumbprint' : 'certificate';
    return { keys: [], errors: { [field]: fieldErrorOf(error) } };
  }
}
