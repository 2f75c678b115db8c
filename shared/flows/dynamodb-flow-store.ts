import type { AppId, TenantId } from '../apps/profile.ts';
import { setEach } from '../store/expression.ts';
import type { Query, Table } from '../store/table.ts';
import type { Flow, FlowId } from './flow.ts';
import {
  flowKey,
  readFlowItem,
  sessionIndexKey,
  signInAttributes,
  toRequestItem,
  toSignInItem,
  userSessionsKey,
} from './flow-item.ts';
import type { FlowStore, SignIn } from './flow-store.ts';

/** How many sessions are ended at once. */
const sessionsAtOnce = 16;

/** Flows in the table `flows`. */
export function dynamoDbFlowStore(table: Table): FlowStore {
  const find = async (app: AppId, tenant: TenantId, id: FlowId): Promise<Flow | undefined> => {
    const item = await table.get(flowKey(app, tenant, id));
    return item && readFlowItem(item);
  };

  return {
    find,

    async request(flow) {
      const written = await table.put(toRequestItem(flow), {
        condition: 'attribute_not_exists(#partitionKey) OR #browserHash = :browserHash',
        values: { browserHash: flow.browserHash },
      });
      if (!written) throw new Error(`The flow ${flow.id} exists already`);
    },

    async signInSolicited(signIn, browserHash, now) {
      const { update, values } = setEach(signInAttributes(signIn));
      const item = await table.update(flowKey(signIn.app, signIn.tenant, signIn.id), {
        update: `${update} REMOVE #browserHash`,
        condition: '#state = :requested AND #browserHash = :browserHash AND #expiresAt > :now',
        values: { ...values, requested: 'requested', browserHash, now: now.toISOString() },
      });
      const flow = item === false ? await find(signIn.app, signIn.tenant, signIn.id) : readFlowItem(item);
      if (!isOurs(flow, signIn)) return { refused: flow };
      return flow?.returnTo === undefined ? {} : { returnTo: flow.returnTo };
    },

    async signInUnsolicited(signIn) {
      const written = await table.put(toSignInItem(signIn), {
        condition: 'attribute_not_exists(#partitionKey)',
      });
      return written || isOurs(await find(signIn.app, signIn.tenant, signIn.id), signIn);
    },

    async signOut(app, tenant, id, sessionHash) {
      const item = await table.update(flowKey(app, tenant, id), {
        ...endSession,
        condition: '#state = :running AND #sessionHash = :sessionHash',
        values: { ...endSession.values, running: 'signed-in', sessionHash },
      });
      return item !== false;
    },

    signOutBySessionIndex: (app, tenant, sessionIndex) =>
      endSessions(table, {
        index: 'by-session-index',
        condition: '#sessionIndexKey = :key',
        values: { key: sessionIndexKey(app, tenant, sessionIndex) },
      }),

    signOutUser: (app, tenant, user) =>
      endSessions(table, {
        index: 'by-user',
        condition: '#userKey = :key',
        values: { key: userSessionsKey(app, tenant, user) },
      }),
  };
}

/** Whether the flow is what `signIn` made of it: where the write's answer was lost, its secret tells. */
function isOurs(flow: Flow | undefined, signIn: SignIn): boolean {
  return flow?.state === 'signed-in' && flow.sessionHash === signIn.sessionHash;
}

/** A session that has ended leaves the indexes of running ones. */
const endSession = {
  update: 'SET #state = :ended REMOVE #sessionIndexKey, #userKey',
  values: { ended: 'signed-out' },
};

async function endSessions(table: Table, query: Query): Promise<number> {
  let ended = 0;
  for await (const items of table.query({ ...query, pageSize: sessionsAtOnce })) {
    const updates = items.map(({ partitionKey }) =>
      table.update(
        { partitionKey: String(partitionKey) },
        {
          ...endSession,
          condition: '#state = :running',
          values: { ...endSession.values, running: 'signed-in' },
        },
      ),
    );
    ended += (await Promise.all(updates)).filter((item) => item !== false).length;
  }
  return ended;
}
