import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { announceSessionEnds } from '../../../functions/announce-session-ends/endpoint.ts';
import type { LatchkeyEvent } from '../../../shared/events/latchkey-event.ts';
import type { EndedSession } from '../../../shared/session-ends/ended-session.ts';
import { toSignInItem } from '../../../shared/sign-in/flow-item.ts';
import type { StreamRecord } from '../../../shared/store/stream-record.ts';
import type { NewItem } from '../../../shared/store/table.ts';
import { toUserItem } from '../../../shared/users/user-item.ts';
import { useLog } from '../../harness/logged.ts';
import { aSignIn, aUser, now, secondsFromNow } from '../../harness/samples.ts';

const log = useLog();
const signIn = aSignIn();
const running = toSignInItem(signIn);
const { sessionIndexKey: _, userKey: __, ...left } = running;
const ended: NewItem = {
  ...left,
  state: 'signed-out',
  endedBy: 'signed-out',
  endedAt: secondsFromNow(60).toISOString(),
};

const record = (before: NewItem | undefined, after: NewItem | undefined): StreamRecord => {
  const image = (item: NewItem) => marshall(item, { removeUndefinedValues: true });
  return { dynamodb: { OldImage: before && image(before), NewImage: after && image(after) } };
};

/** Announces `records`; returns what was told and what was ended. */
async function announced(records: readonly StreamRecord[], fails = false) {
  const told: { events: LatchkeyEvent[]; clientsOf: string[]; ended: unknown[] } = {
    events: [],
    clientsOf: [],
    ended: [],
  };
  const run = announceSessionEnds(
    {
      flows: {
        signOutUser: async (...which) => told.ended.push(which),
        signOutTenant: async (...which) => told.ended.push(which),
      },
      events: {
        publish: async (events) => {
          if (fails) throw new Error('EventBridge did not take 1 events');
          told.events.push(...events);
        },
      },
      notifyClients: async ({ id }: EndedSession) => void told.clientsOf.push(id),
      clock: () => now,
    },
    records,
  );
  await run;
  return told;
}

describe('the end of a session', () => {
  it('is told on the event bus and to the clients, with its reason and no name', async () => {
    const { events, clientsOf } = await announced([record(running, ended)]);
    expect(events).toMatchObject([
      {
        type: 'latchkey.session.ended',
        detail: {
          at: secondsFromNow(60).toISOString(),
          app: signIn.app,
          tenant: signIn.tenant,
          user: signIn.user.id,
          session: signIn.id,
          reason: 'signed-out',
        },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(signIn.user.signInName);
    expect(clientsOf).toEqual([signIn.id]);
  });

  it('has the same id when its record is delivered again', async () => {
    const [once, again] = [
      await announced([record(running, ended)]),
      await announced([record(running, ended)]),
    ];
    expect(once.events).toEqual(again.events);
  });

  it.each<[what: string, before: NewItem | undefined, after: NewItem | undefined]>([
    ['a new session', undefined, running],
    ['a session that was used', running, { ...running, lastUsedAt: now.toISOString() }],
    ['a session that ended before', ended, ended],
    ['an ended session that was swept', ended, undefined],
    ['a running session that was swept after its time', running, undefined],
  ])('is not told of %s', async (_, before, after) => {
    expect(await announced([record(before, after)])).toEqual({ events: [], clientsOf: [], ended: [] });
  });

  it('is told though a record beside it cannot be read, which is logged', async () => {
    const broken = { ...ended, assertionId: 7 } as NewItem;
    const { clientsOf } = await announced([record(running, broken), record(running, ended)]);
    expect(clientsOf).toEqual([signIn.id]);
    expect(log.lines()).toHaveLength(1);
  });

  it('fails as a whole where the event bus fails, so that the stream delivers it again', async () => {
    await expect(announced([record(running, ended)], true)).rejects.toThrow('EventBridge');
  });
});

describe('a generation', () => {
  const user = aUser({ sessionGeneration: 1 });

  it('ends the items of the sessions that it outdated, and no newer one', async () => {
    const after = { ...user, sessionGeneration: 2, active: false };
    const { ended: calls } = await announced([record(toUserItem(user), toUserItem(after))]);
    const end = { reason: 'user-deactivated', at: now };
    expect(calls).toEqual([[user.app, user.tenant, user.id, end, { generation: 2 }]]);
  });

  it('ends nothing where it stayed the same', async () => {
    const after = { ...user, displayName: 'Britta' };
    expect((await announced([record(toUserItem(user), toUserItem(after))])).ended).toEqual([]);
  });
});
