/** A piece of an article, in its order: a heading, a paragraph or list item, or a table. */
export type ArticleBlock =
  | { readonly kind: 'heading'; readonly text: string; readonly section: string }
  | { readonly kind: 'text'; readonly text: string; readonly section: string }
  | {
      readonly kind: 'table';
      readonly rows: readonly (readonly string[])[];
      readonly section: string;
    };

/*
 * `text` and cells are one line of plain text in which the marks that carry meaning stay as Markdown writes them:
 * `**label**`, code in backticks, and `[text](address)`. Placeholders such as `<tenant>` stand as they are read.
 * `section` is the last heading above.
 */

/** Returns `text` without its marks: labels and code as plain text, links as their text. */
export function withoutMarks(text: string): string {
  return text
    .replaceAll(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replaceAll('**', '')
    .replaceAll('`', '')
    .trim();
}

/** Returns the code spans of a text, without their backticks. */
export function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.trim());
}

/** A link of an article. */
export interface ArticleLink {
  readonly text: string;
  readonly href: string;
}

/** Returns the links of a text. */
export function linksIn(text: string): readonly ArticleLink[] {
  return [...text.matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, label = '', href = '']) => ({
    text: withoutMarks(label),
    href,
  }));
}
