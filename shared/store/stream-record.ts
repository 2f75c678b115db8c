import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { StoredItem } from './table.ts';

/** An item before and after one write; undefined where there was none, or is none. Not validated. */
export interface ChangedItem {
  readonly before: StoredItem | undefined;
  readonly after: StoredItem | undefined;
}

/** A record of a DynamoDB stream with both images, as Lambda gets it. */
export interface StreamRecord {
  readonly eventID?: string | undefined;
  readonly dynamodb?:
    | {
        readonly OldImage?: Readonly<Record<string, unknown>> | undefined;
        readonly NewImage?: Readonly<Record<string, unknown>> | undefined;
        readonly SequenceNumber?: string | undefined;
      }
    | undefined;
}

/**
 * Returns the item of a record before and after the write.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html
 */
export function changedItemOf({ dynamodb: { OldImage, NewImage } = {} }: StreamRecord): ChangedItem {
  return { before: read(OldImage), after: read(NewImage) };
}

function read(image: Readonly<Record<string, unknown>> | undefined): StoredItem | undefined {
  // Lambda's types and the SDK's describe the same JSON.
  return image && unmarshall(image as Record<string, AttributeValue>);
}
