import { Buffer } from 'node:buffer';
import { ParseOption, XmlC14NMode, XmlDocument, XmlElement, XmlError, XmlParseError } from 'libxml2-wasm';
import type { Canonicalisation } from '../../../shared/saml/inbound/canonical-xml.ts';

/** Nothing is fetched; a value that is no ID is no matter of well-formedness. */
const option = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_SKIP_IDS;

/** Hands `use` what libxml2 reads in `bytes`, or undefined where it finds no well-formed document. */
export function withLibxml2<Result>(
  bytes: Uint8Array,
  use: (document: XmlDocument | undefined) => Result,
): Result {
  const document = parse(bytes);
  try {
    return use(document);
  } finally {
    document?.dispose();
  }
}

function parse(bytes: Uint8Array): XmlDocument | undefined {
  try {
    return XmlDocument.fromBuffer(bytes, { option });
  } catch (error) {
    if (error instanceof XmlParseError) return undefined;
    throw error;
  }
}

/** The one element that `path` selects, or undefined. */
export function elementAt(
  document: XmlDocument,
  path: string,
  namespaces?: Record<string, string>,
): XmlElement | undefined {
  const node = document.get(path, namespaces);
  return node instanceof XmlElement ? node : undefined;
}

/** The canonical form of `apex` and all below it, or undefined where libxml2 says that there is none. */
export function canonicalByLibxml2(
  apex: XmlElement,
  { form, inclusivePrefixes = [] }: Omit<Canonicalisation, 'without'>,
): string | undefined {
  const chunks: Buffer[] = [];
  const handler = {
    write(chunk: Uint8Array): number {
      chunks.push(Buffer.from(chunk));
      return chunk.length;
    },
    close: () => true,
  };
  try {
    apex.canonicalize(
      handler,
      form === 'inclusive'
        ? { mode: XmlC14NMode.XML_C14N_1_0 }
        : {
            mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
            inclusiveNamespacePrefixes: inclusivePrefixes.map((prefix) =>
              prefix === '' ? '#default' : prefix,
            ),
          },
    );
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
  return Buffer.concat(chunks).toString('utf8');
}
