import { createServer, type IncomingMessage } from 'node:http';
import { tableDefinitions } from '../../../shared/store/tables.ts';
import { bodyOf, signedHeaders } from '../../parity/access-guard.ts';
import { listenOnLoopback } from '../../parity/embedded-aws.ts';
import { indexWriteUnits } from './index-writes.ts';
import type { Item } from './item-size.ts';

/** What was asked of the store since it was last looked at. */
interface Meter {
  readUnits: number;
  writeUnits: number;
  calls: number;
}

/** Something that stands between the functions and the embedded AWS and counts what they consume. */
export interface MeteredStore {
  readonly endpoint: string;
  readonly meter: Meter;
  stop(): Promise<void>;
}

interface StoreRequest {
  readonly TableName?: string;
  /** Of a BatchGetItem, whose requests are of one table each. */
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly Key?: Item;
  readonly Item?: Item;
}

interface Consumed {
  readonly CapacityUnits: number;
}

const dynamoDb = 'DynamoDB_20120810.';

/**
 * Hands every request on to `endpoint`, asks for what it consumed (ReturnConsumedCapacity), and adds what a write takes
 * at the indexes, from the item as it was before and is afterwards.
 */
export async function meterStore(endpoint: string): Promise<MeteredStore> {
  const meter: Meter = { readUnits: 0, writeUnits: 0, calls: 0 };
  const send = async (request: IncomingMessage, target: string, body: string) =>
    fetch(endpoint, { method: 'POST', headers: { ...signedHeaders(request), 'x-amz-target': target }, body });

  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    const text = await bodyOf(request);
    meter.calls += 1;
    if (!target.startsWith(dynamoDb)) {
      const answer = await send(request, target, text);
      response.writeHead(answer.status, { 'content-type': String(request.headers['content-type']) });
      response.end(await answer.text());
      return;
    }
    const operation = target.slice(dynamoDb.length);
    const asked = JSON.parse(text) as StoreRequest;
    const isWrite = /^(?:Put|Update|Delete)Item$/.test(operation);
    const tableName = asked.TableName ?? Object.keys(asked.RequestItems ?? {})[0] ?? '';
    const definition = Object.values(tableDefinitions).find((each) =>
      tableName.endsWith(each.localName.replace(/^latchkey/, '')),
    );
    if (definition === undefined) throw new Error(`No table is called ${tableName}`);
    const find = async (): Promise<Item | undefined> => {
      const names = [definition.partitionKey.name, definition.sortKey?.name].filter(
        (name) => name !== undefined,
      );
      const from = asked.Key ?? asked.Item ?? {};
      const Key = Object.fromEntries(names.map((name) => [name, from[name]]));
      const lookup = JSON.stringify({ TableName: tableName, Key, ConsistentRead: true });
      const found = await send(request, `${dynamoDb}GetItem`, lookup);
      return ((await found.json()) as { readonly Item?: Item }).Item;
    };
    const before = isWrite ? await find() : undefined;
    const answer = await send(
      request,
      target,
      JSON.stringify({ ...asked, ReturnConsumedCapacity: 'INDEXES' }),
    );
    const answered = await answer.text();
    const { ConsumedCapacity = [] } = JSON.parse(answered) as {
      readonly ConsumedCapacity?: Consumed | readonly Consumed[];
    };
    const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
    if (isWrite) meter.writeUnits += units + indexWriteUnits(definition, before, await find());
    // A query that finds nothing is half a unit too, which the embedded engine does not say.
    else meter.readUnits += operation === 'Query' ? Math.max(units, 0.5) : units;
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(answered);
  });
  return { meter, ...(await listenOnLoopback(server)) };
}
