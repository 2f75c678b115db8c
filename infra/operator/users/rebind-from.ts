import type { AppProfile, TenantId } from '../../../shared/apps/profile.ts';
import { directoryIn } from '../../../shared/tenants/entra-hosts.ts';
import { IdentityTaken } from '../../../shared/users/identity-taken.ts';
import type { DirectoryIdentity, User } from '../../../shared/users/user.ts';
import { confirm, type DestroyOptions } from '../confirm.ts';
import type { Desk } from '../desk.ts';
import { identitiesOf, isUnderOtherName } from '../import/identities.ts';
import { issuesText } from '../import/import-report.ts';
import { type ImportRow, isIssue, type RowIssue } from '../import/import-row.ts';
import { type Pace, paceOf, startingWritesASecond } from '../import/pace.ts';
import { rowsOf, surveyFile } from '../import/read-users-file.ts';
import { OperatorError } from '../operator-error.ts';
import { aligned, indented, quoted, type Report } from '../report.ts';
import { findTenant } from '../tenants/change-tenant.ts';
import { titleOf } from '../tenants/tenant-view.ts';

/** Which people are bound to which object ids, and of which directory. */
export interface RebindList extends DestroyOptions {
  readonly from: string;
  /** By default the directory of the tenant's issuer. */
  readonly directoryId?: string;
}

interface Relinking {
  readonly desk: Desk;
  readonly app: AppProfile;
  readonly tenant: TenantId;
  readonly directoryId: string;
  readonly dryRun: boolean;
  readonly pace: Pace;
}

/** A claim on the new identity, the user, the end of the old claim. */
const writesOfOne = 3;
const shownConflicts = 20;

/**
 * `user rebind --from`: binds everyone of a list to their object ids in the directory that the customer changed to. The
 * whole list is read before anything is written. A person who is not here, and an object id that another person is
 * bound to, are lines that are not taken; the same command goes on where it stopped.
 */
export async function rebindFrom(
  desk: Desk,
  app: AppProfile,
  tenant: TenantId,
  list: RebindList,
): Promise<Report> {
  const directoryId = list.directoryId ?? (await directoryOf(desk, app, tenant));
  const { from, dryRun = false } = list;
  const survey = await surveyFile(desk.terminal, from, { oneObjectIdALine: true });
  if (!survey.hasObjectIds) {
    throw new OperatorError(
      'import-refused',
      `${from} has no object ids: it needs the columns userPrincipalName,objectId.`,
    );
  }
  if (survey.issueCount > 0) {
    throw new OperatorError(
      'import-refused',
      `${from}: ${survey.issueCount} lines cannot be taken. Nothing was written.`,
      [...issuesText(survey.issues, survey.issueCount)],
    );
  }
  if (!dryRun) {
    await confirm(desk, list, {
      effect: `This binds ${survey.rows} people of the ${titleOf({ app: app.id, id: tenant })} to the directory ${directoryId} and ends their sessions.`,
      word: tenant,
      command: `user rebind ${app.id} ${tenant} --from ${quoted(from)}${list.directoryId === undefined ? '' : ` --directory-id ${directoryId}`}`,
    });
  }
  const interruption = desk.terminal.watchInterruption();
  const pace = paceOf(
    desk.terminal,
    desk.isLocal ? Number.POSITIVE_INFINITY : startingWritesASecond,
    interruption.isInterrupted,
  );
  try {
    return await relink({ desk, app, tenant, directoryId, dryRun, pace }, from, interruption.isInterrupted);
  } finally {
    interruption.end();
  }
}

async function directoryOf(desk: Desk, app: AppProfile, tenant: TenantId): Promise<string> {
  const { connection } = await findTenant(desk, { app: app.id, id: tenant });
  const directoryId = directoryIn(connection.issuer);
  if (directoryId !== undefined) return directoryId;
  throw new OperatorError(
    'usage',
    `The issuer ${connection.issuer} names no directory: add --directory-id <guid>.`,
  );
}

async function relink(relinking: Relinking, path: string, isInterrupted: () => boolean): Promise<Report> {
  const { desk, app, tenant, directoryId, dryRun } = relinking;
  const identities = await identitiesOf(desk, app.id, tenant, directoryId);
  const counts = { rebound: 0, unchanged: 0, conflicts: 0, sessionsEnded: 0 };
  const conflicts: RowIssue[] = [];
  const again = desk.commandLine(`user rebind ${app.id} ${tenant} --from ${quoted(path)}`);
  for await (const row of rowsOf(desk.terminal, path)) {
    if (isIssue(row)) continue;
    const holder = row.objectId === undefined ? undefined : identities.holderOf(row.objectId);
    const done = isUnderOtherName(holder, row.key)
      ? `Object id ${row.objectId} is ${holder.signInName} already.`
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
      throw new OperatorError('interrupted', `Interrupted after ${counts.rebound} people were bound.`, [
        `To go on: ${again}`,
      ]);
    }
  }
  const lines = [
    [String(counts.rebound), dryRun ? 'to be bound to the new directory' : 'bound to the new directory'],
    [String(counts.unchanged), 'the same'],
    ...(counts.conflicts === 0 ? [] : [[String(counts.conflicts), 'not changed, see below']]),
    ...(counts.sessionsEnded === 0 ? [] : [[String(counts.sessionsEnded), 'sessions ended']]),
  ];
  return {
    text: [
      `${titleOf({ app: app.id, id: tenant })}, directory ${directoryId}:`,
      indented(aligned(lines)),
      ...(conflicts.length === 0 ? [] : ['', ...issuesText(conflicts, counts.conflicts)]),
      ...(dryRun ? ['', 'Nothing was written (--dry-run).'] : []),
    ].join('\n'),
    json: { rebind: { app: app.id, tenant, directoryId, ...counts, conflictLines: conflicts, dryRun } },
    ...(counts.conflicts === 0 ? {} : { isRefusal: true }),
  };
}

/** How many sessions ended, `same` where nothing was to be done, or why the line was not taken. */
async function relinkOne(
  { desk, app, tenant, directoryId, dryRun, pace }: Relinking,
  { signInName, objectId }: ImportRow,
): Promise<number | 'same' | string> {
  if (objectId === undefined) return `${signInName} has no object id in the file.`;
  const user = await pace.patiently(() => desk.users.findBySignInName(app.id, tenant, signInName));
  if (user === undefined) return `There is no user ${signInName}.`;
  if (user.renaming !== undefined) return `A rename of ${signInName} did not finish.`;
  const identity = { directoryId, objectId };
  if (isBoundTo(user, identity)) return 'same';
  if (dryRun) return 0;
  await pace.before(writesOfOne);
  try {
    const change = { identity, endSessions: true } as const;
    const bound = await pace.patiently(() => desk.users.update(user, change, desk.terminal.now()));
    if (bound === undefined) return `${signInName} was changed meanwhile.`;
    return await pace.patiently(() => desk.flows.signOutUser(app.id, tenant, bound.id));
  } catch (error) {
    if (error instanceof IdentityTaken) return `Object id ${objectId} is ${error.holder.signInName} already.`;
    throw error;
  }
}

function isBoundTo({ identity }: User, { directoryId, objectId }: DirectoryIdentity): boolean {
  return identity?.directoryId === directoryId && identity.objectId === objectId;
}
