import { IdpMetadataError } from '../federation-metadata/idp-metadata-error.ts';
import { MetadataFetchError } from '../federation-metadata/metadata-fetch-error.ts';
import type { MetadataSource } from '../federation-metadata/metadata-source.ts';
import { readMetadata } from '../tenants/intake/read-metadata.ts';
import type { ReadCertificate } from '../tenants/keys/read-trusted-key.ts';
import { TrustedKeyError } from '../tenants/keys/trusted-key-error.ts';

/** Why metadata gave no keys. Stable: records, events and alarms go by it. */
export class MetadataFailure extends Error {
  override readonly name = 'MetadataFailure';
  readonly code: string;
  /** Whether it is the directory that did not answer, whichever of its applications was asked for. */
  readonly isOfDirectory: boolean;

  constructor(code: string, message: string, isOfDirectory = false) {
    super(message);
    this.code = code;
    this.isOfDirectory = isOfDirectory;
  }
}

/** The certificates that the metadata at `url` shows. @throws MetadataFailure */
export async function readPublishedKeys(
  source: MetadataSource,
  { url, issuer, now }: { readonly url: string; readonly issuer: string; readonly now: Date },
): Promise<readonly ReadCertificate[]> {
  try {
    const { entityId, certificates } = readMetadata(await source.fetch(url), now);
    if (entityId === issuer) return certificates;
    throw new MetadataFailure('other-issuer', 'The metadata is of another directory than the tenant trusts.');
  } catch (error) {
    throw asFailure(error);
  }
}

const unanswered: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'address-not-public']);

function asFailure(error: unknown): unknown {
  if (error instanceof MetadataFetchError) {
    return new MetadataFailure(error.code, error.message, unanswered.has(error.code));
  }
  if (error instanceof IdpMetadataError) return new MetadataFailure(error.code, error.message);
  if (error instanceof TrustedKeyError) return new MetadataFailure(`key-${error.code}`, error.message);
  return error;
}
