import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { Markup } from './markup.ts';
import { textsOf } from './text/texts.ts';

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** Returns a time as people read it: `22 November 2025, 23:49:07 UTC`. It depends on no locale of the machine. */
function utcText(at: Date, language: Language): string {
  const { months, date: dateOf } = textsOf(language);
  const date = dateOf(at.getUTCDate(), months[at.getUTCMonth()] ?? '', at.getUTCFullYear());
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(twoDigits).join(':');
  return `${date}, ${time} UTC`;
}

/** Returns a time in a `<time>` element. `UTC` never wraps onto the next line alone. */
export function utcTime(at: Date, language: Language): Markup {
  return html`<time datetime="${at.toISOString()}">${utcText(at, language).replace(' UTC', '\u00a0UTC')}</time>`;
}
