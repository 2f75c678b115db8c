import { IdpMetadataError } from './idp-metadata-error.ts';

/** The largest document that is read, in bytes: several times the metadata of any one provider, logos included. */
export const maximumMetadataBytes = 512 * 1024;

/**
 * Returns the characters of a document in the encoding that it is really in: UTF-16 by its byte order mark or its
 * zeros, UTF-8 where the bytes are UTF-8 whatever the declaration says (people paste and save again), otherwise
 * what the declaration says (XML 1.0 appendix F).
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
  // No document is shorter, and one odd byte is no half of a character.
  if (bytes.length < 4) return undefined;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Neither an encoding that exists nor bytes that fit are known beforehand.
    return undefined;
  }
}

function decodeAsDeclared(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1');
  const [, encoding = ''] = /encoding\s{0,20}=\s{0,20}["']([A-Za-z][\w.-]{0,40})["']/.exec(start) ?? [];
  // What is declared as UTF-16 and stands there in bytes is not.
  const text = /^utf-?(8|16)/i.test(encoding) ? undefined : decode(bytes, encoding);
  if (text === undefined) throw new IdpMetadataError('encoding');
  return text;
}
