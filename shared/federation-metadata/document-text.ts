import { IdpMetadataError } from './idp-metadata-error.ts';

/** The largest document that is read, in bytes: several times the metadata of any one provider, logos included. */
export const maximumMetadataBytes = 512 * 1024;

/**
 * Decodes a document by its actual encoding. That is UTF-16 by its byte order mark or its zero bytes; UTF-8 where the
 * bytes are UTF-8, even if the declaration differs (people paste and save again); otherwise the declared one (XML 1.0
 * appendix F).
 * @throws IdpMetadataError `too-large`, `compressed`, `certificate-instead`, `encoding`
 */
export function documentText(bytes: Uint8Array): string {
  if (bytes.length > maximumMetadataBytes) throw new IdpMetadataError('too-large');
  const [first = 0, second = 0] = bytes;
  if ((first === 0x1f && second === 0x8b) || (first === 0x50 && second === 0x4b)) {
    throw new IdpMetadataError('compressed');
  }
  if (first === 0x30 && second === 0x82) throw new IdpMetadataError('certificate-instead');
  return decode(bytes, wideEncodingOf(bytes) ?? 'utf-8') ?? decodeAsDeclared(bytes);
}

function wideEncodingOf(bytes: Uint8Array): string | undefined {
  const [first = 0, second = 0] = bytes;
  // No document is shorter, and an odd byte is not half a character.
  if (bytes.length < 4) return undefined;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Either the encoding does not exist or the bytes do not fit it.
    return undefined;
  }
}

function decodeAsDeclared(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  const [, encoding = ''] = /encoding\s{0,20}=\s{0,20}["']([A-Za-z][\w.-]{0,40})["']/.exec(start) ?? [];
  // A declared UTF-16 with single-byte characters is wrong.
  const text = /^utf-?(8|16)/i.test(encoding) ? undefined : decode(bytes, encoding);
  if (text === undefined) throw new IdpMetadataError('encoding');
  return text;
}
