import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { tooLarge, unreadable } from './transport.ts';

const limit = (rule: string): ProblemText => ({ ...tooLarge, rule });

/** Refusals of the strict reader, in German. */
export const xmlTexts: ProblemTexts['xml'] = {
  'xml-not-utf-8': { ...unreadable, rule: 'XML 1.0 4.3.3; UTF-8 ohne Bytereihenfolge-Marke (BOM)' },
  'xml-malformed': unreadable,
  'xml-version': unreadable,
  'xml-encoding': unreadable,
  'xml-doctype': unreadable,
  'xml-comment': unreadable,
  'xml-processing-instruction': unreadable,
  'xml-cdata': unreadable,
  'xml-namespace': unreadable,
  'xml-id-repeated': unreadable,
  'xml-too-many-elements': limit('Höchstens 6.000 Elemente'),
  'xml-too-deep': limit('Höchstens 32 Ebenen von Elementen'),
  'xml-too-many-attributes': limit('Höchstens 64 XML-Attribute je Element'),
  'xml-value-too-long': limit('Höchstens 2 kB je XML-Attribut'),
  'xml-canonical-form-too-long': limit('Höchstens 1 MB kanonische Form'),
  'response-root': unreadable,
  'response-structure': unreadable,
  'response-version': unreadable,
  'response-id': unreadable,
  'date-malformed': unreadable,
};
