import type { html } from 'hono/html';

/** Escaped markup, as `html` makes it; a string that is put into one is escaped. */
export type Markup = ReturnType<typeof html>;

/**
 * The text of a finished document.
 * @throws TypeError where something in it is still a promise, which no page of ours has.
 */
export function markupText(markup: Markup): string {
  if (markup instanceof Promise) throw new TypeError('a page waits for nothing');
  return markup.toString();
}
