import type { RecordedRejection } from '../../../../shared/sign-in/log/rejection-log.ts';
import { requirementPages } from '../requirements/requirement-pages.ts';
import type { CheckedRow } from './check-result.ts';
import type { SeenAnswer } from './gallery-browser.ts';
import { type CheckScene, type GalleryRow, isRestarted } from './gallery-rows.ts';
import { screenText } from './screen-text.ts';

/** One row that ran: what was seen, or why nothing was. */
export interface RanRow {
  readonly row: GalleryRow;
  readonly at: Date;
  readonly milliseconds: number;
  readonly seen: SeenAnswer | { readonly failure: string };
}

/** A reference that stands alone, not as a part of a GUID. */
const referencePattern = /(?<![\w-])([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})(?![\w-])/;

/** Returns the fields of a row that do not depend on what became of it. */
function fixedFields({ name, title, flow, expected, asks }: GalleryRow) {
  return {
    name,
    title,
    flow,
    expected,
    ...(asks === 'own' ? {} : { asks: requirementPages[asks].url }),
  };
}

/** Returns the result of a row that did not run. */
export function notRun(row: GalleryRow, verdict: 'skip' | 'fail', found: string): CheckedRow {
  return { ...fixedFields(row), outcome: 'not-run', verdict, found };
}

/**
 * Decides on a row. A refusal passes only for one of the reasons that the row names: a message that is refused for
 * another reason proves nothing about its own.
 * @param rejections What the stage recorded of the refusals of this run.
 */
export function judgeRow(
  scene: CheckScene,
  { row, at, milliseconds, seen }: RanRow,
  rejections: readonly RecordedRejection[],
): CheckedRow {
  const ran = { ...fixedFields(row), at: at.toISOString(), milliseconds };
  if ('failure' in seen) return { ...ran, outcome: 'no-answer', verdict: 'fail', found: seen.failure };
  const { status, page } = seen;
  const screen = screenText(page);
  const rejection = rejections.find(({ reference }) => screen.includes(reference));
  const reference = rejection?.reference ?? referencePattern.exec(screen)?.[1];
  const outcome = outcomeOf(scene, seen);
  const complaint = complaintAbout(scene, row, outcome, seen, rejection?.problem, reference);
  return {
    ...ran,
    outcome,
    verdict: complaint === undefined ? 'pass' : 'fail',
    found: complaint ?? foundOf(outcome, rejection?.problem),
    status,
    ...(rejection === undefined ? {} : { problem: rejection.problem }),
    ...(outcome === 'refused' && reference !== undefined ? { reference } : {}),
    ...(screen === '' ? {} : { screen }),
    ...(page === '' ? {} : { page }),
  };
}

function outcomeOf(scene: CheckScene, seen: SeenAnswer): 'signed-in' | 'refused' | 'restarted' {
  // A session cookie without a session is no refusal that a vendor may show.
  if (seen.session !== undefined || seen.hasSessionCookie) return 'signed-in';
  return isRestarted(scene, seen) ? 'restarted' : 'refused';
}

/** Returns what is wrong, as a sentence; undefined where the row did what it should. */
function complaintAbout(
  { subject, userId }: CheckScene,
  { expected, problems, isUnread }: GalleryRow,
  outcome: ReturnType<typeof outcomeOf>,
  { status, session }: SeenAnswer,
  problem: string | undefined,
  reference: string | undefined,
): string | undefined {
  if (expected !== outcome) {
    if (expected === 'signed-in') return `refused${reasonOf(problem)}, and must sign in (status ${status})`;
    return outcome === 'signed-in'
      ? 'signed in, and must be refused'
      : `${outcome}${reasonOf(problem)}, and must be ${expected} (status ${status})`;
  }
  if (expected === 'signed-in') {
    if (session === undefined) return 'a session cookie without a session';
    if (session.tenant !== subject.tenant.id) return 'signed in at another tenant';
    return userId === undefined || session.userId === userId ? undefined : 'signed in as another user';
  }
  if (expected === 'restarted') return undefined;
  // What cannot be read names no tenant in whose log it could stand: the page of a refusal has to do.
  if (isUnread === true && problem === undefined && reference !== undefined) return undefined;
  if (problem === undefined) return `refused without a reason in the log of the stage (status ${status})`;
  if ((problems as readonly string[]).includes(problem)) return undefined;
  return `refused for another reason: ${problem}, not ${problems.join(' or ')}`;
}

const reasonOf = (problem: string | undefined) => (problem === undefined ? '' : ` (${problem})`);

function foundOf(outcome: ReturnType<typeof outcomeOf>, problem: string | undefined): string {
  if (outcome === 'signed-in') return 'signed in';
  return outcome === 'restarted'
    ? 'refused: starts a sign-in of its own'
    : `refused: ${problem ?? 'unreadable'}`;
}
