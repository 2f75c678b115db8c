import * as v from 'valibot';
import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import { parseTestFlowId, type TestFlowId } from '../../ids/test-flow-id.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../../store/read-stored.ts';
import type { NewItem, StoredItem, Table } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import type { TestFlow, TestFlowStore } from './test-flow.ts';

/** Test sign-ins in the table `flows`. */
export function dynamoDbTestFlowStore(table: Table): TestFlowStore {
  return {
    async begin(flow) {
      const written = await table.put(toItem(flow), {
        condition: 'attribute_not_exists(#partitionKey) OR #browserHash = :browserHash',
        values: { browserHash: flow.browserHash },
      });
      if (!written) throw new Error(`The test ${flow.id} exists already`);
    },

    async find(app, tenant, id) {
      const item = await table.get(testFlowKey(app, tenant, id));
      return item && readItem(item);
    },

    async spend({ app, tenant, id, browserHash, by, now }) {
      const item = await table.update(testFlowKey(app, tenant, id), {
        update: 'SET #state = :tested, #spentBy = :spentBy',
        condition:
          '#purpose = :purpose AND (#state = :requested OR #spentBy = :spentBy) AND #browserHash = :browserHash AND #expiresAt > :now',
        values: {
          tested: 'tested',
          spentBy: by,
          purpose: 'test',
          requested: 'requested',
          browserHash,
          now: now.toISOString(),
        },
      });
      return item === false ? undefined : readItem(item);
    },
  };
}

function testFlowKey(app: AppId, tenant: TenantId, id: TestFlowId) {
  return { partitionKey: `${tenantScope(app, tenant)}#${id}` };
}

const testFlowItem = v.strictObject({
  partitionKey: v.string(),
  timeToLive: v.number(),
  purpose: v.literal('test'),
  app: storedAppId,
  tenant: storedTenantId,
  id: v.custom<TestFlowId>((value) => typeof value === 'string' && parseTestFlowId(value) !== undefined),
  state: v.picklist(['requested', 'tested']),
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  requestedAt: storedInstant,
  expiresAt: storedInstant,
  browserHash: storedText,
  spentBy: v.exactOptional(storedText),
});

function toItem(flow: TestFlow): NewItem {
  const { app, tenant, id, state, revision, requestedAt, expiresAt, browserHash } = flow;
  return {
    ...testFlowKey(app, tenant, id),
    timeToLive: Math.ceil(expiresAt.getTime() / 1_000),
    purpose: 'test',
    app,
    tenant,
    id,
    state,
    revision,
    requestedAt: requestedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    browserHash,
  };
}

/** @throws StoredItemError where `item` is no whole test. */
function readItem(item: StoredItem): TestFlow {
  const { partitionKey, timeToLive, purpose, spentBy, ...flow } = readStored(testFlowItem, item);
  requireKey(item, testFlowKey(flow.app, flow.tenant, flow.id));
  return flow;
}
