import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { fewerClaims, unreadable } from './transport.ts';

const limit = (what: string): ProblemText => ({
  ...unreadable,
  remedy: fewerClaims,
  rule: `Grenze dieses Produkts: ${what}`,
});

/** Refusals of the strict reader, in German. */
export const xmlTexts: ProblemTexts['xml'] = {
  'xml-not-utf-8': {
    ...unreadable,
    rule: 'XML 1.0 4.3.3; Grenze dieses Produkts: UTF-8 ohne BOM',
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
  'xml-too-many-elements': limit('6.000 Elemente'),
  'xml-too-deep': limit('Tiefe 32'),
  'xml-too-many-attributes': limit('64 Attribute je Element'),
  'xml-value-too-long': limit('2 kB je XML-Attribut'),
  'xml-canonical-form-too-long': limit('1 MB kanonische Form'),
  'response-root': unreadable,
  'response-structure': unreadable,
  'response-version': unreadable,
  'response-id': unreadable,
  'date-malformed': unreadable,
};
