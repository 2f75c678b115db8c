import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { Markup } from './markup.ts';
import { textsOf } from './text/texts.ts';

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** A moment as people read it: `22 November 2025, 23:49:07 UTC`. The same on every machine and locale. */
function utcText(at: Date, language: Language): string {
  const { months, date: dateOf } = textsOf(language);
  const date = dateOf(at.getUTCDate(), months[at.getUTCMonth()] ?? '', at.getUTCFullYear());
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(twoDigits).join(':');
  return `${date}, ${time} UTC`;
}

/** The same in a `<time>` element, for machines too. `UTC` never stands alone on a line of its own. */
export function utcTime(at: Date, language: Language): Markup {
  return html`<time datetime="${at.toISOString()}">${utcText(at, language).replace(' UTC', '\u00a0UTC')}</time>`;
}
