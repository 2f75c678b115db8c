import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import { newUserId } from '../../../shared/ids/user-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import type { ImportRow } from '../../../shared/users/import/import-row.ts';
import type { User } from '../../../shared/users/user.ts';
import { IdentityTaken } from '../../../shared/users/user-store.ts';
import type { CommandContext } from '../command-context.ts';
import type { IdReading } from './id-reading.ts';
import type { Plan } from './plan.ts';
import type { WriteRate } from './write-rate.ts';

/** The result of a row. */
export interface RowOutcome {
  readonly kind: Plan['kind'];
  /** Why the row was not imported. */
  readonly message?: string;
  /** The user that was written. */
  readonly user?: User;
  /** Whether an active person became inactive. */
  readonly isDeactivated?: boolean;
  readonly sessionsEnded?: number;
}

/** The tenant and the write rate of an import. */
export interface ImportTarget {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly rate: WriteRate;
  readonly ids?: IdReading;
}

/** Carries out a plan. Returns a conflict where the user or the identity was changed in the meantime. */
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
    const message = `${place.ids?.label ?? 'Object id'} ${row.objectId} was bound to ${error.holder.signInName} in the meantime.`;
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
    // The same at every attempt: a retry recognises its own write after a lost answer.
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
  const end = { reason: 'user-deactivated', at: context.terminal.now() } as const;
  const sessionsEnded = await rate.withRetries(() =>
    context.flows.signOutUser(app, tenant, changed.id, end, { generation: changed.sessionGeneration }),
  );
  return { kind: 'change', user: changed, isDeactivated: true, sessionsEnded };
}
