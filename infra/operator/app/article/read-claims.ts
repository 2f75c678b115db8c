import { type ArticleBlock, withoutMarks } from './article-block.ts';

/** A claim that the application asks for beyond Entra's defaults. */
export interface ArticleClaim {
  readonly name: string;
  /** What Entra sends in it: `user.mail`. Empty where the article names none. */
  readonly source: string;
  readonly namespace?: string;
}

/** Reads the tables "Name | Source attribute", in any order of columns, each claim once. */
export function readClaims(blocks: readonly ArticleBlock[]): readonly ArticleClaim[] {
  const claims = blocks.flatMap((block) => (block.kind === 'table' ? claimsIn(block.rows) : []));
  return claims.filter(({ name }, index) => claims.findIndex((each) => each.name === name) === index);
}

function claimsIn([head = [], ...rows]: readonly (readonly string[])[]): readonly ArticleClaim[] {
  const column = (pattern: RegExp) => head.findIndex((cell) => pattern.test(withoutMarks(cell)));
  const name = column(/^(?:(?:attribute|claim) )?name$|^claim$/i);
  const source = column(/^source(?: ?attribute)?s?$|^(?:attribute )?value$/i);
  const namespace = column(/^name ?space$/i);
  if (name < 0 || source < 0) return [];
  return rows.flatMap((row) => {
    const cell = (index: number) => withoutMarks(row[index] ?? '');
    if (cell(name) === '') return [];
    return [
      {
        name: cell(name),
        source: cell(source),
        ...(namespace >= 0 && cell(namespace) !== '' ? { namespace: cell(namespace) } : {}),
      },
    ];
  });
}

/**
 * Returns what Entra is to send as Name ID, where the article changes it: "expects **nameidentifier** to be mapped with
 * **user.mail**", or a row of a table. Undefined where it stays the user principal name.
 */
export function readNameId(blocks: readonly ArticleBlock[]): string | undefined {
  const row = blocks.flatMap((block) => (block.kind === 'table' ? claimsIn(block.rows) : [])).find(isNameId);
  if (row !== undefined) return row.source;
  const sentence =
    /\bexpects (?:nameidentifier|this|the (?:unique user identifier|name ?id)) to be mapped with (?:the user's )?([\w.]+\w)/i;
  for (const block of blocks) {
    const [, source] = block.kind === 'text' ? (sentence.exec(withoutMarks(block.text)) ?? []) : [];
    if (source !== undefined) return source.startsWith('user.') ? source : `user.${source}`;
  }
  return undefined;
}

/** Claims that identify a person, under the names that articles use for Entra's Name ID. */
export function isNameId({ name }: ArticleClaim): boolean {
  return /^(?:unique user identifier|name ?id(?:entifier)?|user ?identifier)$/i.test(name);
}
