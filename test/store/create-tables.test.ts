import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { createTables } from '../../shared/store/create-tables.ts';
import { describeWithEngine } from '../harness/database.ts';

describeWithEngine('creating the tables', (database) => {
  it('may be repeated', async () => {
    const { client, names } = database();
    await expect(createTables(client, names)).resolves.toBeUndefined();
  });

  it('makes on-demand tables with their indexes', async () => {
    const { client, names } = database();
    const indexesOf = async (TableName: string) => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      expect(Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
      return Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort();
    };
    expect(await indexesOf(names.tenants)).toEqual(['by-identity', 'by-list', 'by-turn']);
    expect(await indexesOf(names.flows)).toEqual(['by-session-index', 'by-time', 'by-user']);
  });
});
