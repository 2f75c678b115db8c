import { describe, expect, it } from 'vitest';
import { dynamoDbFlowStore } from '../../shared/flows/dynamodb-flow-store.ts';
import { dynamoDbRefusalLog } from '../../shared/flows/dynamodb-refusal-log.ts';
import { dynamoDbRefusalRings } from '../../shared/flows/dynamodb-refusal-rings.ts';
import { toRequestItem, toSignInItem } from '../../shared/flows/flow-item.ts';
import { refusalLifetimeSeconds } from '../../shared/flows/refusal-log.ts';
import { slotKey } from '../../shared/flows/refusal-ring-item.ts';
import type { NewItem, StoredItem, Table } from '../../shared/store/table.ts';
import { aRequest, aSignIn, newTenantId } from '../store/samples.ts';

const lost = new Error('nobody said what became of it');
const refuse = () => {
  throw new TypeError('not asked for here');
};

/** A table that answers as a test says, and nothing else. */
const tableWith = (answers: Partial<Table>): Table => ({
  get: refuse,
  getEach: refuse,
  put: refuse,
  update: refuse,
  delete: refuse,
  query: refuse,
  ...answers,
});
const stored = (item: NewItem): StoredItem =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

describe('a sign-in whose answer is lost', () => {
  const request = aRequest();
  const signIn = aSignIn(request);
  const storeThatHas = (found: () => Promise<StoredItem | undefined>) => {
    const write = () => Promise.reject(lost);
    return dynamoDbFlowStore(tableWith({ update: write, put: write, get: found }));
  };

  it('was written where the flow is found to be ours', async () => {
    const store = storeThatHas(async () => stored(toSignInItem(signIn)));

    expect(await store.signInSolicited(signIn, request.browserHash, new Date())).toStrictEqual({});
    expect(await store.signInUnsolicited(signIn)).toBe(true);
  });

  it.each<[string, () => Promise<StoredItem | undefined>]>([
    ['no flow is found', async () => undefined],
    ['the request is still open', async () => stored(toRequestItem(request))],
    ['somebody else has spent it', async () => stored(toSignInItem(aSignIn(request)))],
    ['nothing can be found', async () => refuse()],
  ])('is a fault where %s', async (_, found) => {
    const store = storeThatHas(found);

    await expect(store.signInSolicited(signIn, request.browserHash, new Date())).rejects.toBe(lost);
    await expect(store.signInUnsolicited(signIn)).rejects.toBe(lost);
  });
});

it('counts the sessions that it has ended, and not those that had ended before', async () => {
  const answers: (StoredItem | false)[] = [{}, false, {}];
  const store = dynamoDbFlowStore(
    tableWith({
      query: async function* () {
        yield [{ partitionKey: '1' }, { partitionKey: '2' }, { partitionKey: '3' }];
      },
      update: async () => answers.pop() ?? false,
    }),
  );

  expect(await store.signOutBySessionIndex('timetrack', newTenantId(), '_a')).toBe(2);
});

describe('a refusal', () => {
  const tenant = newTenantId();
  const at = new Date('2026-11-22T12:00:00.001Z');
  const timeToLive = Date.UTC(2026, 10, 22, 12, 0, 1) / 1_000 + refusalLifetimeSeconds;
  const refusal = { app: 'timetrack', tenant, reference: 'r', problem: 'key-unknown', at } as const;
  const item = {
    ...refusal,
    ...slotKey('timetrack', tenant, 3),
    slot: 3,
    at: at.toISOString(),
    timeToLive,
  };
  const listed = (...items: StoredItem[]) =>
    dynamoDbRefusalLog(tableWith({ getEach: async () => items })).list('timetrack', tenant, at);

  it('is swept when its time is over, and its ring with it', async () => {
    const written: unknown[] = [];
    const table = tableWith({
      update: async (key, { values }) => {
        written.push(values?.['timeToLive'], values?.['rings']);
        return { ...key, timeToLive, recorded: 1 };
      },
      put: async (slot) => {
        written.push(slot['timeToLive']);
        return true;
      },
    });
    await dynamoDbRefusalLog(table).record(refusal);

    expect(written).toEqual([timeToLive, 'refusals', timeToLive]);
  });

  it('is listed as it was recorded', async () => {
    expect(await listed(item)).toEqual([refusal]);
  });

  it.each([
    ['in the slot of another', { slot: 4 }],
    ['of a flow that is no text', { flow: 7 }],
  ])('is not listed %s', async (_, wrong) => {
    await expect(listed({ ...item, ...wrong })).rejects.toThrow('Stored item');
  });
});

describe('a ring that moved', () => {
  const moved = (partitionKey: string) =>
    dynamoDbRefusalRings(
      tableWith({
        query: async function* () {
          yield [{ partitionKey, timeToLive: 1, recorded: 2 }];
        },
      }),
    ).moved(new Date(), 10);

  it.each([
    ['timetrack#acme#refusals', { app: 'timetrack', tenant: 'acme', recorded: 2, announced: 0 }],
    ['trakstar#-#refusals', { app: 'trakstar', recorded: 2, announced: 0 }],
  ])('is read from %s', async (key, ring) => {
    expect(await moved(key)).toStrictEqual([ring]);
  });

  it.each(['toString#acme#refusals', 'other#acme#refusals', 'timetrack#ACME#refusals', 'timetrack', ''])(
    'is none of a tenant by the key %j',
    async (key) => {
      await expect(moved(key)).rejects.toThrow(`Stored item ${key} is the ring of no tenant`);
    },
  );

  it('is none where nothing moved, and counts what has no name yet', async () => {
    const rings = dynamoDbRefusalRings(
      tableWith({
        query: async function* () {},
        getEach: async () => [{ problem: 'key-unknown' }, {}],
      }),
    );
    const ring = { app: 'timetrack', tenant: newTenantId(), recorded: 5, announced: 3 } as const;

    expect(await rings.moved(new Date(), 10)).toEqual([]);
    expect(await rings.fresh(ring)).toEqual({ count: 2, problems: { 'key-unknown': 1 } });
  });

  it('is announced by one write where it has not moved on', async () => {
    const updates: string[] = [];
    const rings = dynamoDbRefusalRings(
      tableWith({
        update: async (_, { update }) => {
          updates.push(update);
          return {};
        },
      }),
    );
    await rings.markAnnounced({ app: 'timetrack', recorded: 5, announced: 3 });

    expect(updates).toEqual(['SET #announced = :recorded REMOVE #logKey, #logTime']);
  });

  it('asks for nothing where nothing is new', async () => {
    const rings = dynamoDbRefusalRings(tableWith({}));
    const ring = { app: 'timetrack', recorded: 5, announced: 5 } as const;

    expect(await rings.fresh(ring)).toEqual({ count: 0, problems: {} });
  });
});
