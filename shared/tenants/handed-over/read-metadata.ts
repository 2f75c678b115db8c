import { type IdpMetadata, readIdpMetadata } from '../../saml/inbound/idp-metadata.ts';
import type { TrustedKey } from '../../saml/inbound/trust.ts';
import { readCertificate } from '../read-trusted-key.ts';

/** Metadata, and the keys in it that can be trusted. */
export interface ReadMetadata extends IdpMetadata {
  /** In their order; Entra puts the active one first. */
  readonly keys: readonly TrustedKey[];
}

/** Metadata that says itself that it is over. */
export class OutdatedMetadataError extends Error {
  override readonly name = 'OutdatedMetadataError';

  constructor(validUntil: Date) {
    super(`This metadata was valid until ${validUntil.toISOString()}. Ask for a new document.`);
  }
}

/**
 * The metadata in a document that was handed over or fetched, as it is at `now`.
 * @throws IdpMetadataError, OutdatedMetadataError; TrustedKeyError where one of its certificates cannot be trusted
 */
export function readMetadata(document: Uint8Array, now: Date): ReadMetadata {
  const metadata = readIdpMetadata(document);
  const { validUntil } = metadata;
  if (validUntil !== undefined && validUntil <= now) throw new OutdatedMetadataError(validUntil);
  const keys = metadata.signingCertificates.map(
    (certificate) => readCertificate(Buffer.from(certificate, 'base64')).key,
  );
  return { ...metadata, keys };
}
