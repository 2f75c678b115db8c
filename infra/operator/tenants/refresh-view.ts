import type { RefreshFailures, RefreshState } from '../../../shared/metadata-refresh/refresh-state.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { nextRefreshOf } from '../../../shared/tenants/store/refresh-slot.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { counted, minute } from '../command-result.ts';

/** The state of a tenant's metadata refresh in the output. */
export interface RefreshView {
  /** When it last succeeded; absent if never. */
  readonly refreshedAt?: Date;
  readonly failing?: RefreshFailures;
  /** When the next refresh is due, in a deployed stage. */
  readonly nextAt: Date;
}

/** Returns the refresh state for the output; nothing for a tenant without a metadata URL. */
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

/** Returns the same as rows of a table. */
export function refreshRows({ refresh }: { readonly refresh?: RefreshView }): readonly string[][] {
  if (refresh === undefined) return [];
  const { refreshedAt, failing, nextAt } = refresh;
  return [
    ['Last metadata refresh', refreshedAt === undefined ? 'never' : minute(refreshedAt)],
    ...(failing === undefined
      ? []
      : [
          [
            'Metadata refresh fails',
            `${failing.code}, since ${minute(failing.since)}, ${counted(failing.attempts, 'attempt')}`,
          ],
        ]),
    ['Next metadata refresh', `${minute(nextAt)}, or after a sign-in with an unknown key`],
  ];
}
