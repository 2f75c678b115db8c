import { MetadataFetchError } from '../../../shared/federation-metadata/metadata-fetch-error.ts';
import { type IdpMetadata, readIdpMetadata } from '../../../shared/saml/inbound/idp-metadata.ts';
import { IdpMetadataError } from '../../../shared/saml/inbound/idp-metadata-error.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/trust.ts';
import { readCertificate } from '../../../shared/tenants/read-trusted-key.ts';
import { TrustedKeyError } from '../../../shared/tenants/trusted-key-error.ts';
import type { Desk } from '../desk.ts';
import { OperatorError } from '../operator-error.ts';
import { readHandedOver } from './handed-over.ts';

/** Metadata, and the keys in it that can be trusted. */
export interface ReadMetadata extends IdpMetadata {
  /** In their order; Entra puts the active one first. */
  readonly keys: readonly TrustedKey[];
}

/**
 * The metadata at an App Federation Metadata Url.
 * @throws OperatorError `metadata-unavailable`, `metadata-refused`
 */
export async function fetchMetadata(desk: Desk, url: string): Promise<ReadMetadata> {
  return readMetadata(desk, await fetchDocument(desk, url));
}

async function fetchDocument(desk: Desk, url: string): Promise<Uint8Array> {
  try {
    return await desk.metadata.fetch(url);
  } catch (error) {
    if (!(error instanceof MetadataFetchError)) throw error;
    const next = error.mayPass
      ? ['Try again, or download the document and hand it over: --metadata-file <file>']
      : [];
    throw new OperatorError('metadata-unavailable', `No metadata from ${url}: ${error.message}`, next);
  }
}

/** The metadata in a file. @throws OperatorError `file-unreadable`, `metadata-refused` */
export async function readMetadataFile(desk: Desk, path: string): Promise<ReadMetadata> {
  return readMetadata(desk, await readHandedOver(desk.terminal, path));
}

function readMetadata(desk: Desk, document: Uint8Array): ReadMetadata {
  const metadata = parse(document);
  const { validUntil } = metadata;
  if (validUntil !== undefined && validUntil <= desk.terminal.now()) {
    throw new OperatorError(
      'metadata-refused',
      `This metadata was valid until ${validUntil.toISOString()}. Ask for a new document.`,
    );
  }
  return { ...metadata, keys: metadata.signingCertificates.map(readKey) };
}

function parse(document: Uint8Array): IdpMetadata {
  try {
    return readIdpMetadata(document);
  } catch (error) {
    if (!(error instanceof IdpMetadataError)) throw error;
    throw new OperatorError('metadata-refused', `This is no metadata to connect by. ${error.message}`);
  }
}

function readKey(certificate: string): TrustedKey {
  try {
    return readCertificate(Buffer.from(certificate, 'base64')).key;
  } catch (error) {
    if (!(error instanceof TrustedKeyError)) throw error;
    throw new OperatorError(
      'metadata-refused',
      `A certificate of this metadata is refused. ${error.message}`,
    );
  }
}
