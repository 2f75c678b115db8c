import { IdpMetadataError } from '../../shared/federation-metadata/idp-metadata-error.ts';
import { MetadataFetchError } from '../../shared/federation-metadata/metadata-fetch-error.ts';
import type { UploadForm } from '../../shared/http/upload-form.ts';
import { defined } from '../../shared/objects/defined.ts';
import type {
  ConnectionEntry,
  ConnectionField,
  FieldError,
} from '../../shared/pages/setup/connection-page.ts';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import type { DraftValues } from '../../shared/tenants/draft/connection-draft.ts';
import { maximumDraftKeys } from '../../shared/tenants/draft/draft.ts';
import { AddressError, readAddress, readIssuer } from '../../shared/tenants/intake/address.ts';
import {
  type ForeignField,
  ownAddressAmong,
  ownAddressError,
} from '../../shared/tenants/intake/own-address.ts';
import { readAddresses, readMetadata } from '../../shared/tenants/intake/read-metadata.ts';
import { parseCertificateFile, readThumbprint } from '../../shared/tenants/keys/read-trusted-key.ts';
import { TrustedKeyError } from '../../shared/tenants/keys/trusted-key-error.ts';
import type { SetupDependencies } from './dependencies.ts';

/** What was handed over: values that can be kept, or what is wrong with which field. */
export type IdpSettingsInput =
  | { readonly values: DraftValues; readonly errors?: undefined }
  | { readonly values?: undefined; readonly errors: ConnectionEntry['errors'] };

/** Metadata at a URL, fetched from allowed hosts alone. */
export async function readMetadataUrlInput(
  deps: Pick<SetupDependencies, 'metadata' | 'sites'>,
  form: UploadForm,
  now: Date,
): Promise<IdpSettingsInput> {
  const url = form.text('metadataUrl');
  if (url === '') return wrong('metadataUrl', 'url-missing');
  return reading('metadataUrl', async () =>
    fromMetadata(deps, 'metadataUrl', await deps.metadata.fetch(url), now, { metadataUrl: url }),
  );
}

/** A metadata file, chosen or pasted. */
export async function readMetadataFileInput(
  deps: Sites,
  form: UploadForm,
  now: Date,
): Promise<IdpSettingsInput> {
  const document = await chosenOrPasted(form, 'document');
  if (document === undefined) return wrong('document', 'document-missing');
  return reading('document', async () => fromMetadata(deps, 'document', document, now));
}

type Sites = Pick<SetupDependencies, 'sites'>;

function fromMetadata(
  { sites }: Sites,
  field: ConnectionField,
  document: Uint8Array,
  now: Date,
  more: { readonly metadataUrl?: string } = {},
): IdpSettingsInput {
  const metadata = readMetadata(document, now);
  const { entityId, keys } = metadata;
  if (keys.length > maximumDraftKeys) return wrong(field, 'too-many-keys');
  const addresses = { issuer: readIssuer(entityId), ...readAddresses(metadata) };
  if (ownAddressAmong(sites, addresses) !== undefined) throw ownAddressError();
  return { values: { ...addresses, ...more, trustedKeys: keys } };
}

/** Value by value; every field that is wrong is told at once. */
export async function readFieldsInput({ sites }: Sites, form: UploadForm): Promise<IdpSettingsInput> {
  const errors: Partial<Record<ConnectionField, FieldError>> = {};
  const take = (field: ForeignField, read: () => string): string | undefined => {
    try {
      const value = read();
      if (ownAddressAmong(sites, { [field]: value }) !== undefined) throw ownAddressError();
      return value;
    } catch (error) {
      errors[field] = errorOf(error);
      return undefined;
    }
  };
  const required = (field: 'issuer' | 'loginUrl', read: (text: string) => string) => {
    const text = form.text(field);
    if (text !== '') return take(field, () => read(text));
    errors[field] = { of: 'form', code: field === 'issuer' ? 'issuer-missing' : 'login-url-missing' };
    return undefined;
  };
  const issuer = required('issuer', readIssuer);
  const loginUrl = required('loginUrl', readAddress);
  const logoutText = form.text('logoutUrl');
  const logoutUrl = logoutText === '' ? undefined : take('logoutUrl', () => readAddress(logoutText));
  const keys = await keysIn(form);
  Object.assign(errors, keys.errors);
  if (issuer === undefined || loginUrl === undefined || Object.keys(errors).length > 0) return { errors };
  return {
    values: { issuer, loginUrl, ...defined({ logoutUrl }), trustedKeys: keys.keys },
  };
}

/** The next certificate of a connection that stands. */
export async function readNextCertificateInput(
  form: UploadForm,
  before: DraftValues,
): Promise<IdpSettingsInput> {
  const { keys, errors } = await keysIn(form);
  return Object.keys(errors).length > 0 ? { errors } : { values: { ...before, trustedKeys: keys } };
}

async function keysIn(
  form: UploadForm,
): Promise<{ readonly keys: readonly TrustedKey[]; readonly errors: ConnectionEntry['errors'] }> {
  const file = await chosenOrPasted(form, 'certificate');
  const thumbprint = form.text('thumbprint');
  const field = file === undefined && thumbprint !== '' ? 'thumbprint' : 'certificate';
  if (file === undefined && thumbprint === '')
    return { keys: [], errors: wrong(field, 'key-missing').errors };
  try {
    const key = file === undefined ? readThumbprint(thumbprint) : parseCertificateFile(file).key;
    return { keys: [key], errors: {} };
  } catch (error) {
    return { keys: [], errors: { [field]: errorOf(error) } };
  }
}

/** The file goes before what was pasted. */
async function chosenOrPasted(
  form: UploadForm,
  field: 'document' | 'certificate',
): Promise<Uint8Array | undefined> {
  const file = await form.file(`${field}-file`);
  if (file !== undefined) return file;
  const pasted = form.text(field);
  return pasted === '' ? undefined : Buffer.from(pasted);
}

async function reading(
  field: ConnectionField,
  read: () => Promise<IdpSettingsInput>,
): Promise<IdpSettingsInput> {
  try {
    return await read();
  } catch (error) {
    return { errors: { [field]: errorOf(error) } };
  }
}

function wrong(field: ConnectionField, code: (FieldError & { of: 'form' })['code']) {
  return { errors: { [field]: { of: 'form', code } } as const satisfies ConnectionEntry['errors'] };
}

/** What a page says of a refusal of ours. @throws whatever is none */
function errorOf(error: unknown): FieldError {
  if (error instanceof AddressError) return { of: 'address', code: error.code };
  if (error instanceof TrustedKeyError) return { of: 'key', code: error.code };
  if (error instanceof IdpMetadataError) return metadataError(error);
  if (error instanceof MetadataFetchError) return { of: 'fetch', code: error.code };
  throw error;
}

function metadataError({ code, position }: IdpMetadataError): FieldError {
  return { of: 'metadata', code, ...defined({ position }) };
}
