import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { newUserId } from '../../../shared/ids/user-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { User } from '../../../shared/users/user.ts';
import { IdentityTaken } from '../../../shared/users/user-store.ts';
import type { CommandContext } from '../command-context.ts';
import type { IdReading } from './id-reading.ts';
import type { ImportRow } from './import-row.ts';
import type { Plan } from './plan.ts';
import type { WriteRate } from './write-rate.ts';

/** What has become of a row. */
export interface RowOutcome {
  readonly kind: Plan['kind'];
  /** Why a row was not taken. */
  readonly message?: string;
  /** The user as it was written. */
  readonly user?: User;
  /** Whether an active person is none any more. */
  readonly isDeactivated?: boolean;
  readonly sessionsEnded?: number;
}

/** Where a row is carried out. */
export interface ImportTarget {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly rate: WriteRate;
  readonly ids?: IdReading;
}

/** Does what was planned: somebody else may have changed the user, or bound the identity, meanwhile. */
export async function applyPlan(
  context: CommandContext,
  row: ImportRow,
  plan: Exclude<Plan, { kind: 'rename' }>,
  place: ImportTarget,
): Promise<RowOutcome> {
  try {
    if (plan.kind === 'add') return await addRow(context, row, plan, place);
    if (plan.kind === 'change') return await changeUser(context, plan, place);
    return plan;
  } catch (error) {
    if (!(error instanceof IdentityTaken)) throw error;
    const message = `${place.ids?.label ?? 'Object id'} ${row.objectId} was bound to ${error.holder.signInName} meanwhile.`;
    return { kind: 'conflict', message };
  }
}

async function addRow(
  context: CommandContext,
  row: ImportRow,
  { identity }: Plan & { readonly kind: 'add' },
  { app, tenant, rate }: ImportTarget,
): Promise<RowOutcome> {
  const now = context.terminal.now();
  const { signInName, displayName, active = true } = row;
  const user: User = {
    app,
    tenant,
    // The same at every attempt, so that one whose answer was lost is found again.
    id: newUserId(),
    signInName,
    ...defined({ displayName }),
    active,
    ...defined({ identity }),
    createdAt: now,
    updatedAt: now,
  };
  return (await rate.withRetries(() => context.users.add(user)))
    ? { kind: 'add', user }
    : { kind: 'conflict' };
}

async function changeUser(
  context: CommandContext,
  { user, change }: Plan & { readonly kind: 'change' },
  { app, tenant, rate }: ImportTarget,
): Promise<RowOutcome> {
  const changed = await rate.withRetries(() => context.users.update(user, change, context.terminal.now()));
  if (changed === undefined) return { kind: 'conflict' };
  if (change.active !== false) return { kind: 'change', user: changed };
  const sessionsEnded = await rate.withRetries(() => context.flows.signOutUser(app, tenant, changed.id));
  return { kind: 'change', user: changed, isDeactivated: true, sessionsEnded };
}
