import { numbers } from './numbers.ts';
import { tables } from './tables.ts';

/** What stands between a marker and its end: `<!--clockSkew-->180 seconds<!--/-->`. */
const marked = /<!--([a-z][A-Za-z]*)-->((?:(?!<!--)[\s\S])*)<!--\/-->/g;

const begun = /<!--[a-z][A-Za-z]*-->/g;

/**
 * Returns `document` with every marked number, and every marked table, as the code has it now. Numbers stand within a
 * line; a table has blank lines around it.
 * @throws Error for a marker of an unknown name, one without an end, and a number at the start of a line, where
 *   Markdown would end the paragraph
 */
export function fillIn(document: string): string {
  const filled = document.replaceAll(marked, (_, name: string) => {
    if (Object.hasOwn(numbers, name)) return `<!--${name}-->${numbers[name as keyof typeof numbers]}<!--/-->`;
    if (Object.hasOwn(tables, name)) {
      return `<!--${name}-->\n\n${tables[name as keyof typeof tables]()}\n\n<!--/-->`;
    }
    throw new Error(`No number and no table is called ${name}`);
  });
  const markers = filled.match(begun)?.length ?? 0;
  const ends = filled.split('<!--/-->').length - 1;
  const pairs = namesIn(filled).length;
  if (markers !== pairs || ends !== pairs) throw new Error(`${markers} markers have ${ends} ends`);
  for (const [, name = ''] of filled.matchAll(/^[ >*-]*<!--([a-z][A-Za-z]*)-->/gm)) {
    if (Object.hasOwn(numbers, name)) throw new Error(`${name} stands at the start of a line`);
  }
  return filled;
}

/** The names that a document has markers of. */
export function namesIn(document: string): readonly string[] {
  return [...document.matchAll(marked)].map(([, name = '']) => name);
}
