import * as v from 'valibot';
import { type AdministrationFlowId, parseAdministrationFlowId } from '../../ids/administration-flow-id.ts';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../../store/read-stored.ts';
import type { StoredItem, Table } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import type { AdministrationFlow, AdministrationFlowStore } from './administration-flow.ts';

/** Returns the sign-ins of administrators in the table `flows`. */
export function dynamoDbAdministrationFlowStore(table: Table): AdministrationFlowStore {
  return {
    async begin(flow) {
      const { app, tenant, id, state, tenantCreatedAt, requestedAt, expiresAt, browserHash } = flow;
      const item = {
        ...administrationFlowKey(app, tenant, id),
        timeToLive: Math.ceil(expiresAt.getTime() / 1_000),
        purpose: 'administration',
        app,
        tenant,
        id,
        state,
        tenantCreatedAt: tenantCreatedAt?.toISOString(),
        requestedAt: requestedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        browserHash,
      };
      const written = await table.put(item, {
        condition: 'attribute_not_exists(#partitionKey) OR #browserHash = :browserHash',
        values: { browserHash },
      });
      if (!written) throw new Error(`The sign-in ${id} exists already`);
    },

    async find(app, tenant, id) {
      const item = await table.get(administrationFlowKey(app, tenant, id));
      return item && readItem(item);
    },

    async spend({ app, tenant, id, browserHash, tenantCreatedAt, by, now }) {
      const item = await table.update(administrationFlowKey(app, tenant, id), {
        update: 'SET #state = :answered, #spentBy = :spentBy',
        condition:
          '#purpose = :purpose AND (#state = :requested OR #spentBy = :spentBy) AND #browserHash = :browserHash AND #expiresAt > :now AND #tenantCreatedAt = :tenantCreatedAt',
        values: {
          answered: 'answered',
          spentBy: by,
          purpose: 'administration',
          requested: 'requested',
          browserHash,
          now: now.toISOString(),
          tenantCreatedAt: tenantCreatedAt.toISOString(),
        },
      });
      return item !== false;
    },
  };
}

function administrationFlowKey(app: AppId, tenant: TenantId, id: AdministrationFlowId) {
  return { partitionKey: `${tenantScope(app, tenant)}#${id}` };
}

const administrationFlowItem = v.strictObject({
  partitionKey: v.string(),
  timeToLive: v.number(),
  purpose: v.literal('administration'),
  app: storedAppId,
  tenant: storedTenantId,
  id: v.custom<AdministrationFlowId>(
    (value) => typeof value === 'string' && parseAdministrationFlowId(value) !== undefined,
  ),
  state: v.picklist(['requested', 'answered']),
  tenantCreatedAt: v.exactOptional(storedInstant),
  requestedAt: storedInstant,
  expiresAt: storedInstant,
  browserHash: storedText,
  spentBy: v.exactOptional(storedText),
});

/** @throws StoredItemError where `item` is no whole sign-in */
function readItem(item: StoredItem): AdministrationFlow {
  const { partitionKey, timeToLive, purpose, spentBy, ...flow } = readStored(administrationFlowItem, item);
  requireKey(item, administrationFlowKey(flow.app, flow.tenant, flow.id));
  return flow;
}
