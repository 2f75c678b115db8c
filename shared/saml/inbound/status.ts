import { Problem } from '../../problems/problem.ts';
import { attributeOf, requireText, type XmlElement } from './xml/element.ts';
import * as ns from './xml/namespaces.ts';
import { one, optional, readSequence } from './xml/schema-sequence.ts';

/** A Status (SAML Core 3.2.2.1): its codes from the outermost inwards, and the directory's own words. */
export interface Status {
  readonly codes: readonly string[];
  readonly message: string | undefined;
}

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const malformed = (what: string) => new Problem('response-structure', { actual: what });

const statusSequence = [
  one(ns.samlp, 'StatusCode'),
  optional(ns.samlp, 'StatusMessage'),
  optional(ns.samlp, 'StatusDetail'),
];
const codeSequence = [optional(ns.samlp, 'StatusCode')];

/**
 * Reads a Status element.
 * @throws Problem `response-structure`
 */
export function readStatus(status: XmlElement): Status {
  const parts = readSequence(status, statusSequence, malformed);
  const codes: string[] = [];
  let code: XmlElement | undefined = parts.one('StatusCode');
  while (code !== undefined) {
    codes.push(attributeOf(code, 'Value') ?? 'no Value');
    code = readSequence(code, codeSequence, malformed).optional('StatusCode');
  }
  const message = parts.optional('StatusMessage');
  return { codes, message: message && requireText(message, malformed) };
}

/**
 * Returns the failure that the directory reports, `status-not-success`; undefined only for a plain Success. A Success
 * with a second code inside is a failure.
 */
export function failureOf({ codes, message }: Status): Problem | undefined {
  if (codes.length === 1 && codes[0] === success) return undefined;
  const names = codes.map((code) => code.slice(code.lastIndexOf(':') + 1)).join(' / ');
  return new Problem('status-not-success', {
    expected: 'Success',
    actual: message === undefined ? names : `${names}: ${message}`,
  });
}

/**
 * Requires a plain Success.
 * @throws Problem `status-not-success`
 */
export function requireSuccess(status: Status): void {
  const failure = failureOf(status);
  if (failure !== undefined) throw failure;
}
