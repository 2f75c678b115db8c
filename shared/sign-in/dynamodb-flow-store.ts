import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import { setAttributes } from '../store/expression.ts';
import type { Query, StoredItem, Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { sessionLength } from '../tenants/tenant.ts';
import type { Flow, SignedInFlow } from './flow.ts';
import {
  flowKey,
  readFlowItem,
  sessionIndexKey,
  signInAttributes,
  toRequestItem,
  toSignInItem,
  userSessionsKey,
} from './flow-item.ts';
import type { CompletedSignIn, FlowStore } from './flow-store.ts';

/** How many sessions are ended at once. */
const sessionsAtOnce = 16;

/** Flows in the table `flows`. */
export function dynamoDbFlowStore(table: Table): FlowStore {
  const find = async (app: AppId, tenant: TenantId, id: FlowId): Promise<Flow | undefined> => {
    const item = await table.get(flowKey(app, tenant, id));
    return item && readFlowItem(item);
  };

  /**
   * What the flow is once `write` was tried: by the flow itself where the write's condition did not hold, and where
   * nobody said what became of it, for then the message may be spent already.
   * @throws what `write` threw, unless the flow is found to be what it was to become
   */
  const spend = async (
    signIn: CompletedSignIn,
    write: () => Promise<Flow | undefined>,
  ): Promise<Flow | undefined> => {
    const { app, tenant, id } = signIn;
    let written: Flow | undefined;
    try {
      written = await write();
    } catch (error) {
      const flow = await find(app, tenant, id).catch(() => undefined);
      if (isOurs(flow, signIn)) return flow;
      throw error;
    }
    return written ?? find(app, tenant, id);
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
      const { update, values } = setAttributes(signInAttributes(signIn));
      let isNew = false;
      const flow = await spend(signIn, async () => {
        const item = await table.update(flowKey(signIn.app, signIn.tenant, signIn.id), {
          update: `${update} REMOVE #browserHash`,
          condition: `#state = :requested AND #browserHash = :browserHash AND #expiresAt > :now${ofSameTenant(signIn)}`,
          values: { ...values, requested: 'requested', browserHash, now: now.toISOString() },
        });
        isNew = item !== false;
        return item === false ? undefined : readFlowItem(item);
      });
      return isOurs(flow, signIn) ? { session: flow, isNew } : { refused: flow };
    },

    async signInUnsolicited(signIn) {
      const flow = await spend(signIn, async () => {
        const written = await table.put(toSignInItem(signIn), {
          condition: 'attribute_not_exists(#partitionKey)',
        });
        return written ? { ...signIn, state: 'signed-in' } : undefined;
      });
      return isOurs(flow, signIn);
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

    signOutTenant: (app, tenant, now) =>
      endSessions(
        table,
        {
          index: 'by-time',
          condition: '#logKey = :key AND #logTime > :since',
          values: { key: tenantScope(app, tenant), since: earliestRunning(now).toISOString() },
        },
        // What this index holds is whole, and most of it has ended long ago.
        ({ state, sessionExpiresAt }) =>
          state === 'signed-in' && String(sessionExpiresAt) > now.toISOString(),
      ),
  };
}

/** A request of the release before does not say which tenant of the name began it. */
function ofSameTenant({ tenantCreatedAt }: CompletedSignIn): string {
  if (tenantCreatedAt === undefined) return '';
  return ' AND (attribute_not_exists(#tenantCreatedAt) OR #tenantCreatedAt = :tenantCreatedAt)';
}

/** Whether the flow is what `signIn` made of it: where the write's answer was lost, its secret tells. */
function isOurs(flow: Flow | undefined, signIn: CompletedSignIn): flow is SignedInFlow {
  return flow?.state === 'signed-in' && flow.sessionHash === signIn.sessionHash;
}

/** A session that has ended leaves the indexes of running ones. */
const endSession = {
  update: 'SET #state = :ended REMOVE #sessionIndexKey, #userKey',
  values: { ended: 'signed-out' },
};

/** No session that began before is running at `now`. */
function earliestRunning(now: Date): Date {
  return new Date(now.getTime() - sessionLength.maximumSeconds * 1_000);
}

async function endSessions(
  table: Table,
  query: Query,
  mayRun: (item: StoredItem) => boolean = () => true,
): Promise<number> {
  let ended = 0;
  for await (const items of table.query({ ...query, pageSize: sessionsAtOnce })) {
    const updates = items.filter(mayRun).map(({ partitionKey }) =>
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
