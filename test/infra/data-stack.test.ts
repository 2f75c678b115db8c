import { describe, expect, it } from 'vitest';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import { type Properties, propertiesOf, synthesize } from './synthesize.ts';

const { data } = synthesize();
const [tenants, flows] = propertiesOf(data, 'AWS::DynamoDB::GlobalTable');
const tables: Readonly<Record<TableName, Properties | undefined>> = { tenants, flows };

describe('the data stack', () => {
  it('keeps tenants: protected, with point-in-time recovery, never deleted with the stack', () => {
    data.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      Properties: {
        Replicas: [
          {
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          },
        ],
      },
    });
  });

  it('sweeps flows by the attribute that the code writes, and tenants never', () => {
    const AttributeName = tableDefinitions.flows.timeToLiveAttribute;

    expect(AttributeName).toBeDefined();
    expect(flows).toMatchObject({ TimeToLiveSpecification: { AttributeName, Enabled: true } });
    expect(tenants).not.toHaveProperty('TimeToLiveSpecification');
  });

  it.each(['tenants', 'flows'] as const)(
    'has %s on demand, with the keys and indexes of the code',
    (name) => {
      const { partitionKey, sortKey, indexes } = tableDefinitions[name];

      expect(tables[name]).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keySchema(partitionKey.name, sortKey?.name),
        GlobalSecondaryIndexes: indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: keySchema(index.partitionKey.name, index.sortKey?.name),
          Projection: { ProjectionType: index.projection },
        })),
      });
    },
  );
});

function keySchema(partitionKey: string, sortKey: string | undefined) {
  const hash = { AttributeName: partitionKey, KeyType: 'HASH' };
  return sortKey === undefined ? [hash] : [hash, { AttributeName: sortKey, KeyType: 'RANGE' }];
}
