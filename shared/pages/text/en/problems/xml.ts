import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { fewerClaims, unreadable } from './transport.ts';

const limit = (what: string): ProblemText => ({
  ...unreadable,
  remedy: fewerClaims,
  rule: `Limit of this product: ${what}`,
});

/** Refusals of the strict reader, in English. */
export const xmlTexts: ProblemTexts['xml'] = {
  'xml-not-utf-8': {
    ...unreadable,
    rule: 'XML 1.0 4.3.3; Limit of this product: UTF-8 without BOM',
  },
  'xml-malformed': unreadable,
  'xml-version': unreadable,
  'xml-encoding': unreadable,
  'xml-doctype': unreadable,
  'xml-comment': unreadable,
  'xml-processing-instruction': unreadable,
  'xml-cdata': unreadable,
  'xml-namespace': unreadable,
  'xml-id-repeated': unreadable,
  'xml-too-many-elements': limit('6,000 elements'),
  'xml-too-deep': limit('depth 32'),
  'xml-too-many-attributes': limit('64 attributes an element'),
  'xml-value-too-long': limit('2 kB an XML attribute'),
  'xml-canonical-form-too-long': limit('1 MB of canonical form'),
  'response-root': unreadable,
  'response-structure': unreadable,
  'response-version': unreadable,
  'response-id': unreadable,
  'date-malformed': unreadable,
};
