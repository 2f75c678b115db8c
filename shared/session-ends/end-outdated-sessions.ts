import type { FlowStore } from '../sign-in/flow-store.ts';
import type { OutdatedSessions } from './outdated-sessions.ts';

/**
 * Ends the items of sessions that already count no longer. It repeats what the command that outdated them does, for a
 * command that stopped half-way, and for changes by the set-up page. Sessions of a newer generation stay.
 * @returns How many were running.
 */
export function endOutdatedSessions(
  flows: Pick<FlowStore, 'signOutUser' | 'signOutTenant'>,
  outdated: OutdatedSessions,
  at: Date,
): Promise<number> {
  const { app, tenant, before: generation } = outdated;
  if (outdated.of === 'user') {
    return flows.signOutUser(app, tenant, outdated.user, { reason: outdated.reason, at }, { generation });
  }
  const { reason, tenantCreatedAt } = outdated;
  return flows.signOutTenant(app, tenant, { reason, at }, { generation, tenantCreatedAt });
}
