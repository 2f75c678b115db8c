import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  type Change,
  type Condition,
  expressionNames,
  expressionValues,
  type Storable,
} from './expression.ts';

/** The key of an item: its key attributes and no other. */
export type Key = Readonly<Record<string, string>>;

/** An item to write; undefined attributes are omitted. */
export type NewItem = Readonly<Record<string, Storable | undefined>>;

/** An item as stored, not validated: read it with `readStored`. */
export type StoredItem = Readonly<Record<string, unknown>>;

/** A query for the items of one partition, of the table or of an index. */
export interface Query extends Condition {
  /** Without it the query reads the table, strongly consistent; an index is always eventually consistent. */
  readonly index?: string;
  /** The most items per page; default: as many as DynamoDB returns at once (1 MB). */
  readonly pageSize?: number;
  /** By the sort key from the last to the first. Default: from the first. */
  readonly descending?: boolean;
}

/**
 * One DynamoDB table. Every method is one request (with a bounded number of attempts) and every write one conditional
 * write of one item. A failed condition is an answer; every other failure is thrown.
 */
export interface Table {
  /** Returns the item, or undefined. Strongly consistent. */
  get(key: Key): Promise<StoredItem | undefined>;
  /**
   * Returns those of up to 100 items that exist, in no order. Strongly consistent for each item.
   * @param attributes Paths such as `connection.state`: only these are returned of every item. This saves transfer and
   * parsing, not read units. Default: whole items.
   */
  getEach(keys: readonly Key[], attributes?: readonly string[]): Promise<readonly StoredItem[]>;
  /** Writes an item. Returns false where the condition does not hold. */
  put(item: NewItem, condition?: Condition): Promise<boolean>;
  /** Returns the changed item, or false where the condition does not hold. */
  update(key: Key, change: Change): Promise<StoredItem | false>;
  /** Deletes an item. Returns false where the condition does not hold. */
  delete(key: Key, condition?: Condition): Promise<boolean>;
  /** Returns page after page, one request each. */
  query(query: Query): AsyncIterable<readonly StoredItem[]>;
}

/** Returns the table called `TableName` behind `client`. */
export function openTable(client: DynamoDBClient, TableName: string): Table {
  return {
    async get(key) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true }),
      );
      return Item && unmarshall(Item);
    },

    async getEach(keys, attributes) {
      const projection = projectionInput(attributes);
      const items: StoredItem[] = [];
      let Keys = keys.map((key) => marshall(key));
      // DynamoDB may return a part and leave keys unprocessed; every round makes progress or throws.
      while (Keys.length > 0) {
        const { Responses, UnprocessedKeys } = await client.send(
          new BatchGetItemCommand({
            RequestItems: { [TableName]: { Keys, ConsistentRead: true, ...projection } },
          }),
        );
        items.push(...(Responses?.[TableName] ?? []).map((item) => unmarshall(item)));
        Keys = UnprocessedKeys?.[TableName]?.Keys ?? [];
      }
      return items;
    },

    put: (item, condition) =>
      unlessConditionFails(async () => {
        await client.send(
          new PutItemCommand({ TableName, Item: marshallItem(item), ...conditionInput(condition) }),
        );
        return true;
      }),

    update: (key, change) =>
      unlessConditionFails(async () => {
        const { Attributes } = await client.send(
          new UpdateItemCommand({
            TableName,
            Key: marshall(key),
            UpdateExpression: change.update,
            ReturnValues: 'ALL_NEW',
            ...conditionInput(change, change.update),
          }),
        );
        return unmarshall(Attributes ?? {});
      }),

    delete: (key, condition) =>
      unlessConditionFails(async () => {
        await client.send(
          new DeleteItemCommand({ TableName, Key: marshall(key), ...conditionInput(condition) }),
        );
        return true;
      }),

    async *query({ index, pageSize, descending, condition, names, values = {} }) {
      let ExclusiveStartKey: QueryCommandOutput['LastEvaluatedKey'];
      do {
        const page: QueryCommandOutput = await client.send(
          new QueryCommand({
            TableName,
            ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
            KeyConditionExpression: condition,
            ExpressionAttributeNames: expressionNames([condition], names),
            ExpressionAttributeValues: marshallItem(expressionValues(values)),
            Limit: pageSize,
            ...(descending === true ? { ScanIndexForward: false } : {}),
            ExclusiveStartKey,
          }),
        );
        yield (page.Items ?? []).map((item) => unmarshall(item));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
    },
  };
}

/** Returns every item of `pages`, in order. */
export async function allItems(pages: AsyncIterable<readonly StoredItem[]>): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

function marshallItem(item: NewItem) {
  return marshall(item, { removeUndefinedValues: true });
}

function projectionInput(attributes: readonly string[] | undefined) {
  if (attributes === undefined) return {};
  const ProjectionExpression = attributes.map((path) => `#${path.replaceAll('.', '.#')}`).join(', ');
  return { ProjectionExpression, ExpressionAttributeNames: expressionNames([ProjectionExpression]) };
}

function conditionInput(conditional: Partial<Condition> | undefined, ...otherExpressions: string[]) {
  if (conditional === undefined) return {};
  const { condition, names, values = {} } = conditional;
  const expressions = condition === undefined ? otherExpressions : [condition, ...otherExpressions];
  return {
    ConditionExpression: condition,
    ExpressionAttributeNames: expressionNames(expressions, names),
    ExpressionAttributeValues:
      Object.keys(values).length === 0 ? undefined : marshallItem(expressionValues(values)),
  };
}

async function unlessConditionFails<Result>(write: () => Promise<Result>): Promise<Result | false> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
