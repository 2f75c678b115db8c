import { IdpMetadataError } from '../../../shared/federation-metadata/idp-metadata-error.ts';
import { MetadataFetchError } from '../../../shared/federation-metadata/metadata-fetch-error.ts';
import { type ReadMetadata, readMetadata } from '../../../shared/tenants/intake/read-metadata.ts';
import { TrustedKeyError } from '../../../shared/tenants/keys/trusted-key-error.ts';
import type { CommandContext } from '../command-context.ts';
import { OperatorError } from '../operator-error.ts';
import { readInputFile } from './idp-settings.ts';

/**
 * Fetches and reads the metadata at an App Federation Metadata Url.
 * @throws OperatorError `metadata-unavailable`, `metadata-refused`
 */
export async function fetchMetadata(context: CommandContext, url: string): Promise<ReadMetadata> {
  return readDocument(context, await fetchDocument(context, url));
}

async function fetchDocument(context: CommandContext, url: string): Promise<Uint8Array> {
  try {
    return await context.metadata.fetch(url);
  } catch (error) {
    if (!(error instanceof MetadataFetchError)) throw error;
    const next = error.mayPass ? ['Try again, or download the document and use --metadata-file <file>.'] : [];
    throw new OperatorError(
      'metadata-unavailable',
      `The metadata at ${url} cannot be fetched: ${error.message}`,
      next,
    );
  }
}

/** Reads the metadata in a file. @throws OperatorError `file-unreadable`, `metadata-refused` */
export async function readMetadataFile(context: CommandContext, path: string): Promise<ReadMetadata> {
  return readDocument(context, await readInputFile(context.terminal, path));
}

function readDocument(context: CommandContext, document: Uint8Array): ReadMetadata {
  try {
    return readMetadata(document, context.terminal.now());
  } catch (error) {
    throw metadataRefused(error);
  }
}

/** Returns the error for a document that was refused, with the reason of its reader; other errors as they are. */
export function metadataRefused(error: unknown): unknown {
  if (error instanceof IdpMetadataError) {
    return new OperatorError('metadata-refused', `This file cannot be used. ${error.message}`);
  }
  if (error instanceof TrustedKeyError) {
    return new OperatorError('metadata-refused', `A certificate in this file is refused. ${error.message}`);
  }
  return error;
}
