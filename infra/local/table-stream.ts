import { isDeepStrictEqual } from 'node:util';
import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { StreamRecord } from '../../shared/store/stream-record.ts';

type Image = Record<string, AttributeValue>;

/** A table whose changes are read in place of its stream. */
export interface TableStream {
  /**
   * Returns a record for each item that changed since the last call: the first one returns none. Several changes of one
   * item between two calls are one record.
   */
  next(): Promise<readonly StreamRecord[]>;
}

/**
 * Returns the stream of a table of the embedded DynamoDB, which has none: it compares the whole table with what it was.
 * @param keyNames The key attributes of the table.
 */
export function tableStream(
  client: DynamoDBClient,
  tableName: string,
  keyNames: readonly string[],
): TableStream {
  let last: ReadonlyMap<string, Image> | undefined;
  return {
    async next() {
      const now = new Map<string, Image>();
      for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName })) {
        for (const item of Items) now.set(keyNames.map((name) => item[name]?.S).join('\0'), item);
      }
      const before = last;
      last = now;
      return before === undefined ? [] : changesBetween(before, now);
    },
  };
}

function changesBetween(
  before: ReadonlyMap<string, Image>,
  after: ReadonlyMap<string, Image>,
): readonly StreamRecord[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [OldImage, NewImage] = [before.get(key), after.get(key)];
    return isDeepStrictEqual(OldImage, NewImage) ? [] : [{ dynamodb: { OldImage, NewImage } }];
  });
}
