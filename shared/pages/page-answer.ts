import { type Answer, html } from '../http/answer.ts';
import type { PageKind } from '../http/security-headers.ts';
import { styleHash } from './style.ts';

/** Returns the answer that shows a page. `markup` comes from `document` in `layout.ts`, which escapes strings. */
export function page(status: number, markup: string, kind: PageKind = 'page'): Answer {
  return html(status, markup, { kind, styleHash });
}
