import type { ProblemKind } from '../problem-kind.ts';

const refusedByReader = (specification: string, more: Partial<ProblemKind> = {}): ProblemKind => ({
  sentence: 'This was not a sign-in that we can read. Please start again from the application.',
  specification,
  fixedBy: 'sender',
  remedy: 'Nothing to change in Entra: it never sends this. Look for a proxy or script in between.',
  status: 400,
  logLevel: 'warn',
  class: 'attack',
  ...more,
});

const limit = (what: string) =>
  refusedByReader(`Limit of this product: ${what}`, {
    fixedBy: 'customer-admin',
    remedy:
      'Entra ID > Enterprise apps > the application > Single sign-on > Attributes & Claims: send fewer groups or attributes.',
  });

/** Refusals of the strict reader: bytes that are not the one kind of XML we read, or not a Response. */
export const xmlProblems = {
  'xml-not-utf-8': refusedByReader('XML 1.0 4.3.3; Limit of this product: UTF-8 without BOM'),
  'xml-malformed': refusedByReader('XML 1.0 2.1, Namespaces in XML 1.0'),
  'xml-version': refusedByReader('XML 1.0 2.8'),
  'xml-encoding': refusedByReader('XML 1.0 4.3.3'),
  'xml-doctype': refusedByReader('SAML Core 1.3.1; XML 1.0 2.8'),
  'xml-comment': refusedByReader('XML 1.0 2.5'),
  'xml-processing-instruction': refusedByReader('XML 1.0 2.6'),
  'xml-cdata': refusedByReader('XML 1.0 2.7'),
  'xml-namespace': refusedByReader('Namespaces in XML 1.0 3, Canonical XML 1.0 1.3'),
  'xml-id-repeated': refusedByReader('SAML Core 1.3.4'),
  'xml-too-many-elements': limit('6,000 elements'),
  'xml-too-deep': limit('depth 32'),
  'xml-too-many-attributes': limit('64 attributes an element'),
  'xml-value-too-long': limit('2 kB an XML attribute'),
  'xml-canonical-form-too-long': limit('1 MB of canonical form'),
  'response-root': refusedByReader('SAML Core 3.3.3'),
  'response-structure': refusedByReader('SAML Core 2.3.3, 3.2.2'),
  'response-version': refusedByReader('SAML Core 2.3.3, 3.2.2'),
  'response-id': refusedByReader('SAML Core 1.3.4'),
  'date-malformed': refusedByReader('SAML Core 1.3.3'),
} as const satisfies Readonly<Record<string, ProblemKind>>;
