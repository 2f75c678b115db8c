import { ReferenceStrength, RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type CfnGlobalTable,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { defined } from '../../shared/objects/defined.ts';
import type { KeyAttribute, TableDefinition } from '../../shared/store/tables.ts';

/** What differs between one deployment of a table and the next. */
export interface LatchkeyTableProps {
  readonly definition: TableDefinition;
  readonly tableName: string;
  /** Fixed for good: another one would be another table. */
  readonly logicalId: string;
  /** Units a second beyond which DynamoDB refuses: what an attack can cost has an end. */
  readonly maximumUnits: { readonly read: number; readonly write: number };
  /** Where a replica stands; none by default. */
  readonly replicaRegion?: string | undefined;
}

const key = ({ name }: KeyAttribute) => ({ name, type: AttributeType.STRING });

/**
 * A table exactly as the code defines it. Neither a mistake nor the end of its stack deletes it. What is kept can also
 * be put back to any second of the last 35 days; what passes is swept and never backed up.
 */
export class LatchkeyTable extends TableV2 {
  constructor(scope: Construct, id: string, props: LatchkeyTableProps) {
    const { definition, tableName, logicalId, maximumUnits, replicaRegion } = props;
    const { timeToLiveAttribute, sortKey } = definition;
    const kept = definition.contents === 'kept';
    super(scope, id, {
      tableName,
      partitionKey: key(definition.partitionKey),
      ...(sortKey === undefined ? {} : { sortKey: key(sortKey) }),
      billing: Billing.onDemand({
        maxReadRequestUnits: maximumUnits.read,
        maxWriteRequestUnits: maximumUnits.write,
      }),
      // The account's own key for DynamoDB: every use of it stands in CloudTrail, and it costs nothing a month.
      encryption: TableEncryptionV2.awsManagedKey(),
      deletionProtection: true,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: kept },
      removalPolicy: RemovalPolicy.RETAIN,
      ...defined({ timeToLiveAttribute }),
      // Ends of sessions are read from it, and a replica needs it.
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      ...(replicaRegion === undefined ? {} : { replicas: [{ region: replicaRegion }] }),
      globalSecondaryIndexes: definition.indexes.map((index) => ({
        indexName: index.name,
        partitionKey: key(index.partitionKey),
        ...(index.sortKey === undefined ? {} : { sortKey: key(index.sortKey) }),
        projectionType: ProjectionType[index.projection],
      })),
    });
    // A lost table can be replaced while the service still reads the stream of the old one.
    this.applyCrossStackReferenceStrength(ReferenceStrength.WEAK);
    (this.node.defaultChild as CfnGlobalTable).overrideLogicalId(logicalId);
  }
}
