import { describe, expect, it } from 'vitest';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { toRequestItem, toSignInItem } from '../../shared/sign-in/flow-item.ts';
import { dynamoDbRejectionBuffers } from '../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import { dynamoDbRejectionLog } from '../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { earlierBufferSlotKey } from '../../shared/sign-in/log/earlier-rejection-buffer.ts';
import { bufferSlotKey } from '../../shared/sign-in/log/rejection-buffer-item.ts';
import { rejectionLifetimeSeconds } from '../../shared/sign-in/log/rejection-log.ts';
import type { NewItem, StoredItem, Table } from '../../shared/store/table.ts';
import { aRequest, aSignIn, newTenantId } from '../harness/samples.ts';

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

    expect(await store.signInSolicited(signIn, request.browserHash, new Date())).toMatchObject({
      session: { sessionHash: signIn.sessionHash },
      isNew: false,
    });
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

const logout = { reason: 'directory-logout', at: new Date('2026-11-22T12:00:00.000Z') } as const;

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

  expect(await store.signOutBySessionIndex('timetrack', newTenantId(), '_a', logout)).toBe(2);
});

describe('a refusal', () => {
  const tenant = { id: newTenantId(), createdAt: new Date('2026-11-20T08:00:00.000Z') };
  const at = new Date('2026-11-22T12:00:00.001Z');
  const timeToLive = Date.UTC(2026, 10, 22, 12, 0, 1) / 1_000 + rejectionLifetimeSeconds;
  const what = { app: 'timetrack', reference: 'r', problem: 'key-unknown', at } as const;
  const refusal = { ...what, tenant, signed: false };
  const listing = { ...what, tenant: tenant.id };
  const item = {
    ...what,
    ...bufferSlotKey('timetrack', tenant, 'unsigned', 3),
    tenant: tenant.id,
    tenantCreatedAt: tenant.createdAt.toISOString(),
    ring: 'unsigned',
    slot: 3,
    at: at.toISOString(),
    timeToLive,
  };
  /** As the release before two rings wrote it. */
  const earlier = {
    ...what,
    ...earlierBufferSlotKey('timetrack', tenant.id, 3),
    tenant: tenant.id,
    slot: 3,
    at: at.toISOString(),
    timeToLive,
  };
  const listed = (...items: StoredItem[]) => {
    const answers = [items];
    return dynamoDbRejectionLog(tableWith({ getEach: async () => answers.pop() ?? [] })).list(
      'timetrack',
      tenant,
      at,
    );
  };

  it('is swept when its time is over, and its rings with it', async () => {
    const written: unknown[] = [];
    const table = tableWith({
      update: async (key, { values }) => {
        written.push(values?.['timeToLive'], values?.['rings']);
        return { ...key, timeToLive, unsigned: 1 };
      },
      put: async (slot) => {
        written.push(slot['timeToLive']);
        return true;
      },
    });
    await dynamoDbRejectionLog(table).record(refusal);

    expect(written).toEqual([timeToLive, 'refusals', timeToLive]);
  });

  it('is listed as it was recorded', async () => {
    expect(await listed(item)).toEqual([{ ...listing, signed: false }]);
    const signed = { ...item, ...bufferSlotKey('timetrack', tenant, 'signed', 3), ring: 'signed' };
    expect(await listed(signed)).toEqual([{ ...listing, signed: true }]);
  });

  it('of the release before is listed with them, but of an earlier tenant of the name', async () => {
    expect(await listed(earlier)).toEqual([{ ...listing, signed: false }]);
    const message = { failed: ['audience'] };
    expect(await listed({ ...earlier, message })).toEqual([{ ...listing, message, signed: true }]);
    const before = { at: new Date(tenant.createdAt.getTime() - 1).toISOString() };
    expect(await listed({ ...earlier, ...before })).toEqual([]);
  });

  it.each([
    ['in the slot of another', { slot: 4 }],
    ['in the other ring', { ring: 'signed' }],
    ['of an earlier tenant of the name', { tenantCreatedAt: at.toISOString() }],
    ['of a flow that is no text', { flow: 7 }],
  ])('is not listed %s', async (_, wrong) => {
    await expect(listed({ ...item, ...wrong })).rejects.toThrow('Stored item');
  });
});

