import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import type { UserId } from '../../ids/user-id.ts';
import type { Table } from '../../store/table.ts';
import { mostSessionsPerPerson } from '../../tenants/tenant.ts';
import type { SignedInFlow } from '../flow.ts';
import { userSessionsQuery } from '../flow-item.ts';
import { readFlowItem } from '../read-flow-item.ts';

/** Finds the sessions of a person. */
export interface SessionIndex {
  /**
   * Returns the sessions of a user that no one ended, newest first: at most `limit` of them. Whether one still counts
   * decides `isSessionValid`. The index is eventually consistent, so a session that began a moment ago may be missing;
   * each session that it names is read as it is now. Two requests; one where there is none.
   */
  ofUser(app: AppId, tenant: TenantId, user: UserId, limit?: number): Promise<readonly SignedInFlow[]>;
}

/** The index `by-user` of the table `flows`, which holds keys alone. */
export function dynamoDbSessionIndex(table: Table): SessionIndex {
  return {
    async ofUser(app, tenant, user, limit = mostSessionsPerPerson) {
      const keys: { readonly partitionKey: string }[] = [];
      const pages = table.query({
        ...userSessionsQuery(app, tenant, user),
        pageSize: mostSessionsPerPerson,
      });
      for await (const items of pages) {
        keys.push(...items.map(({ partitionKey }) => ({ partitionKey: String(partitionKey) })));
        // One page is enough for a person; a limit bounds what a crowd of sessions costs.
        if (keys.length >= mostSessionsPerPerson) break;
      }
      if (keys.length === 0) return [];
      return (await table.getEach(keys.slice(0, mostSessionsPerPerson)))
        .map(readFlowItem)
        .filter((flow): flow is SignedInFlow => flow.state === 'signed-in' && flow.user.id === user)
        .sort((one, other) => other.signedInAt.getTime() - one.signedInAt.getTime())
        .slice(0, limit);
    },
  };
}
