import { type Answer, text, withHeaders } from '../../shared/http/answer.ts';
import { csvDocument } from '../../shared/http/csv.ts';
import type { Language } from '../../shared/http/language.ts';
import { redactAddresses, redactSignInName } from '../../shared/observability/redact.ts';
import { type LogEntry, type LogFilter, logFilters, logPage } from '../../shared/pages/setup/log-page.ts';
import { setupPage } from '../../shared/pages/setup/setup-answer.ts';
import { textsOf } from '../../shared/pages/text/texts.ts';
import { allProblems, type ProblemCode } from '../../shared/problems/problem.ts';
import type { SignedInFlow } from '../../shared/sign-in/flow.ts';
import type { RecordedRejection } from '../../shared/sign-in/log/rejection-log.ts';
import { fileParameter, pageParameter, pagePath, setupPath } from './addresses.ts';
import type { SetupDependencies } from './dependencies.ts';
import { layoutOf } from './layout.ts';
import type { SetupPageSession } from './session.ts';

/** How many entries one page has at most. */
const entriesAPage = 50;
/** How many the file has at most: what is kept is a few days of sign-ins. */
const entriesAFile = 1_000;

/** The sign-ins of the tenant and what was refused, newest first. People are masked. */
export async function showLog(deps: SetupDependencies, session: SetupPageSession): Promise<Answer> {
  const { location } = session;
  const { filter, after } = asked(session);
  const found = await entriesOf(deps, session, filter, after, entriesAPage + 1);
  const entries = found.slice(0, entriesAPage);
  const last = entries.at(-1);
  const hrefAt = (which: LogFilter, from?: LogEntry) =>
    setupPath(location, {
      [pageParameter]: 'log',
      show: which,
      ...(from === undefined ? {} : { before: String(from.at.getTime()), key: from.reference }),
    });
  const view = {
    entries,
    filter,
    hrefOf: (which: LogFilter) => hrefAt(which),
    olderHref: last !== undefined && found.length > entriesAPage ? hrefAt(filter, last) : undefined,
    newestHref: after === undefined ? undefined : hrefAt(filter),
    csvHref: setupPath(location, { [fileParameter]: 'sign-ins.csv', show: filter }),
    backHref: pagePath(location, 'done'),
  };
  return setupPage(200, logPage(layoutOf(session), view));
}

/** The same as a file. */
export async function sendLog(deps: SetupDependencies, session: SetupPageSession): Promise<Answer> {
  const { filter, after } = asked(session);
  const entries = await entriesOf(deps, session, filter, after, entriesAFile);
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

/** The last entry of the page before: several may share one millisecond, so its time alone says too little. */
type Place = Pick<LogEntry, 'at' | 'reference'>;

function asked({ request }: SetupPageSession): {
  readonly filter: LogFilter;
  readonly after: Place | undefined;
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

/** The newest `count` entries after a place in the list. Two requests for the refusals, one a page for the sign-ins. */
async function entriesOf(
  { signIns, refusalLog }: SetupDependencies,
  { tenant, request: { language, receivedAt } }: SetupPageSession,
  filter: LogFilter,
  after: Place | undefined,
  count: number,
): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  const isAfter = (entry: LogEntry) => after === undefined || newestFirst(after, entry) < 0;
  const before = new Date((after?.at ?? receivedAt).getTime() + 1);
  if (filter !== 'refused') {
    for await (const signIn of signIns.list(tenant, before)) {
      const entry = entryOfSignIn(signIn);
      const [last] = entries.slice(-1);
      // The index has those of one millisecond in no order that holds, so they are taken together.
      if (last !== undefined && entries.length >= count && entry.at < last.at) break;
      if (isAfter(entry)) entries.push(entry);
    }
  }
  if (filter !== 'signed-in') {
    const refused = await refusalLog.list(tenant.app, tenant, receivedAt);
    entries.push(...refused.map((each) => entryOfRefusal(each, language)).filter(isAfter));
  }
  return entries.sort(newestFirst).slice(0, count);
}

/** Below zero where `one` stands before `other`; of one millisecond, by the reference. */
function newestFirst(one: Place, other: Place): number {
  const newer = other.at.getTime() - one.at.getTime();
  return newer !== 0 ? newer : one.reference < other.reference ? -1 : Number(one.reference > other.reference);
}

function entryOfSignIn({ signedInAt, user, id }: SignedInFlow): LogEntry {
  return {
    at: signedInAt,
    person: redactSignInName(user.signInName),
    outcome: 'signed-in',
    reason: undefined,
    problem: undefined,
    reference: id,
  };
}

function entryOfRefusal({ at, problem, actual, reference }: RecordedRejection, language: Language): LogEntry {
  const problems = allProblems();
  const known = Object.hasOwn(problems, problem) ? (problem as ProblemCode) : undefined;
  const namesPerson = known !== undefined && problems[known].actualIsSignInName === true;
  const person = namesPerson && actual !== undefined ? redactSignInName(actual) : undefined;
  return {
    at,
    person,
    outcome: 'refused',
    reason: known === undefined ? redactAddresses(problem) : textsOf(language).problem(known).sentence,
    problem,
    reference,
  };
}
