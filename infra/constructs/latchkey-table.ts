import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { KeyAttribute, TableDefinition } from '../../shared/store/tables.ts';

const key = ({ name }: KeyAttribute) => ({ name, type: AttributeType.STRING });

/**
 * A table exactly as the code defines it. What is kept survives the stack, mistakes and the loss of a day;
 * what passes is swept and never backed up.
 */
export class LatchkeyTable extends TableV2 {
  constructor(scope: Construct, id: string, definition: TableDefinition) {
    const kept = definition.contents === 'kept';
    super(scope, id, {
      partitionKey: key(definition.partitionKey),
      ...(definition.sortKey === undefined ? {} : { sortKey: key(definition.sortKey) }),
      billing: Billing.onDemand(),
      deletionProtection: kept,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: kept },
      removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(definition.timeToLiveAttribute === undefined
        ? {}
        : { timeToLiveAttribute: definition.timeToLiveAttribute }),
      globalSecondaryIndexes: definition.indexes.map((index) => ({
        indexName: index.name,
        partitionKey: key(index.partitionKey),
        ...(index.sortKey === undefined ? {} : { sortKey: key(index.sortKey) }),
        projectionType: ProjectionType[index.projection],
      })),
    });
  }
}
