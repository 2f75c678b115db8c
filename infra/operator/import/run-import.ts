import { spellingKey } from '../../../shared/users/sign-in-name-spellings.ts';
import { signInNameKey, type User } from '../../../shared/users/user.ts';
import type { CommandContext } from '../command-context.ts';
import { applyPlan, type RowOutcome } from './apply-plan.ts';
import { type Identities, identitiesOf } from './identities.ts';
import type { ImportRow, RowIssue } from './import-row.ts';
import { isIssue } from './import-row.ts';
import type { ImportCounts, ImportRun } from './import-run.ts';
import { planRow } from './plan.ts';
import { type RenameRow, renameRows } from './rename-rows.ts';

/** What came of an import. */
export interface ImportOutcome {
  readonly counts: ImportCounts;
  /** The first ones, in their order. */
  readonly conflicts: readonly RowIssue[];
  readonly interrupted: boolean;
  /** What ended the import before its end. */
  readonly fault?: unknown;
}

/** As many keys as one read takes. */
const batchSize = 100;
/** As many writes as are under way at once. */
const writesAtOnce = 25;
const shownConflicts = 20;

/**
 * Brings the rows into a tenant, batch by batch: one read, then a conditional write each for those that differ; with a
 * directory one more read of everyone first, and three writes for whoever is bound. Each person is written whole or
 * not at all, and whoever has been written already is found the same: an import that stopped, for whatever reason,
 * goes on when it is begun again. A fault is part of the outcome, with what was done before it.
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
  /** Lines whose person stands under another name: they come last, when every other name is settled. */
  readonly #renames: RenameRow[] = [];
  readonly #seenObjectIds = new Set<string>();
  #identities: Identities | undefined;

  constructor(context: CommandContext, run: ImportRun) {
    this.#context = context;
    this.#run = run;
  }

  /** Whether it was interrupted. */
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

  /** A second line of one object id: the first is the one that is taken. */
  #isDoubled({ objectId }: ImportRow): boolean {
    if (this.#run.ids === undefined || objectId === undefined) return false;
    if (this.#seenObjectIds.has(objectId)) return true;
    this.#seenObjectIds.add(objectId);
    return false;
  }

  async #doBatch(batch: readonly ImportRow[]): Promise<void> {
    const { app, tenant, ids, rate, onProgress } = this.#run;
    // A claim on the identity, the person, the binding.
    const writesOfOne = ids === undefined ? 1 : 3;
    const names = batch.map(({ signInName }) => signInName);
    const users = await rate.withRetries(() => this.#context.users.findEach(app, tenant, names));
    const byKey = new Map(users.map((user) => [signInNameKey(user.signInName), user]));
    // An earlier release could add both spellings of an internationalized domain: the one of the file counts.
    const bySpelling = new Map(users.map((user) => [spellingKey(user.signInName), user]));
    const userOf = (row: ImportRow) => bySpelling.get(spellingKey(row.signInName)) ?? byKey.get(row.key);
    // Two lines of one name would race each other for it: the first of a batch wins.
    const distinct = new Map(batch.toReversed().map((row) => [row.key, row]));
    this.counts.invalid += batch.length - distinct.size;
    const rows = [...distinct.values()];
    for (let from = 0; from < rows.length; from += writesAtOnce) {
      const some = rows.slice(from, from + writesAtOnce);
      if (!this.#run.dryRun) await rate.before(some.length * writesOfOne);
      // All of them come to an end before a fault of one is looked at: what was counted was done.
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
    this.conflicts.push({ line, message: done.message ?? `${signInName} was changed meanwhile.` });
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
