import { MetadataFetchError } from '../federation-metadata/metadata-fetch-error.ts';
import type { MetadataSource } from '../federation-metadata/metadata-source.ts';
import { readIdpMetadata } from '../saml/inbound/idp-metadata.ts';
import { IdpMetadataError } from '../saml/inbound/idp-metadata-error.ts';
import { type ReadCertificate, readCertificate } from '../tenants/read-trusted-key.ts';
import { TrustedKeyError } from '../tenants/trusted-key-error.ts';

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

/** No application signs with more; a document that says otherwise would fill the tenant's item. */
const maximumShownKeys = 16;

/** The certificates that the metadata at `url` shows. @throws MetadataFailure */
export async function readShownKeys(
  source: MetadataSource,
  { url, issuer, now }: { readonly url: string; readonly issuer: string; readonly now: Date },
): Promise<readonly ReadCertificate[]> {
  try {
    const { entityId, signingCertificates, validUntil } = readIdpMetadata(await source.fetch(url));
    if (entityId !== issuer) {
      throw new MetadataFailure(
        'other-issuer',
        'The metadata is of another directory than the tenant trusts.',
      );
    }
    if (validUntil !== undefined && validUntil <= now) {
      throw new MetadataFailure('outdated', 'The metadata says that it is valid no more.');
    }
    if (signingCertificates.length > maximumShownKeys) {
      throw new MetadataFailure('too-many-keys', `The metadata shows more than ${maximumShownKeys} keys.`);
    }
    return signingCertificates.map((certificate) => readCertificate(Buffer.from(certificate, 'base64')));
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
