import { html } from 'hono/html';
import type { Markup } from './markup.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** A moment as people read it: `22 November 2025, 23:49:07 UTC`. The same on every machine and locale. */
export function utcText(at: Date): string {
  const date = `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(twoDigits).join(':');
  return `${date}, ${time} UTC`;
}

/** The same in a `<time>` element, for machines too. `UTC` never stands alone on a line of its own. */
export function utcTime(at: Date): Markup {
  return html`<time datetime="${at.toISOString()}">${utcText(at).replace(' UTC', '\u00a0UTC')}</time>`;
}
