import type { RefreshFailures, RefreshState } from '../../../shared/metadata-refresh/refresh-state.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { nextRefreshOf } from '../../../shared/tenants/store/refresh-slot.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { minute } from '../command-result.ts';
import { counted } from '../counted.ts';

/** What became of a tenant's metadata. */
export interface RefreshView {
  /** When it was last read and understood; absent: never. */
  readonly refreshedAt?: Date;
  readonly failing?: RefreshFailures;
  /** When somebody looks next, in a deployed stage. */
  readonly nextAt: Date;
}

/** The same for a command; nothing of a tenant without a metadata URL. */
export function viewRefresh(
  { app, id, connection }: Tenant,
  state: RefreshState | undefined,
  now: Date,
): { readonly refresh?: RefreshView } {
  if (connection.metadataUrl === undefined) return {};
  const { refreshedAt, failing } = state ?? {};
  const notBefore = failing === undefined || failing.nextAttemptAt < now ? now : failing.nextAttemptAt;
  return {
    refresh: {
      ...defined({ refreshedAt, failing }),
      nextAt: nextRefreshOf(app, id, notBefore),
    },
  };
}

/** The same as rows for a person. */
export function refreshRows({ refresh }: { readonly refresh?: RefreshView }): readonly string[][] {
  if (refresh === undefined) return [];
  const { refreshedAt, failing, nextAt } = refresh;
  return [
    ['Metadata last read', refreshedAt === undefined ? 'never' : minute(refreshedAt)],
    ...(failing === undefined
      ? []
      : [
          [
            'Metadata fails',
            `${failing.code}, since ${minute(failing.since)}, ${counted(failing.attempts, 'attempt')}`,
          ],
        ]),
    ['Metadata looked at next', `${minute(nextAt)}, or after a sign-in with an unknown key`],
  ];
}
