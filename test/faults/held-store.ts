import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a side asks of the store, before it is done. */
export interface Step {
  /** `GetItem`, `UpdateItem`, … */
  readonly operation: string;
  /** Of the items that it names: `timetrack#acme tenant`. None of a query. */
  readonly items: readonly string[];
}

/** What becomes of a step. `lost`: it takes effect, and its side does not live to hear of it. */
export type Fate = 'done' | 'throttled' | 'never-sent' | 'lost';

/** One side of a race: its own door to the store, at which every step waits until it is let through. */
export interface Side {
  readonly endpoint: string;
  /** From now on steps wait; before, they pass. */
  hold(): void;
  /** Resolves once a step waits; at once where one does. */
  waits(): Promise<void>;
  /** The first step that waits. */
  next(): Step | undefined;
  /** Lets the first step meet its fate, and resolves once it has. */
  release(fate?: Fate): Promise<void>;
}

/** A door to the embedded DynamoDB behind `target`, through which each side goes by a path of its own. */
export interface HeldStore {
  side(name: string): Side;
  stop(): Promise<void>;
}

interface Waiting {
  readonly step: Step;
  meet(fate: Fate): Promise<void>;
}

class HeldSide implements Side {
  readonly endpoint: string;
  readonly waiting: Waiting[] = [];
  isHeld = false;
  isDead = false;
  #arrival = Promise.withResolvers<void>();

  constructor(endpoint: string) {
    this.endpoint = endpoint;
  }

  hold(): void {
    this.isHeld = true;
  }

  waits(): Promise<void> {
    return this.waiting.length > 0 ? Promise.resolve() : this.#arrival.promise;
  }

  next(): Step | undefined {
    return this.waiting[0]?.step;
  }

  arrive(waiting: Waiting): void {
    this.waiting.push(waiting);
    this.#arrival.resolve();
    this.#arrival = Promise.withResolvers();
  }

  async release(fate: Fate = 'done'): Promise<void> {
    if (fate === 'never-sent' || fate === 'lost') this.isDead = true;
    await this.waiting.shift()?.meet(fate);
  }
}

/**
 * Opens such a door. The indexes of sessions lag behind at their worst: they know of no session at all. What touches
 * nothing that the other side changes does not wait, for it would not matter when it is done: histories, rings of
 * refusals, claims of identities (each side has its own), a look at a flow, and lists of a partition of which no sign-in adds or removes an item.
 */
export async function holdStore(target: string): Promise<HeldStore> {
  const sides = new Map<string, HeldSide>();
  const server = createServer((request, response) => {
    const side = sides.get(request.url?.split('/')[1] ?? '');
    serve(target, side, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    side(name) {
      const side = new HeldSide(`http://127.0.0.1:${port}/${name}`);
      sides.set(name, side);
      return side;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function serve(
  target: string,
  side: HeldSide | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await text(request);
  const [, operation = ''] = String(request.headers['x-amz-target']).split('.');
  const forward = async () => {
    const { 'content-length': _, connection: __, host: ___, ...headers } = request.headers;
    const answer = await fetch(target, { method: 'POST', headers: headers as Record<string, string>, body });
    return { status: answer.status, body: await answer.text() };
  };
  if (side === undefined || side.isDead) return void response.destroy();
  const asked = JSON.parse(body) as Asked;
  if (laggingIndexes.includes(asked.IndexName ?? '')) return answer(response, 200, '{"Items":[],"Count":0}');
  const items = itemsOf(asked);
  if (!side.isHeld || isOfNoConcern(operation, asked, items)) {
    const { status, body: said } = await forward();
    return answer(response, status, said);
  }
  side.arrive({
    step: { operation, items },
    async meet(fate) {
      if (fate === 'throttled') return answer(response, 400, throttled);
      const { status, body: said } = fate === 'never-sent' ? { status: 0, body: '' } : await forward();
      if (fate === 'done') answer(response, status, said);
      else response.destroy();
    },
  });
}

function isOfNoConcern(operation: string, { IndexName }: Asked, items: readonly string[]): boolean {
  if (operation === 'Query') return IndexName !== 'by-identity';
  const isFlow = (item: string) => !item.includes(' ');
  return items.every(
    (item) =>
      item.startsWith('history#') ||
      item.includes('#refusal') ||
      item.includes(' user-identity#') ||
      (operation === 'GetItem' && isFlow(item)),
  );
}

interface Asked {
  readonly IndexName?: string;
  readonly Key?: Attributes;
  readonly Item?: Attributes;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Attributes[] }>>;
}

type Attributes = Readonly<Record<string, { readonly S?: string }>>;

const laggingIndexes = ['by-user', 'by-time', 'by-session-index'];
const throttled = JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' });

function itemsOf({ Key, Item, RequestItems = {} }: Asked): readonly string[] {
  const keys = [Key, Item, ...Object.values(RequestItems).flatMap(({ Keys }) => Keys)];
  return keys.flatMap((key) =>
    key === undefined ? [] : [[key['partitionKey']?.S, key['sortKey']?.S].filter(Boolean).join(' ')],
  );
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}
