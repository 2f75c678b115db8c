import { html } from 'hono/html';
import { type Answer, text, withHeaders } from '../../../../shared/http/answer.ts';
import { csvDocument } from '../../../../shared/http/csv.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { utcTime } from '../../../../shared/pages/utc-time.ts';
import { fileParameter, pageParameter, pagePath, setupPath } from '../../addresses.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';
import type { StepDependencies } from '../step.ts';
import { type LogEntry, type LogFilter, type LogPosition, listEntries, logFilters } from './entries.ts';

/** The maximum number of entries on one page. */
const entriesPerPage = 50;
/** The maximum number of entries in the file. Sign-ins are kept for a few days only. */
const entriesPerFile = 1_000;

/** Shows the tenant's sign-ins and refused sign-ins, newest first. Names are shortened. */
export async function showLog(session: SetupPageSession, deps: StepDependencies): Promise<Answer> {
  const { location, language } = session;
  const { log: texts } = setupTextsOf(language);
  const { filter, after } = readQuery(session);
  const found = await listEntries(session, deps, { filter, after, limit: entriesPerPage + 1 });
  const entries = found.slice(0, entriesPerPage);
  const last = found.length > entriesPerPage ? entries.at(-1) : undefined;
  const hrefOf = (show: LogFilter, position?: LogPosition) =>
    setupPath(location, {
      [pageParameter]: 'log',
      show,
      ...(position === undefined ? {} : { before: String(position.at.getTime()), key: position.reference }),
    });
  const csvHref = setupPath(location, { [fileParameter]: 'sign-ins.csv', show: filter });
  return stepPage(session, {
    title: texts.heading,
    stage: html`<h2>${texts.heading}</h2>
<p>${texts.intro}</p>
<nav aria-label="${texts.show}"><ul class="filters">
${logFilters.map((each) => html`<li><a href="${hrefOf(each)}"${each === filter ? html` aria-current="true"` : ''}>${texts.filters[each]}</a></li>`)}
</ul></nav>
${entries.length === 0 ? html`<p class="note">${texts.nothing}</p>` : entryList(session, entries)}
<div class="row">
${after === undefined ? '' : html`<a class="button plain" href="${hrefOf(filter)}">${texts.newest}</a>`}
${last === undefined ? '' : html`<a class="button plain" href="${hrefOf(filter, last)}">${texts.older}</a>`}
<a href="${csvHref}" download>${texts.csv}</a>
<a href="${pagePath(location, 'done')}">${texts.back}</a>
</div>`,
  });
}

function entryList({ language }: SetupPageSession, entries: readonly LogEntry[]): Markup {
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

/** Returns the same list as a CSV file. Its column names are English in every language. */
export async function sendLog(session: SetupPageSession, deps: StepDependencies): Promise<Answer> {
  const entries = await listEntries(session, deps, { ...readQuery(session), limit: entriesPerFile });
  const rows = entries.map(({ at, person, outcome, problem, reason, reference }) => [
    at.toISOString(),
    person ?? '',
    outcome,
    problem ?? '',
    reason ?? '',
    reference,
  ]);
  const document = csvDocument([['time', 'person', 'outcome', 'problem', 'reason', 'reference'], ...rows]);
  const name = `sign-ins-${session.location.site.app.id}-${session.location.tenant}.csv`;
  return withHeaders(text(200, 'text/csv; charset=utf-8', document), {
    'content-disposition': `attachment; filename="${name}"`,
  });
}

function readQuery({ request }: SetupPageSession): {
  readonly filter: LogFilter;
  readonly after: LogPosition | undefined;
} {
  const query = new URLSearchParams(request.rawQuery);
  const before = query.get('before') ?? '';
  return {
    filter: logFilters.find((each) => each === query.get('show')) ?? 'all',
    after: /^\d{1,15}$/.test(before)
      ? { at: new Date(Number(before)), reference: query.get('key') ?? '' }
      : undefined,
  };
}
