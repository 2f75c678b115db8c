import { html } from 'hono/html';
import type { UploadForm } from '../../../../shared/http/upload-form.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { Problem } from '../../../../shared/problems/problem.ts';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import type { DraftValues } from '../../../../shared/tenants/draft/connection-draft.ts';
import { maximumDraftKeys, maximumShownKeys, trustedNames } from '../../../../shared/tenants/draft/draft.ts';
import { AddressError, readAddress, readIssuer } from '../../../../shared/tenants/intake/address.ts';
import { isEntraIssuer } from '../../../../shared/tenants/intake/entra-hosts.ts';
import { parseIdentityClaim } from '../../../../shared/tenants/intake/identity-claim.ts';
import { parseCertificateFile, readThumbprint } from '../../../../shared/tenants/keys/read-trusted-key.ts';
import { thumbprintAlgorithm } from '../../../../shared/tenants/keys/thumbprints.ts';
import { TrustedKeyError } from '../../../../shared/tenants/keys/trusted-key-error.ts';
import type { Connection } from '../../../../shared/tenants/tenant.ts';
import { hiddenField } from '../../form.ts';

/** The field with the names of the keys that the connection trusted when the values were shown. */
const shownKeysField = 'weighed';

const keyNamePattern = /^(?:certificate-)?(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Returns hidden fields that carry reviewed values, and the keys of the connection, to the form that saves them. */
export function shownValuesFields(values: DraftValues, connection: Connection): Markup {
  const { issuer, loginUrl, logoutUrl, metadataUrl, identityClaim, trustedKeys } = values;
  const texts = Object.entries({ issuer, loginUrl, logoutUrl, metadataUrl, identityClaim });
  const keys = trustedKeys.map((key) => (key.kind === 'certificate' ? key.certificate : key.thumbprint));
  const shownKeys = trustedNames(connection).slice(0, maximumShownKeys).join(' ');
  return html`${texts.map(([name, value]) => (value === undefined ? '' : hiddenField(name, value)))}${keys.map((key) => hiddenField('key', key))}${hiddenField(shownKeysField, shownKeys)}`;
}

/**
 * Returns the values of {@link shownValuesFields}. They are read as strictly as the input was, because a browser may
 * send others.
 * @throws Problem `setup-form-malformed`
 */
export function readShownValues(form: UploadForm): DraftValues {
  const address = (name: string) => {
    const text = form.text(name);
    return text === '' ? {} : { [name]: readAddress(text) };
  };
  try {
    const trustedKeys = form.texts('key').map(readKey);
    if (trustedKeys.length === 0 || trustedKeys.length > maximumDraftKeys) throw valuesNotShown();
    return {
      issuer: readIssuer(form.text('issuer')),
      loginUrl: readAddress(form.text('loginUrl')),
      ...address('logoutUrl'),
      ...address('metadataUrl'),
      ...readShownClaim(form),
      trustedKeys,
    };
  } catch (error) {
    throw error instanceof AddressError || error instanceof TrustedKeyError ? valuesNotShown() : error;
  }
}

/** Returns the problem of a form with values that no review page shows. */
export function valuesNotShown(): Problem {
  return new Problem('setup-form-malformed', { expected: 'the values that were shown' });
}

function readShownClaim(form: UploadForm): Pick<DraftValues, 'identityClaim'> {
  const text = form.text('identityClaim');
  if (text === '') return {};
  const identityClaim = parseIdentityClaim(text);
  if (identityClaim === undefined || isEntraIssuer(form.text('issuer'))) throw valuesNotShown();
  return { identityClaim };
}

/** Returns a certificate (DER in base64) as a file has it. */
export function pemOf(certificate: string): string {
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n');
}

function readKey(text: string): TrustedKey {
  return thumbprintAlgorithm(text) === undefined
    ? parseCertificateFile(Buffer.from(text)).key
    : readThumbprint(text);
}

/**
 * Returns the names of the keys that were trusted when the values were shown. A key that an operator retired since then
 * stays retired, and one that a rollover brought stays trusted. Undefined for a form that does not name them.
 * @throws Problem `setup-form-malformed`
 */
export function readShownKeyNames(form: UploadForm): readonly string[] | undefined {
  const [text, ...more] = form.texts(shownKeysField);
  if (text === undefined) return undefined;
  const names = text.split(' ').filter((name) => name !== '');
  const isShown = names.length <= maximumShownKeys && names.every((name) => keyNamePattern.test(name));
  if (more.length > 0 || !isShown) {
    throw new Problem('setup-form-malformed', { expected: 'the keys that were shown' });
  }
  return names;
}
