import type { AppId, TenantId } from '../../../shared/apps/profile.ts';
import { signInNameKey, type User } from '../../../shared/users/user.ts';
import { newUserId } from '../../../shared/users/user-id.ts';
import type { Desk } from '../desk.ts';
import type { ImportRow, RowIssue } from './import-row.ts';
import { isIssue } from './import-row.ts';
import { type Plan, type PlanOptions, planRow } from './plan.ts';

/** What has become of the rows so far. */
export interface ImportCounts {
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  leftInactive: number;
  invalid: number;
  conflicts: number;
  /** Of the changed ones: people who were active and are not any more. Their sessions are over. */
  deactivated: number;
  sessionsEnded: number;
}

/** An import on its way. */
export interface ImportRun extends PlanOptions {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly dryRun: boolean;
  /** Told after every batch. */
  readonly onProgress: (counts: ImportCounts) => void;
  /** Asked before every batch. */
  readonly isInterrupted: () => boolean;
}

/** What came of an import. */
export interface ImportOutcome {
  readonly counts: ImportCounts;
  /** The first ones, in their order. */
  readonly conflicts: readonly RowIssue[];
  readonly interrupted: boolean;
}

/** As many keys as one read takes. */
const batchSize = 100;
const shownConflicts = 20;

/**
 * Brings the rows into a tenant, batch by batch: one read, then a conditional write each for those that differ.
 * Nobody is written half, and whoever has been written already is found the same: an import that stopped, for
 * whatever reason, goes on when it is begun again.
 */
export async function runImport(
  desk: Desk,
  rows: AsyncIterable<ImportRow | RowIssue>,
  run: ImportRun,
): Promise<ImportOutcome> {
  const counts: ImportCounts = {
    ...{ read: 0, added: 0, changed: 0, unchanged: 0 },
    ...{ leftInactive: 0, invalid: 0, conflicts: 0, deactivated: 0, sessionsEnded: 0 },
  };
  const conflicts: RowIssue[] = [];
  const work = async (batch: readonly ImportRow[]) => {
    await importBatch(desk, batch, run, counts, conflicts);
    run.onProgress(counts);
  };
  let batch: ImportRow[] = [];
  for await (const row of rows) {
    counts.read += 1;
    if (isIssue(row)) {
      counts.invalid += 1;
      continue;
    }
    batch.push(row);
    if (batch.length < batchSize) continue;
    await work(batch);
    batch = [];
    if (run.isInterrupted()) return { counts, conflicts, interrupted: true };
  }
  if (batch.length > 0) await work(batch);
  return { counts, conflicts, interrupted: false };
}

async function importBatch(
  desk: Desk,
  batch: readonly ImportRow[],
  run: ImportRun,
  counts: ImportCounts,
  conflicts: RowIssue[],
): Promise<void> {
  const names = batch.map(({ signInName }) => signInName);
  const users = await desk.users.findEach(run.app, run.tenant, names);
  const byKey = new Map(users.map((user) => [signInNameKey(user.signInName), user]));
  // Two lines of one name would race each other for it: the first of a batch wins.
  const distinct = new Map(batch.toReversed().map((row) => [row.key, row]));
  counts.invalid += batch.length - distinct.size;
  await Promise.all(
    [...distinct.values()].map(async (row) => {
      const plan = planRow(row, byKey.get(row.key), run);
      const done = run.dryRun ? plan.kind : await carryOut(desk, row, plan, run, counts);
      count(counts, done);
      if (done === 'change' && plan.kind === 'change' && plan.change.active === false)
        counts.deactivated += 1;
      if (done !== 'conflict' || conflicts.length >= shownConflicts) return;
      const message = plan.kind === 'conflict' ? plan.message : `${row.signInName} was changed meanwhile.`;
      conflicts.push({ line: row.line, message });
    }),
  );
}

/** What the plan came to: a user may have been changed by somebody else meanwhile. */
async function carryOut(
  desk: Desk,
  row: ImportRow,
  plan: Plan,
  run: ImportRun,
  counts: ImportCounts,
): Promise<Plan['kind']> {
  const now = desk.terminal.now();
  if (plan.kind === 'add') {
    return (await desk.users.add(newUser(row, plan, run, now))) ? 'add' : 'conflict';
  }
  if (plan.kind !== 'change') return plan.kind;
  const changed = await desk.users.update(plan.user, plan.change, now);
  if (changed === undefined) return 'conflict';
  if (plan.change.active === false) {
    counts.sessionsEnded += await desk.flows.signOutUser(run.app, run.tenant, changed.id);
  }
  return 'change';
}

function newUser(
  { signInName, displayName, active = true }: ImportRow,
  { identity }: Plan & { readonly kind: 'add' },
  { app, tenant }: ImportRun,
  now: Date,
): User {
  return {
    app,
    tenant,
    id: newUserId(),
    signInName,
    ...(displayName === undefined ? {} : { displayName }),
    active,
    ...(identity === undefined ? {} : { identity }),
    createdAt: now,
    updatedAt: now,
  };
}

function count(counts: ImportCounts, done: Plan['kind']): void {
  if (done === 'add') counts.added += 1;
  else if (done === 'change') counts.changed += 1;
  else if (done === 'same') counts.unchanged += 1;
  else if (done === 'left-inactive') counts.leftInactive += 1;
  else counts.conflicts += 1;
}
