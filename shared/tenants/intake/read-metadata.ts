import { type IdpMetadata, readIdpMetadata } from '../../federation-metadata/idp-metadata.ts';
import { IdpMetadataError } from '../../federation-metadata/idp-metadata-error.ts';
import type { TrustedKey } from '../../saml/inbound/signature/trusted-key.ts';
import { parseCertificateFile, type ReadCertificate } from '../keys/read-trusted-key.ts';
import { AddressError, readAddress } from './address.ts';

/** Metadata, and the keys in it that can be trusted. */
export interface ReadMetadata extends IdpMetadata {
  /** The certificates behind {@link keys}, in the same order. */
  readonly certificates: readonly ReadCertificate[];
  /** In their order; Entra puts the active one first. */
  readonly keys: readonly TrustedKey[];
}

/**
 * Reads the metadata in a document that was handed over or fetched, as it is at `now`: for the command, the set-up
 * page and the refresh alike. The addresses are not looked at; see {@link readAddresses}.
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
 * Returns the addresses of a document, held to the rules of those that somebody types.
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
