import type { SignedInFlow } from '../../shared/flows/flow.ts';
import type { RecordedRefusal } from '../../shared/flows/refusal-log.ts';
import { type Answer, page, text, withHeaders } from '../../shared/http/answer.ts';
import { csvDocument } from '../../shared/http/csv.ts';
import { maskAddresses, maskSignInName } from '../../shared/http/mask-names.ts';
import { type LogEntry, type LogFilter, logFilters, logPage } from '../../shared/http/setup/log-page.ts';
import { setupPolicy } from '../../shared/http/setup/setup-style.ts';
import type { Language } from '../../shared/http/text/language.ts';
import { textsOf } from '../../shared/http/text/texts.ts';
import { allProblems, Problem, type ProblemCode } from '../../shared/saml/inbound/problem.ts';
import { fileParameter, pageParameter, pagePath, setupPath } from './addresses.ts';
import { frameOf } from './frame.ts';
import type { SetupPorts } from './ports.ts';
import type { SetupVisit } from './visit.ts';

/** How many entries one page has at most. */
const entriesAPage = 50;
/** How many the file has at most: what is kept is a few days of sign-ins. */
const entriesAFile = 1_000;

/** The sign-ins of the tenant and what was refused, newest first. People are masked. */
export async function showLog(ports: SetupPorts, visit: SetupVisit): Promise<Answer> {
  const { location, request } = visit;
  const { filter, before } = asked(visit);
  const found = await entriesOf(ports, visit, filter, before, entriesAPage + 1);
  const entries = found.slice(0, entriesAPage);
  const last = entries.at(-1);
  const hrefAt = (which: LogFilter, from?: Date) =>
    setupPath(location, {
      [pageParameter]: 'log',
      show: which,
      ...(from === undefined ? {} : { before: String(from.getTime()) }),
    });
  const view = {
    entries,
    filter,
    hrefOf: (which: LogFilter) => hrefAt(which),
    olderHref: last !== undefined && found.length > entriesAPage ? hrefAt(filter, last.at) : undefined,
    newestHref: before < request.receivedAt ? hrefAt(filter) : undefined,
    csvHref: setupPath(location, { [fileParameter]: 'sign-ins.csv', show: filter }),
    backHref: pagePath(location, 'done'),
  };
  return page(200, logPage(frameOf(visit), view), setupPolicy);
}

/** The same as a file. */
export async function sendLog(ports: SetupPorts, visit: SetupVisit): Promise<Answer> {
  const { filter, before } = asked(visit);
  const entries = await entriesOf(ports, visit, filter, before, entriesAFile);
  const rows = entries.map(({ at, person, outcome, problem, reason, reference }) => [
    at.toISOString(),
    person ?? '',
    outcome,
    problem ?? '',
    reason ?? '',
    reference,
  ]);
  const document = csvDocument([['time', 'person', 'outcome', 'problem', 'reason', 'reference'], ...rows]);
  const name = `sign-ins-${visit.location.site.app.id}-${visit.location.tenant}.csv`;
  return withHeaders(text(200, 'text/csv; charset=utf-8', document), {
    'content-disposition': `attachment; filename="${name}"`,
  });
}

function asked({ request }: SetupVisit): { readonly filter: LogFilter; readonly before: Date } {
  const query = new URLSearchParams(request.rawQuery);
  const before = query.get('before') ?? '';
  return {
    filter: logFilters.find((each) => each === query.get('show')) ?? 'all',
    before: /^\d{1,15}$/.test(before) ? new Date(Number(before)) : new Date(request.receivedAt.getTime() + 1),
  };
}

/** The newest `count` entries before a moment. One request for the refusals, one a page for the sign-ins. */
async function entriesOf(
  { signIns, refusalLog }: SetupPorts,
  { tenant: { app, id }, request: { language, receivedAt } }: SetupVisit,
  filter: LogFilter,
  before: Date,
  count: number,
): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  if (filter !== 'refused') {
    for await (const signIn of signIns.list(app, id, before)) {
      entries.push(entryOfSignIn(signIn));
      if (entries.length === count) break;
    }
  }
  if (filter !== 'signed-in') {
    const refused = await refusalLog.list(app, id, receivedAt);
    entries.push(...refused.filter(({ at }) => at < before).map((each) => entryOfRefusal(each, language)));
  }
  return entries.sort((one, other) => other.at.getTime() - one.at.getTime()).slice(0, count);
}

function entryOfSignIn({ signedInAt, user, id }: SignedInFlow): LogEntry {
  return {
    at: signedInAt,
    person: maskSignInName(user.signInName),
    outcome: 'signed-in',
    reason: undefined,
    problem: undefined,
    reference: id,
  };
}

function entryOfRefusal({ at, problem, actual, reference }: RecordedRefusal, language: Language): LogEntry {
  const isKnown = Object.hasOwn(allProblems(), problem);
  const known = isKnown ? new Problem(problem as ProblemCode) : undefined;
  const person = known?.kind.actualIsSignInName && actual !== undefined ? maskSignInName(actual) : undefined;
  return {
    at,
    person,
    outcome: 'refused',
    reason: known === undefined ? maskAddresses(problem) : textsOf(language).problem(known).sentence,
    problem,
    reference,
  };
}
