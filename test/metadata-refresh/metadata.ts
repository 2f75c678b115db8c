import type { MetadataSource } from '../../shared/federation-metadata/metadata-source.ts';
import { defined } from '../../shared/objects/defined.ts';
import { parseCertificateFile, type ReadCertificate } from '../../shared/tenants/keys/read-trusted-key.ts';
import type { SigningKey } from '../fixtures/keys.ts';
import { keyDescriptor, metadataDocument } from '../fixtures/metadata/entra-document.ts';

/** The certificates of `keys` as metadata shows them. */
export function shown(...keys: readonly SigningKey[]): readonly ReadCertificate[] {
  return keys.map(({ certificate }) => parseCertificateFile(Buffer.from(certificate, 'base64')));
}

/** A document in Entra's shape that shows `keys`. */
export function documentOf(keys: readonly SigningKey[], issuer?: string): Uint8Array {
  return metadataDocument({
    keys: keys.map(({ certificate }) => keyDescriptor(certificate)).join(''),
    ...defined({ entityId: issuer }),
  });
}

/** A directory whose answer a test changes as it goes: a document, or what is thrown. */
export interface Directory extends MetadataSource {
  answer: Uint8Array | Error;
  /** Every URL that was asked for. */
  readonly asked: string[];
}

/** A directory that shows `keys`. */
export function directoryShowing(keys: readonly SigningKey[], issuer?: string): Directory {
  const asked: string[] = [];
  return {
    answer: documentOf(keys, issuer),
    asked,
    async fetch(url) {
      asked.push(url);
      if (this.answer instanceof Error) throw this.answer;
      return this.answer;
    },
  };
}
