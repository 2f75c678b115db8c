import { type Answer, html } from '../../http/answer.ts';
import { setupStyleHash } from './setup-style.ts';

/** Returns the answer that shows a page of the set-up, which has a style sheet and scripts of its own. */
export function setupPage(status: number, markup: string): Answer {
  return html(status, markup, { kind: 'page-with-script', styleHash: setupStyleHash });
}
