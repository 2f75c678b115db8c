import type { ImportRow } from '../../../shared/users/import/import-row.ts';
import { signInNameKey, type User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';
import { applyPlan, type RowOutcome } from './apply-plan.ts';
import type { ImportRun } from './import-run.ts';
import { planRow } from './plan.ts';

/** A line whose object id is bound to the user of another name. */
export interface RenameRow {
  readonly row: ImportRow;
  /** The sign-in name that the user has here. */
  readonly from: string;
}

/** The signpost, the user under the new name, its claim, the signpost's end, and what else the line says. */
const writesOfARename = 5;

type Tell = (row: ImportRow, done: RowOutcome) => void;

/**
 * Renames the users of `renames` one after the other, round after round while any round renames somebody: a name that
 * one person gives up may be the next one's. What is left has exchanged names, or wants the name of somebody who is
 * not in the file: those lines are refused.
 */
export async function renameRows(
  context: CommandContext,
  run: ImportRun,
  renames: readonly RenameRow[],
  tell: Tell,
): Promise<void> {
  const given = new Set<string>();
  const rename = run.dryRun ? wouldRename : renameRow;
  let waiting = renames;
  while (waiting.length > 0) {
    const still: RenameRow[] = [];
    for (const each of waiting) {
      if (run.isInterrupted()) throw new Error('Interrupted.');
      const done = await rename(context, run, each, given);
      if (done === 'taken') still.push(each);
      else tell(each.row, done);
    }
    if (still.length === waiting.length) break;
    waiting = still;
  }
  for (const { row, from } of waiting) tell(row, { kind: 'conflict', message: takenBy(row, from) });
}

function takenBy({ signInName }: ImportRow, from: string): string {
  return `${from} cannot be renamed to ${signInName}: another user has that name. Rename that one first.`;
}

async function renameRow(
  context: CommandContext,
  run: ImportRun,
  { row, from }: RenameRow,
): Promise<RowOutcome | 'taken'> {
  const { app, tenant, rate, ids } = run;
  const user = await rate.withRetries(() => context.users.findBySignInName(app, tenant, from));
  if (user === undefined || !isBoundTo(user, row, ids?.directoryId)) return { kind: 'conflict' };
  await rate.before(writesOfARename);
  const renamed = await rate.withRetries(() =>
    context.users.rename(user, row.signInName, context.terminal.now()),
  );
  if (renamed === 'taken') return 'taken';
  if (typeof renamed === 'string') return { kind: 'conflict' };
  const plan = planRow(row, renamed, undefined, run);
  if (plan.kind === 'rename') return { kind: 'conflict' };
  const done = await applyPlan(context, row, plan, run);
  return done.kind === 'conflict' ? done : { ...done, kind: 'rename' };
}

/** What `renameRow` would come to. */
async function wouldRename(
  context: CommandContext,
  { app, tenant }: ImportRun,
  { row, from }: RenameRow,
  given: Set<string>,
): Promise<RowOutcome | 'taken'> {
  const inTheWay = await context.users.findBySignInName(app, tenant, row.signInName);
  if (inTheWay !== undefined && !given.has(row.key)) return 'taken';
  given.add(signInNameKey(from));
  return { kind: 'rename' };
}

function isBoundTo({ identity, renaming }: User, { objectId }: ImportRow, directoryId?: string): boolean {
  const bound = identity ?? renaming?.identity;
  return bound?.objectId === objectId && bound?.directoryId === directoryId;
}
