import type { AppProfile } from '../../../shared/apps/profile.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { type ImportRow, isIssue, type RowIssue } from '../../../shared/users/import/import-row.ts';
import type { DirectoryIdentity, User } from '../../../shared/users/user.ts';
import { IdentityTaken } from '../../../shared/users/user-store.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, type CommandResult, indented, quoted } from '../command-result.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import { type IdReading, idReadingOf, objectIdsOf, withoutIds } from '../import/id-reading.ts';
import { identitiesOf, isUnderOtherName } from '../import/identities.ts';
import { issuesText } from '../import/import-report.ts';
import { rowsOf, surveyFile } from '../import/read-users-file.ts';
import { adaptiveWriteRate, initialWritesPerSecond, type WriteRate } from '../import/write-rate.ts';
import { OperatorError } from '../operator-error.ts';
import { progressOf } from '../progress.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';

/** The options of `user rebind --from`. */
export interface RebindList extends DestroyOptions {
  readonly from: string;
  /** By default the directory of the tenant's issuer. */
  readonly directoryId?: string;
  /** For a tenant with an identity claim: the header of the column with its values. */
  readonly identityColumn?: string;
}

interface Relinking {
  readonly context: CommandContext;
  readonly app: AppProfile;
  readonly tenant: TenantId;
  readonly ids: IdReading;
  readonly dryRun: boolean;
  readonly rate: WriteRate;
  /** The lines of the list. */
  readonly total: number;
}

/** The writes per person: the claim on the new identity, the user, the end of the old claim. */
const writesOfOne = 3;
const shownConflicts = 20;

/**
 * Binds all people in a list to their object ids in the customer's new directory (`user rebind --from`). It reads the
 * whole list before it writes. It reports lines with an unknown person, or an object id that is bound to another
 * person. After an interruption the same command continues.
 */
export async function rebindFrom(
  context: CommandContext,
  app: AppProfile,
  tenant: TenantId,
  list: RebindList,
): Promise<CommandResult> {
  const ids = await idsOf(context, app, tenant, list);
  const { from, dryRun = false } = list;
  const survey = await surveyFile(context.terminal, from, ids);
  if (survey.issueCount === 0 && !survey.hasIds) throw withoutIds(from, ids);
  if (survey.issueCount > 0) {
    throw new OperatorError(
      'import-refused',
      `${from}: ${survey.issueCount} lines are invalid. Nothing was written.`,
      [...issuesText(survey.issues, survey.issueCount)],
    );
  }
  if (!dryRun) {
    await confirm(context, list, {
      effect: `This binds ${survey.rows} people of the ${titleOf({ app: app.id, id: tenant })} to ${whereOf(ids)} and ends their sessions.`,
      word: tenant,
      command: `user rebind ${app.id} ${tenant} ${optionsText(list)}`,
    });
  }
  const interruption = context.terminal.watchInterruption();
  const rate = adaptiveWriteRate(
    context.terminal,
    context.isLocal ? Number.POSITIVE_INFINITY : initialWritesPerSecond,
    interruption.isInterrupted,
  );
  try {
    return await relink(
      { context, app, tenant, ids, dryRun, rate, total: survey.rows },
      list,
      interruption.isInterrupted,
    );
  } finally {
    interruption.end();
  }
}

async function idsOf(
  context: CommandContext,
  app: AppProfile,
  tenant: TenantId,
  list: RebindList,
): Promise<IdReading> {
  if (list.directoryId !== undefined) return objectIdsOf(list.directoryId);
  const { connection } = await findTenant(context, { app: app.id, id: tenant });
  return idReadingOf(context, { app, id: tenant, connection }, list.identityColumn);
}

function whereOf({ kind, label, directoryId }: IdReading): string {
  return kind === 'claim' ? `their values of ${label}` : `the directory ${directoryId}`;
}

function optionsText({ from, directoryId, identityColumn }: RebindList): string {
  return [
    `--from ${quoted(from)}`,
    ...(directoryId === undefined ? [] : [`--directory-id ${directoryId}`]),
    ...(identityColumn === undefined ? [] : [`--identity-column ${quoted(identityColumn)}`]),
  ].join(' ');
}

