import { describe, expect, it } from 'vitest';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import { type Properties, propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const globalTable = 'AWS::DynamoDB::GlobalTable';
const { stacks } = synthesize('plain');
const template = templateOf(stacks.data);
const resources = resourcesOf(template, globalTable);
const names = ['tenants', 'flows'] as const satisfies readonly TableName[];
const logicalIds: Readonly<Record<TableName, string>> = { tenants: 'TenantsTable', flows: 'FlowsTable' };
const propertiesOfTable = (name: TableName): Properties => resources[logicalIds[name]]?.Properties ?? {};
const [replicaOf] = [(name: TableName) => (propertiesOfTable(name)['Replicas'] as Properties[])[0] ?? {}];

describe('the data stack', () => {
  it('keeps its logical IDs for good: another one would be another, empty table', () => {
    expect(Object.keys(resources).sort()).toEqual(['FlowsTable', 'TenantsTable']);
  });

  it('cannot be deleted by mistake', () => {
    expect(stacks.data.terminationProtection).toBe(true);
  });

  it.each(names)('keeps %s when the stack goes, and protects it from deletion', (name) => {
    expect(resources[logicalIds[name]]).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    expect(replicaOf(name)).toMatchObject({ DeletionProtectionEnabled: true });
  });

  it.each([
    ['tenants', true],
    ['flows', false],
  ] as const)('can put %s back to any second: %s', (name, recovery) => {
    expect(replicaOf(name)).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: recovery },
    });
  });

  it('sweeps flows by the attribute that the code writes, and tenants never', () => {
    const AttributeName = tableDefinitions.flows.timeToLiveAttribute;

    expect(AttributeName).toBeDefined();
    expect(propertiesOfTable('flows')).toMatchObject({
      TimeToLiveSpecification: { AttributeName, Enabled: true },
    });
    expect(propertiesOfTable('tenants')).not.toHaveProperty('TimeToLiveSpecification');
  });

  it.each(names)('encrypts %s by a key whose uses stand in CloudTrail', (name) => {
    expect(propertiesOfTable(name)).toMatchObject({ SSESpecification: { SSEEnabled: true, SSEType: 'KMS' } });
  });

  it.each(names)('has %s on demand, with an end to what an attack can cost', (name) => {
    expect(propertiesOfTable(name)).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      // 100 + 100 requests of sign-ins at once, 400 others: 44 units of reading each, 70 of writing, because a
      // client's request may have a state of 4,096 characters.
      WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 14_000 },
    });
    expect(replicaOf(name)).toMatchObject({
      ReadOnDemandThroughputSettings: { MaxReadRequestUnits: 26_400 },
    });
  });

  it.each(names)('has %s with the keys and indexes of the code', (name) => {
    const { partitionKey, sortKey, indexes } = tableDefinitions[name];

    expect(propertiesOfTable(name)).toMatchObject({
      TableName: `latchkey-plain-${name}`,
      KeySchema: keySchema(partitionKey.name, sortKey?.name),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey.name, index.sortKey?.name),
        Projection: { ProjectionType: index.projection },
      })),
    });
  });

  it('exports nothing that another stack could hold on to', () => {
    const outputs: readonly object[] = Object.values(template.toJSON()['Outputs'] ?? {});
    for (const output of outputs) expect(output).not.toHaveProperty('Export');
    expect(propertiesOf(template, globalTable)).toHaveLength(2);
  });
});

function keySchema(partitionKey: string, sortKey: string | undefined) {
  const hash = { AttributeName: partitionKey, KeyType: 'HASH' };
  return sortKey === undefined ? [hash] : [hash, { AttributeName: sortKey, KeyType: 'RANGE' }];
}
