import { Problem, type ProblemCode } from '../../../problems/problem.ts';
import type { XmlElement } from './element.ts';
import { XmlScanner } from './scanner.ts';
import { readTree } from './tree.ts';

export { xmlLimits } from './limits.ts';

/**
 * The tree of a document in the one kind of XML that we read: version 1.0, UTF-8 without a byte order mark,
 * namespaces well-formed, no DOCTYPE, comment, CDATA section or processing instruction, only predefined
 * entities and legal character references, each ID value once, within {@link xmlLimits}. Time grows
 * linearly with the length.
 * @throws Problem `xml-…`
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = decodeUtf8(bytes);
  refuseMarkupWeNeverRead(text);
  return readTree(new XmlScanner(text, endOfDeclaration(text)));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new Problem('xml-not-utf-8');
  }
  if (text.charCodeAt(0) === 0xfeff) throw new Problem('xml-not-utf-8', { actual: 'a byte order mark' });
  return text;
}

const forbidden: readonly (readonly [string, ProblemCode])[] = [
  ['<!--', 'xml-comment'],
  ['<![CDATA[', 'xml-cdata'],
  ['<!DOCTYPE', 'xml-doctype'],
];

const startOfDeclaration = /^<\?xml[ \t\r\n]/;

/**
 * `<` starts nothing but markup in well-formed XML, so what we never read is found, and refused by its own
 * name, before a step is spent on it.
 */
function refuseMarkupWeNeverRead(text: string): void {
  const at = text.indexOf('<!');
  if (at >= 0) {
    const [, code] = forbidden.find(([opening]) => text.startsWith(opening, at)) ?? [];
    throw new Problem(code ?? 'xml-malformed', { actual: text.slice(at, at + 9) });
  }
  const remediation = text.indexOf('<?', startOfDeclaration.test(text) ? 1 : 0);
  if (remediation >= 0) throw new Problem('xml-processing-instruction');
}

/** XMLDecl of XML 1.0 2.8. */
const xmlDeclaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"(1\.[0-9]+)"|'(1\.[0-9]+)')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][\w.-]*)"|'([A-Za-z][\w.-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

function endOfDeclaration(text: string): number {
  if (!text.startsWith('<?')) return 0;
  const declaration = xmlDeclaration.exec(text);
  if (declaration === null) throw new Problem('xml-malformed', { actual: 'the XML declaration' });
  const [all, version = declaration[2], , encoding = declaration[4]] = declaration;
  if (version !== '1.0') throw new Problem('xml-version', { expected: '1.0', actual: version ?? 'none' });
  if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
    throw new Problem('xml-encoding', { expected: 'UTF-8', actual: encoding });
  }
  return all.length;
}
