import type { ImportRow, RowIssue } from '../../../shared/users/import/import-row.ts';
import { isIssue } from '../../../shared/users/import/import-row.ts';
import { usersOfRows } from '../../../shared/users/import/users-of-rows.ts';
import type { User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';
import { applyPlan, type RowOutcome } from './apply-plan.ts';
import { type Identities, identitiesOf } from './identities.ts';
import type { ImportCounts, ImportRun } from './import-run.ts';
import { planRow } from './plan.ts';
import { type RenameRow, renameRows } from './rename-rows.ts';

/** The result of an import. */
export interface ImportOutcome {
  readonly counts: ImportCounts;
  /** The first ones, in the order of the file. */
  readonly conflicts: readonly RowIssue[];
  readonly interrupted: boolean;
  /** The error that stopped the import early. */
  readonly fault?: unknown;
}

/** Rows per batch: the keys that one read of DynamoDB accepts. */
const batchSize = 100;
/** Concurrent writes. */
const writesAtOnce = 25;
const shownConflicts = 20;

/**
 * Imports rows into a tenant, batch by batch. Each batch costs one read, and one conditional write per person who
 * differs. Binding costs one more read of all people first, and three writes per person. Each person is written
 * atomically, and people who are already up to date are skipped: an import that stopped continues when it is run again.
 * An error is part of the outcome, with what was done before it.
 */
export async function runImport(
  context: CommandContext,
  rows: AsyncIterable<ImportRow | RowIssue>,
  run: ImportRun,
): Promise<ImportOutcome> {
  const work = new Work(context, run);
  try {
    const interrupted = await work.through(rows);
    return { counts: work.counts, conflicts: work.conflicts, interrupted };
  } catch (error) {
    return { counts: work.counts, conflicts: work.conflicts, interrupted: run.isInterrupted(), fault: error };
  }
}

class Work {
  readonly counts: ImportCounts = {
    ...{ read: 0, added: 0, changed: 0, renamed: 0, unchanged: 0 },
    ...{ leftInactive: 0, invalid: 0, conflicts: 0, deactivated: 0, sessionsEnded: 0 },
  };
  readonly conflicts: RowIssue[] = [];
  readonly #context: CommandContext;
  readonly #run: ImportRun;
  /** Rows whose person has another name here: they come last, when every other name is settled. */
  readonly #renames: RenameRow[] = [];
  readonly #seenObjectIds = new Set<string>();
  #identities: Identities | undefined;

  constructor(context: CommandContext, run: ImportRun) {
    this.#context = context;
    this.#run = run;
  }

  /** Imports all rows. Returns whether it was interrupted. */
  async through(rows: AsyncIterable<ImportRow | RowIssue>): Promise<boolean> {
    const { app, tenant, ids, rate, isInterrupted } = this.#run;
    if (ids !== undefined) {
      this.#identities = await rate.withRetries(() =>
        identitiesOf(this.#context, app, tenant, ids.directoryId),
      );
    }
    let batch: ImportRow[] = [];
    for await (const row of rows) {
      this.counts.read += 1;
      if (isIssue(row) || this.#isDoubled(row)) {
        this.counts.invalid += 1;
        continue;
      }
      batch.push(row);
      if (batch.length < batchSize) continue;
      await this.#doBatch(batch);
      batch = [];
      if (isInterrupted()) return true;
    }
    if (batch.length > 0) await this.#doBatch(batch);
    await renameRows(this.#context, this.#run, this.#renames, (row, done) => this.#count(row, done));
    return false;
  }

  /** Returns whether an earlier row has the same object id: only the first one is imported. */
  #isDoubled({ objectId }: ImportRow): boolean {
    if (this.#run.ids === undefined || objectId === undefined) return false;
    if (this.#seenObjectIds.has(objectId)) return true;
    this.#seenObjectIds.add(objectId);
    return false;
  }

  async #doBatch(batch: readonly ImportRow[]): Promise<void> {
    const { app, tenant, ids, rate, onProgress } = this.#run;
    // Three with an identity: its claim, the person, the binding.
    const writesOfOne = ids === undefined ? 1 : 3;
    const names = batch.map(({ signInName }) => signInName);
    const users = await rate.withRetries(() => this.#context.users.findEach(app, tenant, names));
    const userOf = usersOfRows(users);
    // Two rows with one name would race: the first in a batch wins.
    const distinct = new Map(batch.toReversed().map((row) => [row.key, row]));
    this.counts.invalid += batch.length - distinct.size;
    const rows = [...distinct.values()];
    for (let from = 0; from < rows.length; from += writesAtOnce) {
      const some = rows.slice(from, from + writesAtOnce);
      if (!this.#run.dryRun) await rate.before(some.length * writesOfOne);
      // Wait for all before throwing the error of one: the counts then match what was written.
      const settled = await Promise.allSettled(some.map((row) => this.#doRow(row, userOf(row))));
      for (const each of settled) if (each.status === 'rejected') throw each.reason;
    }
    onProgress(this.counts);
  }

  async #doRow(row: ImportRow, user: User | undefined): Promise<void> {
    const { objectId } = row;
    const holder = objectId === undefined ? undefined : this.#identities?.holderOf(objectId);
    const plan = planRow(row, user, holder, this.#run);
    if (plan.kind === 'rename') {
      this.#renames.push({ row, from: plan.from });
      return;
    }
    const done: RowOutcome = this.#run.dryRun
      ? {
          kind: plan.kind,
          ...(plan.kind === 'conflict' ? { message: plan.message } : {}),
          ...(plan.kind === 'change' && plan.change.active === false ? { isDeactivated: true } : {}),
        }
      : await applyPlan(this.#context, row, plan, this.#run);
    const { user: written } = done;
    if (objectId !== undefined && written !== undefined) this.#identities?.keep(objectId, written);
    this.#count(row, done);
  }

  #count({ line, signInName }: ImportRow, done: RowOutcome): void {
    this.counts[countOf[done.kind]] += 1;
    this.counts.sessionsEnded += done.sessionsEnded ?? 0;
    if (done.isDeactivated) this.counts.deactivated += 1;
    if (done.kind !== 'conflict' || this.conflicts.length >= shownConflicts) return;
    this.conflicts.push({
      line,
      message: done.message ?? `${signInName} was changed by someone else in the meantime.`,
    });
  }
}

const countOf = {
  add: 'added',
  change: 'changed',
  rename: 'renamed',
  same: 'unchanged',
  'left-inactive': 'leftInactive',
  conflict: 'conflicts',
} as const satisfies Record<RowOutcome['kind'], keyof ImportCounts>;