describe('the rings that moved', () => {
  const none = { signed: 0, unsigned: 0, unknownKeys: 0 };
  const nobodys = {
    app: 'timetrack',
    partitionKey: 'timetrack#-#-#refusals',
    recorded: { signed: 1, unsigned: 4, unknownKeys: 0 },
    announced: { signed: 0, unsigned: 3, unknownKeys: 0 },
  } as const;
  const moved = (item: StoredItem) =>
    dynamoDbRejectionBuffers(
      tableWith({
        query: async function* () {
          yield [item];
        },
      }),
    ).moved(new Date(), 10);

  it.each([
    [
      'timetrack#acme#2026-11-20T08:00:00.000Z#refusals',
      { app: 'timetrack', tenant: { id: 'acme', createdAt: new Date('2026-11-20T08:00:00.000Z') } },
    ],
    ['trakstar#-#-#refusals', { app: 'trakstar' }],
  ])('are read from %s', async (partitionKey, owner) => {
    const counts = { signed: 2, unsigned: 5, unknownKeys: 1, announcedUnsigned: 4 };
    expect(await moved({ partitionKey, timeToLive: 1, ...counts })).toStrictEqual([
      {
        partitionKey,
        ...owner,
        recorded: { signed: 2, unsigned: 5, unknownKeys: 1 },
        announced: { ...none, unsigned: 4 },
      },
    ]);
  });

  it('of the release before are read too: what came since may have been an unknown key', async () => {
    const buffers = await moved({
      partitionKey: 'timetrack#acme#refusals',
      timeToLive: 1,
      recorded: 5,
      announced: 3,
    });
    expect(buffers).toMatchObject([
      {
        app: 'timetrack',
        tenant: { id: 'acme' },
        recorded: { signed: 0, unsigned: 5, unknownKeys: 5 },
        announced: { signed: 0, unsigned: 3, unknownKeys: 3 },
      },
    ]);
    const [buffer = nobodys] = buffers;
    const updates: unknown[] = [];
    const table = tableWith({
      update: async (key, { update, values }) => {
        updates.push([key, update, values]);
        return {};
      },
    });
    await dynamoDbRejectionBuffers(table).markAnnounced(buffer);
    expect(updates).toEqual([
      [
        { partitionKey: 'timetrack#acme#refusals' },
        'SET #announced = :recorded REMOVE #logKey, #logTime',
        { recorded: 5 },
      ],
    ]);
  });

  it.each([
    'toString#acme#2026-11-20T08:00:00.000Z#refusals',
    'timetrack#ACME#2026-11-20T08:00:00.000Z#refusals',
    'timetrack#acme#then#refusals',
    'timetrack#acme#-#refusals',
    'timetrack#-#2026-11-20T08:00:00.000Z#refusals',
    'timetrack',
  ])('are none of a tenant by the key %j', async (partitionKey) => {
    await expect(moved({ partitionKey, timeToLive: 1 })).rejects.toThrow(
      `Stored item ${partitionKey} counts the refusals of no tenant`,
    );
  });

  it('are none where nothing moved, and count what has no name yet', async () => {
    const buffers = dynamoDbRejectionBuffers(
      tableWith({
        query: async function* () {},
        getEach: async () => [{ problem: 'key-unknown' }, {}],
      }),
    );
    expect(await buffers.moved(new Date(), 10)).toEqual([]);
    expect(await buffers.fresh(nobodys)).toEqual({ count: 2, problems: { 'key-unknown': 1 } });
  });

  it('are announced by one write where they have not moved on', async () => {
    const updates: string[] = [];
    const buffers = dynamoDbRejectionBuffers(
      tableWith({
        update: async (_, { update }) => {
          updates.push(update);
          return {};
        },
      }),
    );
    await buffers.markAnnounced(nobodys);

    expect(updates).toEqual([
      'SET #announcedSigned = :signed, #announcedUnsigned = :unsigned, #announcedUnknownKeys = :unknownKeys REMOVE #logKey, #logTime',
    ]);
  });

  it('ask for nothing where nothing is new', async () => {
    const buffers = dynamoDbRejectionBuffers(tableWith({}));

    expect(await buffers.fresh({ ...nobodys, announced: nobodys.recorded })).toEqual({
      count: 0,
      problems: {},
    });
  });
});
