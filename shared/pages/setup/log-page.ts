import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { setupTextsOf } from '../text/setup-texts.ts';
import { utcTime } from '../utc-time.ts';
import { type SetupLayout, setupLayout } from './setup-layout.ts';

/** Which entries are shown. */
export const logFilters = ['all', 'signed-in', 'refused'] as const;

/** One of {@link logFilters}. */
export type LogFilter = (typeof logFilters)[number];

/** One sign-in, or one refusal of one, as an administrator of the customer sees it. */
export interface LogEntry {
  readonly at: Date;
  /** Masked: enough to know one's own people by. Undefined where nobody was named. */
  readonly person: string | undefined;
  readonly outcome: 'signed-in' | 'refused';
  /** Why it was refused, in the reader's language; undefined of a sign-in. */
  readonly reason: string | undefined;
  /** The stable code of that reason. */
  readonly problem: string | undefined;
  /** What the person's page said, or the flow: the operator finds its whole course by it. */
  readonly reference: string;
}

/** What the page shows. */
export interface LogView {
  /** Newest first. */
  readonly entries: readonly LogEntry[];
  readonly filter: LogFilter;
  /** A path of ours for each filter. */
  readonly hrefOf: (filter: LogFilter) => string;
  /** Undefined where there is nothing older. */
  readonly olderHref: string | undefined;
  /** Undefined on the newest page. */
  readonly newestHref: string | undefined;
  readonly csvHref: string;
  readonly backHref: string;
}

/** The sign-ins of the tenant, and what was refused: people masked, one page at a time. */
export function logPage(frame: SetupLayout, view: LogView): string {
  const { language } = frame;
  const { log: texts } = setupTextsOf(language);
  const { entries, filter, hrefOf, olderHref, newestHref, csvHref, backHref } = view;
  return setupLayout(frame, {
    title: texts.heading,
    stage: html`<h2>${texts.heading}</h2>
<p>${texts.intro}</p>
<nav aria-label="${texts.show}"><ul class="filters">
${logFilters.map((each) => html`<li><a href="${hrefOf(each)}"${each === filter ? html` aria-current="true"` : ''}>${texts.filters[each]}</a></li>`)}
</ul></nav>
${entries.length === 0 ? html`<p class="note">${texts.nothing}</p>` : entryList(frame, entries)}
<div class="row">
${newestHref === undefined ? '' : html`<a class="button plain" href="${newestHref}">${texts.newest}</a>`}
${olderHref === undefined ? '' : html`<a class="button plain" href="${olderHref}">${texts.older}</a>`}
<a href="${csvHref}" download>${texts.csv}</a>
<a href="${backHref}">${texts.back}</a>
</div>`,
  });
}

function entryList({ language }: SetupLayout, entries: readonly LogEntry[]): Markup {
  const { log: texts } = setupTextsOf(language);
  return html`<ol class="log">
${entries.map(
  ({ at, person, outcome, reason, reference }) => html`<li class="${outcome}">
<p><strong>${texts.outcomes[outcome]}</strong> ${person === undefined ? '' : html`<bdi>${person}</bdi>`}</p>
${reason === undefined ? '' : html`<p>${reason}</p>`}
<p class="help">${utcTime(at, language)} · ${texts.reference} <code>${reference}</code></p>
</li>`,
)}
</ol>`;
}
