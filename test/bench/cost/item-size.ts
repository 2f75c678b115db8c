import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as DynamoDB writes it. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** What an item weighs, in bytes, by the rules of Amazon's "DynamoDB item sizes and formats". */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/[-.]/g, '').length / 2) + 1;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) return value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 3);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  throw new Error(`Nobody stores ${Object.keys(value).join()}`);
}

/** Units of a write of so many bytes; one of nothing is none. */
export function writeUnits(bytes: number): number {
  return Math.ceil(bytes / 1_024);
}
