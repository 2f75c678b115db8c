import { Buffer } from 'node:buffer';
import { Problem } from './problem.ts';

/**
 * The bytes of a `SAMLResponse` form field (SAML Bindings 3.5.4): standard base64 with its padding, on one
 * line or wrapped in lines by CR and LF, and nothing else.
 * @throws Problem `base64-malformed`
 */
export function decodePostBinding(field: string): Uint8Array {
  const text = field.includes('\n') || field.includes('\r') ? field.replace(/[\r\n]+/g, '') : field;
  const bytes = strictBase64(text);
  if (bytes === undefined || bytes.length === 0) throw new Problem('base64-malformed');
  return bytes;
}

/**
 * The bytes of `text`, or undefined unless it is exactly their standard base64. Node's decoder skips what
 * it does not know; comparing with what it would have written leaves one spelling for each value.
 */
export function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
