import type { html } from 'hono/html';

/** Escaped markup from `html`, which escapes every string that it inserts. */
export type Markup = ReturnType<typeof html>;

/**
 * Returns the text of markup.
 * @throws TypeError if a part of it is a promise, which no page has
 */
export function markupText(markup: Markup): string {
  if (markup instanceof Promise) throw new TypeError('a page has no promises in it');
  return markup.toString();
}
