import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { tooLarge, unreadable } from './transport.ts';

const limit = (rule: string): ProblemText => ({ ...tooLarge, rule });

/** Refusals of the strict reader, in English. */
export const xmlTexts: ProblemTexts['xml'] = {
  'xml-not-utf-8': { ...unreadable, rule: 'XML 1.0 4.3.3; UTF-8 without a byte order mark' },
  'xml-malformed': unreadable,
  'xml-version': unreadable,
  'xml-encoding': unreadable,
  'xml-doctype': unreadable,
  'xml-comment': unreadable,
  'xml-processing-instruction': unreadable,
  'xml-cdata': unreadable,
  'xml-namespace': unreadable,
  'xml-id-repeated': unreadable,
  'xml-too-many-elements': limit('At most 6,000 elements'),
  'xml-too-deep': limit('At most 32 levels of elements'),
  'xml-too-many-attributes': limit('At most 64 XML attributes in an element'),
  'xml-value-too-long': limit('At most 2 kB in an XML attribute'),
  'xml-canonical-form-too-long': limit('At most 1 MB of canonical form'),
  'response-root': unreadable,
  'response-structure': unreadable,
  'response-version': unreadable,
  'response-id': unreadable,
  'date-malformed': unreadable,
};
