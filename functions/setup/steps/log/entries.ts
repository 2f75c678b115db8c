import type { Language } from '../../../../shared/http/language.ts';
import { redactAddresses, redactSignInName } from '../../../../shared/observability/redact.ts';
import { textsOf } from '../../../../shared/pages/text/texts.ts';
import { allProblems, type ProblemCode } from '../../../../shared/problems/problem.ts';
import type { SignedInFlow } from '../../../../shared/sign-in/flow.ts';
import type { RecordedRejection } from '../../../../shared/sign-in/log/rejection-log.ts';
import type { SetupPageSession } from '../../session.ts';
import type { StepDependencies } from '../step.ts';

/** Which entries are listed. */
export const logFilters = ['all', 'signed-in', 'refused'] as const;

/** One of {@link logFilters}. */
export type LogFilter = (typeof logFilters)[number];

/** One sign-in, or one refused sign-in, as the customer's administrator sees it. */
export interface LogEntry {
  readonly at: Date;
  /** Shortened, but enough to recognise a colleague. Undefined if the message named no person. */
  readonly person: string | undefined;
  readonly outcome: 'signed-in' | 'refused';
  /** Why it was refused, in the reader's language. Undefined for a sign-in. */
  readonly reason: string | undefined;
  /** The stable code of that reason. */
  readonly problem: string | undefined;
  /** The reference on the person's page, or the flow: the operator finds the details by it. */
  readonly reference: string;
}

/** The last entry of the page before. Several may share one millisecond, so the reference counts too. */
export type LogPosition = Pick<LogEntry, 'at' | 'reference'>;

/**
 * Returns the newest `limit` entries after a position. Two requests for refused sign-ins, and one for each page of
 * sign-ins.
 */
export async function listEntries(
  { tenant, language, request: { receivedAt } }: SetupPageSession,
  { signIns, rejectionLog }: Pick<StepDependencies, 'signIns' | 'rejectionLog'>,
  {
    filter,
    after,
    limit,
  }: { readonly filter: LogFilter; readonly after: LogPosition | undefined; readonly limit: number },
): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  const isAfter = (entry: LogEntry) => after === undefined || newestFirst(after, entry) < 0;
  const before = new Date((after?.at ?? receivedAt).getTime() + 1);
  if (filter !== 'refused') {
    for await (const signIn of signIns.list(tenant, before)) {
      const entry = entryOfSignIn(signIn);
      const [last] = entries.slice(-1);
      // The index has no stable order within one millisecond, so all of a millisecond are read.
      if (last !== undefined && entries.length >= limit && entry.at < last.at) break;
      if (isAfter(entry)) entries.push(entry);
    }
  }
  if (filter !== 'signed-in') {
    const refused = await rejectionLog.list(tenant.app, tenant, receivedAt);
    entries.push(...refused.map((each) => entryOfRejection(each, language)).filter(isAfter));
  }
  return entries.sort(newestFirst).slice(0, limit);
}

/** Negative if `one` comes before `other`: by time, then by reference. */
function newestFirst(one: LogPosition, other: LogPosition): number {
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

function entryOfRejection(
  { at, problem, actual, reference }: RecordedRejection,
  language: Language,
): LogEntry {
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
