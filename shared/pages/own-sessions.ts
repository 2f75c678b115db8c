import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { Markup } from './markup.ts';
import { textsOf } from './text/texts.ts';
import { utcTime } from './utc-time.ts';

/** One of a person's own sessions, by names of our own table and never by text of a header. */
export interface OwnSessionView {
  readonly browser?: string;
  readonly system?: string;
  readonly signedInAt: Date;
  /** Whether it is the session of the browser that asks. */
  readonly isThis: boolean;
}

/** How many sessions a page shows; more are counted. */
const shownSessions = 10;

/** Returns the rows of a page's facts that say where a person is signed in; none where the sessions are not known. */
export function ownSessionsMarkup(
  sessions: readonly OwnSessionView[] | undefined,
  language: Language,
): Markup | '' {
  if (sessions === undefined || sessions.length === 0) return '';
  const { ownSessions: texts } = textsOf(language);
  const more = sessions.length - shownSessions;
  return html`
<dt>${texts.label}</dt>${sessions.slice(0, shownSessions).map((each) => html`<dd>${row(each, language)}</dd>`)}${
    more > 0 ? html`<dd>${texts.more(more)}</dd>` : ''
  }`;
}

function row({ browser, system, signedInAt, isThis }: OwnSessionView, language: Language): Markup {
  const { ownSessions: texts } = textsOf(language);
  const name =
    browser !== undefined && system !== undefined
      ? texts.browser(browser, system)
      : (browser ?? system ?? texts.unknown);
  const since = texts.since(utcTime(signedInAt, language));
  return isThis ? html`<strong>${name}</strong>, ${since} (${texts.isThis})` : html`${name}, ${since}`;
}
