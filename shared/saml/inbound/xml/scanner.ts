import { Problem } from '../../../problems/problem.ts';
import { endOfNcName } from './names.ts';
import { attributeValue, textValue } from './value.ts';

export const slash = 0x2f;
export const lessThan = 0x3c;
export const equals = 0x3d;
export const greaterThan = 0x3e;
const colon = 0x3a;
const doubleQuote = 0x22;
const singleQuote = 0x27;

/** A place in the text of a document, and the smallest parts of XML 1.0 read from there. */
export class XmlScanner {
  readonly #text: string;
  #at: number;
  /** The QName that {@link readName} read last. */
  prefix = '';
  localName = '';

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  isNext(code: number): boolean {
    return this.#text.charCodeAt(this.#at) === code;
  }

  /** Goes past `code` if it is next. */
  take(code: number): boolean {
    const isNext = this.isNext(code);
    if (isNext) this.#at += 1;
    return isNext;
  }

  /** Goes past `expected` if it is next. */
  takeText(expected: string): boolean {
    const isNext = this.#text.startsWith(expected, this.#at);
    if (isNext) this.#at += expected.length;
    return isNext;
  }

  /** @throws Problem `xml-malformed` unless `code` is next */
  require(code: number): void {
    if (!this.take(code)) throw this.malformed(`no ${String.fromCharCode(code)}`);
  }

  /** Goes past white space (XML 1.0 2.3) and tells whether there was any. */
  takeWhiteSpace(): boolean {
    const text = this.#text;
    let at = this.#at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0xa && code !== 0x9 && code !== 0xd) break;
    }
    const isThere = at > this.#at;
    this.#at = at;
    return isThere;
  }

  /**
   * Reads a QName (Namespaces in XML 1.0 section 4) into {@link prefix} and {@link localName}.
   * @throws Problem `xml-malformed`
   */
  readName(): void {
    this.prefix = '';
    this.localName = this.#ncName();
    if (this.take(colon)) {
      this.prefix = this.localName;
      this.localName = this.#ncName();
    }
  }

  #ncName(): string {
    const end = endOfNcName(this.#text, this.#at);
    if (end < 0) throw this.malformed('no name');
    return this.#upTo(end);
  }

  /** Reads the text before the next `<`, empty where that is next. @throws Problem `xml-malformed` */
  readText(): string {
    if (this.isNext(lessThan)) return '';
    const end = this.#text.indexOf('<', this.#at);
    if (end < 0) throw this.malformed('an element that is not closed');
    return textValue(this.#upTo(end));
  }

  /** Reads an attribute value and its quotes. @throws Problem `xml-malformed` */
  readAttributeValue(): string {
    const quote = this.isNext(doubleQuote) ? doubleQuote : singleQuote;
    this.require(quote);
    const end = this.#text.indexOf(quote === doubleQuote ? '"' : "'", this.#at);
    if (end < 0) throw this.malformed('a quotation mark that is not closed');
    const value = attributeValue(this.#upTo(end));
    this.require(quote);
    return value;
  }

  #upTo(end: number): string {
    const slice = this.#text.slice(this.#at, end);
    this.#at = end;
    return slice;
  }

  malformed(what: string): Problem {
    return new Problem('xml-malformed', { actual: `${what} at character ${this.#at + 1}` });
  }
}
