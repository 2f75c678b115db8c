import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import { setAttributes } from '../store/expression.ts';
import type { Query, StoredItem, Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { sessionLength } from '../tenants/tenant.ts';
import { hasNameId } from './directory-session.ts';
import type { EndOfSession } from './end-of-session.ts';
import type { Flow, SignedInFlow } from './flow.ts';
import {
  flowKey,
  removedBySignIn,
  sessionIndexKey,
  signInAttributes,
  toRequestItem,
  toSignInItem,
  userSessionsQuery,
} from './flow-item.ts';
import type { CompletedSignIn, FlowStore } from './flow-store.ts';
import { openRequestCondition } from './open-request.ts';
import { readFlowItem } from './read-flow-item.ts';
import { unusedAssertionCondition } from './replay.ts';
import { useIntervalSeconds } from './sessions/idle.ts';

/** How many sessions end at the same time. */
const sessionsAtOnce = 16;

/**
 * Stores flows in the table `flows`. The conditions of its two writes decide on replay, browser and expiry; they are
 * `openRequestCondition` and `unusedAssertionCondition`.
 */
export function dynamoDbFlowStore(table: Table): FlowStore {
  const find = async (app: AppId, tenant: TenantId, id: FlowId): Promise<Flow | undefined> => {
    const item = await table.get(flowKey(app, tenant, id));
    return item && readFlowItem(item);
  };

  /**
   * Tries `write` and returns the flow as it is then: read back if the condition of the write did not hold, or if the
   * result of the write is unknown (time-out), because it may have succeeded.
   * @throws what `write` threw, unless the flow that was read back is the one that `signIn` makes
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
      const { authenticatedAt, user, tenantCreatedAt } = signIn;
      const answer = { authenticatedAt, user: user.id, now, browserHash };
      const open = openRequestCondition(answer, tenantCreatedAt);
      let isNew = false;
      const flow = await spend(signIn, async () => {
        const item = await table.update(flowKey(signIn.app, signIn.tenant, signIn.id), {
          update: `${update} REMOVE ${removedBySignIn.map((name) => `#${name}`).join(', ')}`,
          condition: open.condition,
          values: { ...values, ...open.values },
        });
        isNew = item !== false;
        return item === false ? undefined : readFlowItem(item);
      });
      return isOurs(flow, signIn) ? { session: flow, isNew } : { refused: flow };
    },

    async signInUnsolicited(signIn) {
      const flow = await spend(signIn, async () => {
        const written = await table.put(toSignInItem(signIn), {
          condition: unusedAssertionCondition,
        });
        return written ? { ...signIn, state: 'signed-in' } : undefined;
      });
      return isOurs(flow, signIn);
    },

    async signOut(app, tenant, id, sessionHash, end) {
      const { update, values } = endingAs(end);
      const item = await table.update(flowKey(app, tenant, id), {
        update,
        condition: '#state = :running AND #sessionHash = :sessionHash',
        values: { ...values, sessionHash },
      });
      const flow = item === false ? undefined : readFlowItem(item);
      return flow?.state === 'requested' ? undefined : flow;
    },

    async noteUse({ app, tenant, id, sessionHash, idleTimeoutSeconds = 0 }, at) {
      const interval = useIntervalSeconds(idleTimeoutSeconds) * 1_000;
      await table.update(flowKey(app, tenant, id), {
        update: 'SET #lastUsedAt = :at',
        condition:
          '#state = :running AND #sessionHash = :sessionHash AND (attribute_not_exists(#lastUsedAt) OR #lastUsedAt <= :due)',
        values: {
          running: 'signed-in',
          sessionHash,
          at: at.toISOString(),
          due: new Date(at.getTime() - interval).toISOString(),
        },
      });
    },

    signOutBySessionIndex: (app, tenant, sessionIndex, end) =>
      endSessions(table, end, {
        index: 'by-session-index',
        condition: '#sessionIndexKey = :key',
        values: { key: sessionIndexKey(app, tenant, sessionIndex) },
      }),

    signOutByNameId: (app, tenant, user, nameId, end) =>
      endSessions(table, end, userSessionsQuery(app, tenant, user), async ({ partitionKey }) => {
        const item = await table.get({ partitionKey: String(partitionKey) });
        const flow = item && readFlowItem(item);
        return flow?.state === 'signed-in' && hasNameId(flow, nameId);
      }),

    signOutUser: (app, tenant, user, end, { generation } = {}) =>
      endSessions(
        table,
        { ...end, only: olderThan('userGeneration', generation) },
        userSessionsQuery(app, tenant, user),
      ),

    signOutTenant: (app, tenant, end, { generation, tenantCreatedAt } = {}) =>
      endSessions(
        table,
        {
          ...end,
          only: [...olderThan('tenantGeneration', generation), ...ofTenant(tenantCreatedAt)],
        },
        {
          index: 'by-time',
          condition: '#logKey = :key AND #logTime > :since',
          values: { key: tenantScope(app, tenant), since: earliestRunning(end.at).toISOString() },
        },
        // This index holds every sign-in of the tenant, and most have ended long ago.
        ({ state, sessionExpiresAt, expiresAt }) =>
          state === 'signed-in' && String(sessionExpiresAt ?? expiresAt) > end.at.toISOString(),
      ),
  };
}

/** Whether `signIn` made this flow: if the answer to the write was lost, the session hash tells. */
function isOurs(flow: Flow | undefined, signIn: CompletedSignIn): flow is SignedInFlow {
  return flow?.state === 'signed-in' && flow.sessionHash === signIn.sessionHash;
}

/** Ends a running session, which leaves the indexes of running sessions. */
function endingAs({ reason, at }: EndOfSession) {
  return {
    update:
      'SET #state = :ended, #endedBy = :reason, #endedAt = :at REMOVE #sessionIndexKey, #userKey, #lastUsedAt',
    values: { running: 'signed-in', ended: 'signed-out', reason, at: at.toISOString() },
  };
}

/** Returns the instant before which no session that runs at `now` can have begun. */
function earliestRunning(now: Date): Date {
  return new Date(now.getTime() - sessionLength.maximumSeconds * 1_000);
}

/** A part of a condition, with its values. */
type Part = readonly [condition: string, values: Readonly<Record<string, string | number>>];

function olderThan(attribute: 'userGeneration' | 'tenantGeneration', generation: number | undefined): Part[] {
  if (generation === undefined) return [];
  return [[`(attribute_not_exists(#${attribute}) OR #${attribute} < :generation)`, { generation }]];
}

function ofTenant(createdAt: Date | undefined): Part[] {
  if (createdAt === undefined) return [];
  return [['#tenantCreatedAt = :tenantCreatedAt', { tenantCreatedAt: createdAt.toISOString() }]];
}

async function endSessions(
  table: Table,
  { only = [], ...end }: EndOfSession & { readonly only?: readonly Part[] },
  query: Query,
  isMeant: (item: StoredItem) => boolean | Promise<boolean> = () => true,
): Promise<number> {
  const { update, values } = endingAs(end);
  const condition = ['#state = :running', ...only.map(([part]) => part)].join(' AND ');
  const compared = Object.assign({ ...values }, ...only.map(([, more]) => more));
  let ended = 0;
  const endOne = async (item: StoredItem) =>
    (await isMeant(item)) &&
    table.update({ partitionKey: String(item['partitionKey']) }, { update, condition, values: compared });
  // Whole pages: a large tenant has a hundred thousand sign-ins, of which few may run.
  for await (const items of table.query(query)) {
    for (let from = 0; from < items.length; from += sessionsAtOnce) {
      const updates = await Promise.all(items.slice(from, from + sessionsAtOnce).map(endOne));
      ended += updates.filter((item) => item !== false).length;
    }
  }
  return ended;
}
