import type { Language } from '../../../../shared/http/language.ts';
import { defined } from '../../../../shared/objects/defined.ts';
import { redactAddresses } from '../../../../shared/observability/redact.ts';
import { remedyText } from '../../../../shared/pages/text/remedy.ts';
import { textsOf } from '../../../../shared/pages/text/texts.ts';
import { allProblems, type ProblemCode } from '../../../../shared/problems/problem.ts';
import type { SignedInFlow } from '../../../../shared/sign-in/flow.ts';
import type { RecordedRejection } from '../../../../shared/sign-in/log/rejection-log.ts';
import type { SetupPageSession } from '../../session.ts';
import type { StepDependencies } from '../step.ts';
import { type LoggedPerson, loggedPerson } from './person.ts';
import type { Search, Searched } from './search.ts';

/** Which entries are listed. */
export const logFilters = ['all', 'signed-in', 'refused'] as const;

/** One of {@link logFilters}. */
export type LogFilter = (typeof logFilters)[number];

/** One sign-in, or one refused sign-in, as the customer's administrator sees it. */
export interface LogEntry {
  readonly at: Date;
  /** Undefined if the message named no person. */
  readonly person?: LoggedPerson;
  readonly outcome: 'signed-in' | 'refused';
  /** Undefined for a sign-in. */
  readonly refusal?: LoggedRefusal;
  /** The reference on the person's page, or the flow: the operator finds the details by it. */
  readonly reference: string;
}

/** Why a sign-in was refused, in the reader's language. */
export interface LoggedRefusal {
  /** Its stable code. */
  readonly problem: string;
  readonly reason: string;
  /** What to change, behind its place in Entra. Undefined for a code that this release does not know. */
  readonly remedy?: string;
  /** Of a message that the directory signed, with every address shortened. */
  readonly expected?: string;
  readonly received?: string;
}

/** The last entry of the page before. Several may share one millisecond, so the reference counts too. */
export type LogPosition = Pick<LogEntry, 'at' | 'reference'>;

/** Which entries to list. */
export interface LogQuery {
  readonly filter: LogFilter;
  /** Undefined: every entry. */
  readonly search: Search | undefined;
  readonly after: LogPosition | undefined;
  readonly limit: number;
}

/** The newest entries of a query. */
export interface FoundEntries {
  readonly entries: readonly LogEntry[];
  /** Where a search stopped because it had read `maximumSearched` sign-ins. Undefined: it read all. */
  readonly stoppedAt?: LogPosition;
}

/** How many sign-ins one request of a search reads at most. */
const maximumSearched = 1_000;

/**
 * Returns the newest `limit` entries after a position. Two requests for refused sign-ins, and one for each page of
 * sign-ins: a search reads twenty pages at most.
 */
export async function listEntries(
  session: SetupPageSession,
  deps: Pick<StepDependencies, 'signIns' | 'rejectionLog'>,
  query: LogQuery,
): Promise<FoundEntries> {
  const { filter, search, after, limit } = query;
  const isWanted = ({ entry, names }: StoredEntry) =>
    (after === undefined || newestFirst(after, entry) < 0) &&
    (search === undefined || search({ ...entry, names }));
  const signedIn: FoundEntries =
    filter === 'refused' ? { entries: [] } : await listSignIns(session, deps.signIns, query, isWanted);
  const { stoppedAt } = signedIn;
  const refused = filter === 'signed-in' ? [] : await listRefused(session, deps.rejectionLog, isWanted);
  const shown = [...signedIn.entries, ...refused]
    // What is older than the end of a stopped search comes with the sign-ins of its time, on the next page.
    .filter((entry) => stoppedAt === undefined || newestFirst(entry, stoppedAt) <= 0)
    .sort(newestFirst)
    .slice(0, limit);
  return { entries: shown, ...defined({ stoppedAt: shown.length < limit ? stoppedAt : undefined }) };
}

/** An entry, and what of it is searched and never shown. */
interface StoredEntry extends Pick<Searched, 'names'> {
  readonly entry: LogEntry;
}

async function listSignIns(
  { tenant, request: { receivedAt } }: SetupPageSession,
  signIns: StepDependencies['signIns'],
  { search, after, limit }: LogQuery,
  isWanted: (stored: StoredEntry) => boolean,
): Promise<FoundEntries> {
  const entries: LogEntry[] = [];
  let read = 0;
  let last: LogPosition | undefined;
  const before = new Date((after?.at ?? receivedAt).getTime() + 1);
  for await (const signIn of signIns.list(tenant, before)) {
    const isNextMoment = last !== undefined && signIn.signedInAt < last.at;
    // The index has no stable order within one millisecond, so all of a millisecond are read.
    if (isNextMoment && entries.length >= limit) break;
    if (isNextMoment && search !== undefined && read >= maximumSearched) {
      return { entries, ...defined({ stoppedAt: last }) };
    }
    const stored = entryOfSignIn(signIn);
    if (isWanted(stored)) entries.push(stored.entry);
    read += 1;
    last = last === undefined || newestFirst(last, stored.entry) < 0 ? stored.entry : last;
  }
  return { entries };
}

async function listRefused(
  { tenant, language, appName, request: { receivedAt } }: SetupPageSession,
  rejectionLog: Pick<StepDependencies['rejectionLog'], 'list'>,
  isWanted: (stored: StoredEntry) => boolean,
): Promise<readonly LogEntry[]> {
  const refused = await rejectionLog.list(tenant.app, tenant, receivedAt);
  return refused
    .map((each) => entryOfRejection(each, language, appName))
    .filter(isWanted)
    .map(({ entry }) => entry);
}

/** Negative if `one` comes before `other`: by time, then by reference. */
function newestFirst(one: LogPosition, other: LogPosition): number {
  const newer = other.at.getTime() - one.at.getTime();
  return newer !== 0 ? newer : one.reference < other.reference ? -1 : Number(one.reference > other.reference);
}

function entryOfSignIn({ signedInAt, user, id }: SignedInFlow): StoredEntry {
  return {
    names: [user.signInName, ...(user.displayName === undefined ? [] : [user.displayName])],
    entry: { at: signedInAt, person: loggedPerson(user.signInName), outcome: 'signed-in', reference: id },
  };
}

function entryOfRejection(rejected: RecordedRejection, language: Language, appName: string): StoredEntry {
  const { at, problem, actual, reference } = rejected;
  const problems = allProblems();
  const known = Object.hasOwn(problems, problem) ? (problem as ProblemCode) : undefined;
  const name = known !== undefined && problems[known].actualIsSignInName === true ? actual : undefined;
  const refusal: LoggedRefusal =
    known === undefined
      ? { problem, reason: redactAddresses(problem) }
      : {
          problem,
          reason: textsOf(language).problem(known).sentence,
          remedy: remedyText(known, language, appName),
          ...signedFacts(rejected, name),
        };
  return {
    names: name === undefined ? [] : [name],
    entry: {
      at,
      outcome: 'refused',
      refusal,
      reference,
      ...defined({ person: name === undefined ? undefined : loggedPerson(name) }),
    },
  };
}

/** Of an unsigned message, anyone may have written the values, so the page shows none. */
function signedFacts({ signed, expected, actual }: RecordedRejection, name: string | undefined) {
  if (!signed) return {};
  return defined({
    expected: expected && redactAddresses(expected),
    // A received name is the person of the entry.
    received: name === undefined && actual !== undefined ? redactAddresses(actual) : undefined,
  });
}
