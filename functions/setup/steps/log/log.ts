import { html } from 'hono/html';
import { visibleText } from '../../../../shared/apps/visible-text.ts';
import { type Answer, text, withHeaders } from '../../../../shared/http/answer.ts';
import { csvDocument } from '../../../../shared/http/csv.ts';
import { defaultLanguage, type Language } from '../../../../shared/http/language.ts';
import type { Markup } from '../../../../shared/pages/markup.ts';
import { setupTextsOf } from '../../../../shared/pages/text/setup-texts.ts';
import { textsOf } from '../../../../shared/pages/text/texts.ts';
import { utcTime } from '../../../../shared/pages/utc-time.ts';
import { pagePath, setupPath } from '../../addresses.ts';
import { stepPage } from '../../layout.ts';
import type { SetupPageSession } from '../../session.ts';
import type { StepDependencies } from '../step.ts';
import { type LogEntry, type LoggedRefusal, listEntries, logFilters } from './entries.ts';
import { maximumSearchLength } from './search.ts';
import {
  csvHref,
  findParameter,
  logHref,
  queryOf,
  readShown,
  type ShownEntries,
  withoutPosition,
} from './shown-entries.ts';

/** The maximum number of entries on one page. */
const entriesPerPage = 50;
/** The maximum number of entries in the file. Sign-ins are kept for a few days only. */
const entriesPerFile = 1_000;

/** Shows the tenant's sign-ins and refused sign-ins, newest first. Names are shortened. */
export async function showLog(session: SetupPageSession, deps: StepDependencies): Promise<Answer> {
  const { location, language } = session;
  const { log: texts } = setupTextsOf(language);
  const shown = readShown(session);
  const { entries: found, stoppedAt } = await listEntries(session, deps, queryOf(shown, entriesPerPage + 1));
  const entries = found.slice(0, entriesPerPage);
  const last = found.length > entriesPerPage ? entries.at(-1) : stoppedAt;
  const newest = withoutPosition(shown);
  return stepPage(session, {
    title: texts.heading,
    stage: html`<h2>${texts.heading}</h2>
<p>${texts.intro}</p>
${searchForm(session, newest)}
<nav aria-label="${texts.show}"><ul class="filters">
${logFilters.map((each) => html`<li><a href="${logHref(session, { ...newest, filter: each })}"${each === shown.filter ? html` aria-current="true"` : ''}>${texts.filters[each]}</a></li>`)}
</ul></nav>
${shown.find === '' ? '' : html`<p class="note">${texts.searchedFor(html`<bdi>${visibleText(shown.find)}</bdi>`)} <a href="${logHref(session, { ...newest, find: '' })}">${texts.showAll}</a></p>`}
${entries.length === 0 ? html`<p class="note">${shown.find === '' ? texts.nothing : stoppedAt === undefined ? texts.notFound : texts.notFoundYet}</p>` : entryList(session, entries)}
<div class="row">
${shown.after === undefined ? '' : html`<a class="button plain" href="${logHref(session, newest)}">${texts.newest}</a>`}
${last === undefined ? '' : html`<a class="button plain" href="${logHref(session, { ...shown, after: last })}">${texts.older}</a>`}
<a href="${csvHref(session, newest)}" download>${texts.csv}</a>
<a href="${pagePath(location, 'done')}">${texts.back}</a>
</div>`,
  });
}

/** The search keeps the filter. A form by GET replaces the query, so every parameter is a field of it. */
function searchForm(session: SetupPageSession, { filter, find }: ShownEntries): Markup {
  const { log: texts } = setupTextsOf(session.language);
  const carried = new URL(logHref(session, { filter, find: '', after: undefined }), 'https://localhost')
    .searchParams;
  return html`<form class="search" method="get" action="${setupPath(session.location).split('?')[0] ?? ''}" role="search">
${[...carried].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="find">${texts.find}</label>
<p class="help" id="find-help">${texts.findHelp}</p>
<input type="text" id="find" name="${findParameter}" value="${find}" maxlength="${maximumSearchLength}" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="find-help">
<button class="button plain" type="submit">${texts.search}</button>
</form>`;
}

function entryList({ language }: SetupPageSession, entries: readonly LogEntry[]): Markup {
  const { log: texts } = setupTextsOf(language);
  return html`<ol class="log">
${entries.map(
  ({ at, person, outcome, refusal, reference }) => html`<li class="${outcome}">
<p><strong>${texts.outcomes[outcome]}</strong> ${person === undefined ? '' : html`<bdi>${visibleText(person.shortName)}</bdi> <code>${person.mark}</code>`}</p>
${refusal === undefined ? '' : whyRefused(refusal, language)}
<p class="help">${utcTime(at, language)} · ${texts.reference} <code>${reference}</code></p>
</li>`,
)}
</ol>`;
}

/** The values are those of the log, in English. */
function whyRefused({ reason, remedy, expected, received }: LoggedRefusal, language: Language): Markup {
  const { problemPage: texts } = textsOf(language);
  const value = (term: string, text: string | undefined) =>
    text === undefined
      ? ''
      : html`<dt>${term}</dt><dd><code${language === defaultLanguage ? '' : html` lang="en"`}>${visibleText(text)}</code></dd>`;
  return html`<p>${reason}</p>
<dl>
${remedy === undefined ? '' : html`<dt>${texts.whatToDo}</dt><dd>${remedy}</dd>`}
${value(texts.expected, expected)}
${value(texts.received, received)}
</dl>`;
}

/** Returns the same list as a CSV file. Its column names are English in every language. */
export async function sendLog(session: SetupPageSession, deps: StepDependencies): Promise<Answer> {
  const { entries } = await listEntries(session, deps, queryOf(readShown(session), entriesPerFile));
  const rows = entries.map(({ at, person, outcome, refusal, reference }) => [
    at.toISOString(),
    person?.shortName ?? '',
    outcome,
    refusal?.problem ?? '',
    refusal?.reason ?? '',
    reference,
    person?.mark ?? '',
    refusal?.remedy ?? '',
    refusal?.expected ?? '',
    refusal?.received ?? '',
  ]);
  const document = csvDocument([columns, ...rows]);
  const name = `sign-ins-${session.location.site.app.id}-${session.location.tenant}.csv`;
  return withHeaders(text(200, 'text/csv; charset=utf-8', document), {
    'content-disposition': `attachment; filename="${name}"`,
  });
}

/** New ones come last, so that a spreadsheet by column number goes on working. */
const columns = [
  'time',
  'person',
  'outcome',
  'problem',
  'reason',
  'reference',
  'mark',
  'remedy',
  'expected',
  'received',
];
