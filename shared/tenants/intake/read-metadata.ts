import { type IdpMetadata, readIdpMetadata } from '../../federation-metadata/idp-metadata.ts';
import { IdpMetadataError } from '../../federation-metadata/idp-metadata-error.ts';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { parseCertificateFile, type ReadCertificate } from '../keys/read-trusted-key.ts';
import { AddressError, readAddress } from './address.ts';

/** Metadata, and its keys that can be trusted. */
export interface ReadMetadata extends IdpMetadata {
  /** The certificates behind {@link keys}, in the same order. */
  readonly certificates: readonly ReadCertificate[];
  /** In document order; Entra puts the active one first. */
  readonly keys: readonly TrustedKey[];
}

/**
 * Reads the metadata in a document, entered or fetched, as of `now`: for the command, the set-up page and the refresh.
 * It does not check the addresses; see {@link readAddresses}.
 * @throws IdpMetadataError; TrustedKeyError where one of its certificates cannot be trusted
 */
export function readMetadata(document: Uint8Array, now: Date): ReadMetadata {
  const metadata = readIdpMetadata(document);
  const { validUntil } = metadata;
  if (validUntil !== undefined && validUntil <= now) throw new IdpMetadataError('outdated');
  const certificates = metadata.signingCertificates.map((certificate) =>
    parseCertificateFile(Buffer.from(certificate, 'base64')),
  );
  return { ...metadata, certificates, keys: certificates.map(({ key }) => key) };
}

/**
 * Returns the addresses of a document, checked by the same rules as typed ones.
 * @throws IdpMetadataError `login-url-refused`, `logout-url-refused`
 */
export function readAddresses({
  loginUrl,
  logoutUrl,
}: IdpMetadata): Pick<IdpMetadata, 'loginUrl' | 'logoutUrl'> {
  return {
    loginUrl: addressIn(loginUrl, 'login-url-refused'),
    ...(logoutUrl === undefined ? {} : { logoutUrl: addressIn(logoutUrl, 'logout-url-refused') }),
  };
}

function addressIn(url: string, code: 'login-url-refused' | 'logout-url-refused'): string {
  try {
    return readAddress(url);
  } catch (error) {
    throw error instanceof AddressError ? new IdpMetadataError(code) : error;
  }
}
