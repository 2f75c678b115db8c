import type { ProblemKind } from '../problem-kind.ts';

const refusedByReader = (specification: string): ProblemKind => ({
  specification,
  fixedBy: 'sender',
  status: 400,
  logLevel: 'warn',
  class: 'attack',
});

/** The kind of a message over a limit that only Latchkey sets: the customer must send less. */
const overLimit = {
  fixedBy: 'customer-admin',
  status: 400,
  logLevel: 'warn',
  class: 'attack',
} as const satisfies ProblemKind;

/** Problems of the strict reader: bytes that are not the one form of XML that it accepts, or not a Response. */
export const xmlProblems = {
  'xml-not-utf-8': refusedByReader('XML 1.0 4.3.3'),
  'xml-malformed': refusedByReader('XML 1.0 2.1, Namespaces in XML 1.0'),
  'xml-version': refusedByReader('XML 1.0 2.8'),
  'xml-encoding': refusedByReader('XML 1.0 4.3.3'),
  'xml-doctype': refusedByReader('SAML Core 1.3.1; XML 1.0 2.8'),
  'xml-comment': refusedByReader('XML 1.0 2.5'),
  'xml-processing-instruction': refusedByReader('XML 1.0 2.6'),
  'xml-cdata': refusedByReader('XML 1.0 2.7'),
  'xml-namespace': refusedByReader('Namespaces in XML 1.0 3, Canonical XML 1.0 1.3'),
  'xml-id-repeated': refusedByReader('SAML Core 1.3.4'),
  'xml-too-many-elements': overLimit,
  'xml-too-deep': overLimit,
  'xml-too-many-attributes': overLimit,
  'xml-value-too-long': overLimit,
  'xml-canonical-form-too-long': overLimit,
  'response-root': refusedByReader('SAML Core 3.3.3'),
  'response-structure': refusedByReader('SAML Core 2.3.3, 3.2.2'),
  'response-version': refusedByReader('SAML Core 2.3.3, 3.2.2'),
  'response-id': refusedByReader('SAML Core 1.3.4'),
  'date-malformed': refusedByReader('SAML Core 1.3.3'),
} as const satisfies Readonly<Record<string, ProblemKind>>;
