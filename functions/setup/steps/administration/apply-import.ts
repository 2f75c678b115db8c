import { newUserId } from '../../../../shared/ids/user-id.ts';
import { defined } from '../../../../shared/objects/defined.ts';
import { isLinkWithdrawn } from '../../../../shared/setup/vouching.ts';
import type { TenantEvent } from '../../../../shared/tenants/history/tenant-change.ts';
import type { ImportRow } from '../../../../shared/users/import/import-row.ts';
import { type SetupPageSession, setupChangeAuthor, setupNotOpen } from '../../session.ts';
import type { AdministratorDependencies } from '../step.ts';
import { deactivateUser } from './deactivate-user.ts';
import type { ImportPlan } from './import-plan.ts';

/** How many people are written at once; each batch is one entry of the history. */
const batchSize = 25;

/** How many of a batch are on their way at once: more would only wait for one another at the tenant's partition. */
const writesAtOnce = 5;

/** How many people an import wrote, and how many someone else had written, renamed or removed just before. */
export interface WrittenCounts {
  readonly added: number;
  readonly changed: number;
  readonly missed: number;
}

/** What the write of one person became; undefined where someone else was first. */
type Written = { readonly kind: 'added' | 'changed'; readonly event?: TenantEvent } | undefined;

/**
 * Carries out a plan: one write for each person, one read and one entry of the history for each 25. What was written is
 * in the history even if a later write fails; the same file then continues the import.
 * @throws Problem `setup-not-open` if the right to act ends meanwhile: no further batch is written
 */
export async function applyImport(
  session: SetupPageSession,
  deps: AdministratorDependencies,
  { added, changed }: Pick<ImportPlan, 'added' | 'changed'>,
): Promise<WrittenCounts> {
  const writes = [
    ...added.map((row) => () => addRow(session, deps, row)),
    ...changed.map((each) => () => changePerson(session, deps, each)),
  ];
  const counts = { added: 0, changed: 0, missed: 0 };
  for (let from = 0; from < writes.length; from += batchSize) {
    if (await isLinkWithdrawn(deps.accountStatuses, session.link)) throw setupNotOpen();
    const settled = await settle(writes.slice(from, from + batchSize));
    const written = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const events = written.flatMap((each) => (each?.event === undefined ? [] : [each.event]));
    const { app, id } = session.tenant;
    if (events.length > 0) await deps.tenants.note(app, id, setupChangeAuthor(session), events);
    for (const each of written) counts[each?.kind ?? 'missed'] += 1;
    for (const each of settled) if (each.status === 'rejected') throw each.reason;
  }
  return counts;
}

/** Carries out every write of a batch, also after one that fails. */
async function settle(
  batch: readonly (() => Promise<Written>)[],
): Promise<readonly PromiseSettledResult<Written>[]> {
  const settled: PromiseSettledResult<Written>[] = [];
  for (let from = 0; from < batch.length; from += writesAtOnce) {
    const writes = batch.slice(from, from + writesAtOnce).map((write) => write());
    settled.push(...(await Promise.allSettled(writes)));
  }
  return settled;
}

async function addRow(
  { tenant, request }: SetupPageSession,
  { users }: AdministratorDependencies,
  { signInName, displayName, active = true }: ImportRow,
): Promise<Written> {
  const id = newUserId();
  const now = request.receivedAt;
  const isAdded = await users.add({
    app: tenant.app,
    tenant: tenant.id,
    id,
    signInName,
    ...defined({ displayName }),
    active,
    createdAt: now,
    updatedAt: now,
  });
  return isAdded ? { kind: 'added', event: { kind: 'person', user: id, became: 'added' } } : undefined;
}

async function changePerson(
  session: SetupPageSession,
  deps: AdministratorDependencies,
  { user, change }: ImportPlan['changed'][number],
): Promise<Written> {
  const { active } = change;
  const changed =
    active === false
      ? await deactivateUser(session, deps, user, { ...change, active })
      : await deps.users.update(user, change, session.request.receivedAt);
  if (changed === undefined) return undefined;
  return active === false
    ? { kind: 'changed', event: { kind: 'person', user: changed.id, became: 'deactivated' } }
    : { kind: 'changed' };
}
