import { expect, it } from 'vitest';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { memoryTables } from '../harness/memory/memory-tables.ts';
import { aSignIn, now } from '../harness/samples.ts';

it('the sessions of a large tenant end by few queries, though a hundred ended before', async () => {
  const { flows: table } = memoryTables().tables;
  let pages = 0;
  let updatesAtOnce = 0;
  let mostUpdates = 0;
  const counting: Table = {
    ...table,
    async *query(query) {
      for await (const page of table.query(query)) {
        pages += 1;
        yield page;
      }
    },
    async update(...change) {
      updatesAtOnce += 1;
      mostUpdates = Math.max(mostUpdates, updatesAtOnce);
      const item = await table.update(...change);
      updatesAtOnce -= 1;
      return item;
    },
  };
  const flows = dynamoDbFlowStore(counting);
  const { app, tenant } = aSignIn();
  for (let count = 0; count < 100; count += 1) await flows.signInUnsolicited(aSignIn({ app, tenant }));
  const end = { reason: 'tenant-disabled', at: now } as const;
  expect([await flows.signOutTenant(app, tenant, end), mostUpdates]).toEqual([100, 16]);
  pages = 0;
  await flows.signInUnsolicited(aSignIn({ app, tenant }));
  expect(await flows.signOutTenant(app, tenant, end)).toBe(1);
  expect(pages).toBe(1);
});
