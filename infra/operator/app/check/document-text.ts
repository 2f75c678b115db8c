import {
  findNodeAtLocation,
  getNodeValue,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';

/** A fault of a document, with its place. Lines count from 1. */
export interface DocumentFault {
  readonly line?: number;
  /** The field, as `urls.replyUrls.0`; undefined where the text is no JSON. */
  readonly field?: string;
  readonly message: string;
}

/** The text of a document, as JSON with places. */
export interface DocumentText {
  readonly content: unknown;
  /** Why the text is no JSON; empty where it is. */
  readonly faults: readonly DocumentFault[];
  /** Returns the line of a field, or of the innermost part around it that the document has. */
  lineOf(field: string): number;
}

/** Reads JSON and remembers where each field stands. Never throws. */
export function readDocumentText(text: string): DocumentText {
  const errors: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), errors, {
    allowTrailingComma: false,
    disallowComments: true,
  });
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  return {
    content: tree === undefined ? undefined : getNodeValue(tree),
    faults: errors.slice(0, 1).map(({ error, offset }) => ({
      line: lineAt(offset),
      message: `is no JSON here: ${wordsOf(printParseErrorCode(error))}`,
    })),
    lineOf(field) {
      const path = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
      for (let length = path.length; tree !== undefined && length > 0; length -= 1) {
        const node = findNodeAtLocation(tree, path.slice(0, length));
        if (node !== undefined) return lineAt(node.offset);
      }
      return 1;
    },
  };
}

/** `CommaExpected` → "comma expected". */
function wordsOf(code: string): string {
  return code.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
