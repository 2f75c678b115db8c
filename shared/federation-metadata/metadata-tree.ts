import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { documentText } from './document-text.ts';
import { IdpMetadataError, type IdpMetadataErrorCode, type TextPosition } from './idp-metadata-error.ts';
import {
  isMetadataElement,
  type MetadataElement,
  metadataNamespace,
  signatureNamespace,
} from './metadata-element.ts';
import { endOfDocument, endOfProlog } from './prolog.ts';

/**
 * Far beyond what any provider writes. The limits bound memory and the prefix look-ups of saxes, which grow with the
 * depth.
 */
export const metadataLimits = { elements: 20_000, depth: 32, attributes: 128 };

type OpenElement = {
  -readonly [Key in keyof MetadataElement]: MetadataElement[Key];
} & { readonly children: OpenElement[] };

/**
 * Reads a metadata document into a tree, lenient in its form: any encoding, byte order marks, comments, CDATA and
 * processing instructions anywhere, white space before the declaration. It rejects a document type, so there are no
 * entities. Never use it for a message that signs people in: `saml/inbound` has its own reader. Time and memory grow
 * linearly with the document, of at most 512 KiB.
 * @throws IdpMetadataError
 */
export function readMetadataTree(bytes: Uint8Array): MetadataElement {
  const text = documentText(bytes);
  const start = endOfProlog(text);
  if (/^<!doctype\s+html\b/i.test(text.slice(start, start + 40))) throw new IdpMetadataError('web-page');
  return new TreeBuilder(linesBefore(text, start)).read(text.slice(start, endOfDocument(text)));
}

class TreeBuilder {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #open: OpenElement[] = [];
  readonly #linesBefore: number;
  #root: OpenElement | undefined;
  #elements = 0;
  #attributes = 0;

  constructor(linesBefore: number) {
    this.#linesBefore = linesBefore;
  }

  read(text: string): MetadataElement {
    const parser = this.#parser;
    parser.on('error', ({ message }) => {
      const code = codeOf(message);
      // saxes searches the rest of the document for the end of an entity.
      const isEntity = code === 'truncated' && text.lastIndexOf('&') > text.lastIndexOf(';');
      throw isEntity ? new IdpMetadataError('entity-reference') : this.#refused(code);
    });
    parser.on('doctype', () => {
      throw this.#refused('document-type');
    });
    parser.on('opentagstart', ({ name }) => this.#count(name));
    parser.on('attribute', () => {
      this.#attributes += 1;
      if (this.#attributes > metadataLimits.attributes) throw this.#refused('too-complex');
    });
    parser.on('opentag', (tag) => this.#enter(tag));
    parser.on('text', (characters) => this.#append(characters));
    parser.on('cdata', (characters) => this.#append(characters));
    parser.on('closetag', () => this.#leave());
    parser.write(text).close();
    if (this.#root === undefined) throw this.#refused('truncated');
    return this.#root;
  }

  /** Counts before the attributes are read, and before saxes reads on. */
  #count(name: string): void {
    this.#elements += 1;
    this.#attributes = 0;
    if (this.#elements === 1 && /^html$/i.test(name)) throw this.#refused('web-page');
    if (this.#elements > metadataLimits.elements || this.#open.length >= metadataLimits.depth) {
      throw this.#refused('too-complex');
    }
  }

  #enter({ uri, local, attributes }: SaxesTagNS): void {
    const own = Object.values<SaxesAttributeNS>(attributes).filter((each) => each.uri === '');
    const element: OpenElement = {
      namespace: uri,
      localName: local,
      attributes: new Map(own.map((each) => [each.local, each.value])),
      children: [],
      text: '',
    };
    this.#root ??= element;
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  #append(characters: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += characters;
  }

  #leave(): void {
    const element = this.#open.pop();
    if (element !== undefined && hasOnlyElements(element) && /\S/.test(element.text)) {
      throw this.#refused('copied-view');
    }
  }

  #refused(code: IdpMetadataErrorCode): IdpMetadataError {
    return new IdpMetadataError(code, this.#position());
  }

  #position(): TextPosition {
    return { line: this.#parser.line + this.#linesBefore, column: this.#parser.column + 1 };
  }
}

/** The elements between which a browser's view, or a copied e-mail, leaves words. */
const structure = new Set(['EntitiesDescriptor', 'EntityDescriptor', 'IDPSSODescriptor', 'KeyDescriptor']);

function hasOnlyElements(element: MetadataElement): boolean {
  const { namespace, localName } = element;
  return (
    (namespace === metadataNamespace && structure.has(localName)) ||
    isMetadataElement(element, signatureNamespace, 'KeyInfo') ||
    isMetadataElement(element, signatureNamespace, 'X509Data')
  );
}

/** Returns the code for a saxes message, by the text after line and column: no name of the document is in that text. */
function codeOf(message: string): IdpMetadataErrorCode {
  const said = message.replace(/^\d+:\d+: /, '');
  if (/^(unclosed tag|unexpected end|document must contain a root)/.test(said)) return 'truncated';
  if (said.startsWith('text data outside of root')) return 'copied-view';
  const isEntity =
    /^(undefined entity|empty entity name|disallowed character in entity|malformed character entity)/;
  return isEntity.test(said) ? 'entity-reference' : 'not-readable';
}

function linesBefore(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