async function relink(
  relinking: Relinking,
  list: RebindList,
  isInterrupted: () => boolean,
): Promise<CommandResult> {
  const { context, app, tenant, ids, dryRun, total } = relinking;
  const { directoryId, label } = ids;
  const identities = await identitiesOf(context, app.id, tenant, directoryId);
  const counts = { rebound: 0, unchanged: 0, conflicts: 0, sessionsEnded: 0 };
  const conflicts: RowIssue[] = [];
  const progress = progressOf(context.terminal, { what: 'people', total, isSilent: context.json });
  let read = 0;
  const again = context.commandLine(`user rebind ${app.id} ${tenant} ${optionsText(list)}`);
  for await (const row of rowsOf(context.terminal, list.from, ids)) {
    if (isIssue(row)) continue;
    read += 1;
    progress.at(read);
    const holder = row.objectId === undefined ? undefined : identities.holderOf(row.objectId);
    const done = isUnderOtherName(holder, row.key)
      ? `${label} ${row.objectId} already belongs to ${holder.signInName}.`
      : await relinkOne(relinking, row);
    if (typeof done === 'number') {
      counts.rebound += 1;
      counts.sessionsEnded += done;
    } else if (done === 'same') counts.unchanged += 1;
    else {
      counts.conflicts += 1;
      if (conflicts.length < shownConflicts) conflicts.push({ line: row.line, message: done });
    }
    if (isInterrupted()) {
      throw new OperatorError('interrupted', `Interrupted after ${counts.rebound} people.`, [
        `To continue: ${again}`,
      ]);
    }
  }
  progress.clear();
  const lines = [
    [String(counts.rebound), dryRun ? 'to be bound' : 'bound'],
    [String(counts.unchanged), 'unchanged'],
    ...(counts.conflicts === 0 ? [] : [[String(counts.conflicts), 'not changed, see below']]),
    ...(counts.sessionsEnded === 0 ? [] : [[String(counts.sessionsEnded), 'sessions ended']]),
  ];
  return {
    text: [
      `${titleOf({ app: app.id, id: tenant })}, ${ids.kind === 'claim' ? `identity claim ${label}` : `directory ${directoryId}`}:`,
      indented(aligned(lines)),
      ...(conflicts.length === 0 ? [] : ['', ...issuesText(conflicts, counts.conflicts)]),
      ...(dryRun ? ['', 'Nothing was written (--dry-run).'] : []),
    ].join('\n'),
    json: { rebind: { app: app.id, tenant, directoryId, ...counts, conflictLines: conflicts, dryRun } },
    ...(counts.conflicts === 0 ? {} : { hasFailed: true }),
  };
}

/** Returns how many sessions ended, `same` where nothing changed, or why the line was skipped. */
async function relinkOne(
  { context, app, tenant, ids, dryRun, rate }: Relinking,
  { signInName, objectId }: ImportRow,
): Promise<number | 'same' | string> {
  const { label } = ids;
  if (objectId === undefined)
    return `${signInName} has no ${label === 'Object id' ? 'object id' : label} in the file.`;
  const user = await rate.withRetries(() => context.users.findBySignInName(app.id, tenant, signInName));
  if (user === undefined) return `The user ${signInName} does not exist.`;
  if (user.renaming !== undefined) return `A rename of ${signInName} did not finish.`;
  const identity = { directoryId: ids.directoryId, objectId };
  if (isBoundTo(user, identity)) return 'same';
  if (dryRun) return 0;
  await rate.before(writesOfOne);
  try {
    const change = { identity, endSessions: true } as const;
    const bound = await rate.withRetries(() => context.users.update(user, change, context.terminal.now()));
    if (bound === undefined) return `${signInName} was changed by someone else in the meantime.`;
    const end = { reason: 'user-changed', at: context.terminal.now() } as const;
    return await rate.withRetries(() =>
      context.flows.signOutUser(app.id, tenant, bound.id, end, { generation: bound.sessionGeneration }),
    );
  } catch (error) {
    if (error instanceof IdentityTaken)
      return `${label} ${objectId} already belongs to ${error.holder.signInName}.`;
    throw error;
  }
}

function isBoundTo({ identity }: User, { directoryId, objectId }: DirectoryIdentity): boolean {
  return identity?.directoryId === directoryId && identity.objectId === objectId;
}
