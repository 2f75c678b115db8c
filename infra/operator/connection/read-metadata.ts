import { IdpMetadataError } from '../../../shared/federation-metadata/idp-metadata-error.ts';
import { MetadataFetchError } from '../../../shared/federation-metadata/metadata-fetch-error.ts';
import { type ReadMetadata, readMetadata } from '../../../shared/tenants/intake/read-metadata.ts';
import { TrustedKeyError } from '../../../shared/tenants/keys/trusted-key-error.ts';
import type { Desk } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';
import { readHandedOver } from './idp-settings.ts';

/**
 * The metadata at an App Federation Metadata Url.
 * @throws OperatorError `metadata-unavailable`, `metadata-refused`
 */
export async function fetchMetadata(desk: Desk, url: string): Promise<ReadMetadata> {
  return readDocument(desk, await fetchDocument(desk, url));
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
  return readDocument(desk, await readHandedOver(desk.terminal, path));
}

function readDocument(desk: Desk, document: Uint8Array): ReadMetadata {
  try {
    return readMetadata(document, desk.terminal.now());
  } catch (error) {
    throw refused(error);
  }
}

/** The refusal of a document, in the words of its reader. */
export function refused(error: unknown): unknown {
  if (error instanceof IdpMetadataError) {
    return new OperatorError('metadata-refused', `This file cannot be used. ${error.message}`);
  }
  if (error instanceof TrustedKeyError) {
    return new OperatorError('metadata-refused', `A certificate in this file is refused. ${error.message}`);
  }
  return error;
}
