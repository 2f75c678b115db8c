import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedCount,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { NewItem, StoredItem } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import type { Flow, RequestedFlow } from './flow.ts';
import type { CompletedSignIn } from './flow-store.ts';
import { initiations } from './initiation.ts';
import { storedResponseProfile } from './response-profile.ts';

/** The key of a flow. */
export function flowKey(app: AppId, tenant: TenantId, id: FlowId) {
  return { partitionKey: `${tenantScope(app, tenant)}#${id}` };
}

/** Where the index `by-user` holds the running sessions of a user. */
export function userSessionsKey(app: AppId, tenant: TenantId, user: UserId): string {
  return `${tenantScope(app, tenant)}#${user}`;
}

/**
 * Where the index `by-session-index` holds the running sessions of this session index: by its SHA-256, for a
 * logout request may bring any text at all and a key takes 2,048 bytes.
 */
export function sessionIndexKey(app: AppId, tenant: TenantId, sessionIndex: string): string {
  return `${tenantScope(app, tenant)}#${createHash('sha256').update(sessionIndex).digest('base64url')}`;
}

const userId = v.custom<UserId>((value) => typeof value === 'string' && value !== '');

const common = {
  partitionKey: v.string(),
  timeToLive: v.number(),
  app: storedAppId,
  tenant: storedTenantId,
  id: v.custom<FlowId>((value) => typeof value === 'string' && value !== ''),
  tenantCreatedAt: v.exactOptional(storedInstant),
  expiresAt: storedInstant,
  returnTo: v.exactOptional(v.string()),
};

const signedInItem = {
  ...common,
  requestedAt: v.exactOptional(storedInstant),
  initiatedBy: v.picklist(['sp', 'idp']),
  launch: v.exactOptional(v.picklist(initiations)),
  signedInAt: storedInstant,
  sessionExpiresAt: storedInstant,
  sessionHash: storedText,
  user: v.strictObject({
    id: userId,
    signInName: storedText,
    displayName: v.exactOptional(v.string()),
  }),
  userGeneration: v.exactOptional(storedCount),
  tenantGeneration: v.exactOptional(storedCount),
  issuer: storedText,
  assertionId: storedText,
  nameId: v.string(),
  sessionIndex: v.exactOptional(v.string()),
  sessionIndexKey: v.exactOptional(v.string()),
  userKey: v.exactOptional(v.string()),
  shape: v.exactOptional(storedResponseProfile),
  logKey: v.string(),
  logTime: v.string(),
};

const flowItem = v.variant('state', [
  v.strictObject({
    ...common,
    state: v.literal('requested'),
    requestedAt: storedInstant,
    browserHash: storedText,
  }),
  v.strictObject({ ...signedInItem, state: v.picklist(['signed-in', 'signed-out']) }),
]);

/**
 * The longest text of a message that a flow keeps, in characters: an assertion of 256 kB may hold any. Directories send
 * 33 to 64.
 */
export const longestText = 256;

/** A request as it is stored. */
export function toRequestItem(flow: RequestedFlow): NewItem {
  return {
    ...flowKey(flow.app, flow.tenant, flow.id),
    app: flow.app,
    tenant: flow.tenant,
    id: flow.id,
    state: flow.state,
    requestedAt: flow.requestedAt.toISOString(),
    browserHash: flow.browserHash,
    tenantCreatedAt: flow.tenantCreatedAt?.toISOString(),
    returnTo: flow.returnTo,
    ...expiry(flow.expiresAt),
  };
}

/** What a sign-in writes beside the item's key, app, tenant and id: the session and the log entry. */
export function signInAttributes(signIn: CompletedSignIn) {
  const { app, tenant, user, sessionIndex } = signIn;
  return {
    state: 'signed-in',
    tenantCreatedAt: signIn.tenantCreatedAt?.toISOString(),
    initiatedBy: signIn.initiatedBy,
    launch: signIn.launch,
    signedInAt: signIn.signedInAt.toISOString(),
    sessionExpiresAt: signIn.sessionExpiresAt.toISOString(),
    sessionHash: signIn.sessionHash,
    user: { id: user.id, signInName: user.signInName, displayName: user.displayName?.slice(0, longestText) },
    userGeneration: signIn.userGeneration,
    tenantGeneration: signIn.tenantGeneration,
    issuer: signIn.issuer,
    assertionId: signIn.assertionId.slice(0, longestText),
    nameId: signIn.nameId,
    // The key is made of all of it: a logout that names it finds the session.
    sessionIndex: sessionIndex?.slice(0, longestText),
    sessionIndexKey: sessionIndex === undefined ? undefined : sessionIndexKey(app, tenant, sessionIndex),
    userKey: userSessionsKey(app, tenant, user.id),
    shape: signIn.shape && { ...signIn.shape },
    logKey: tenantScope(app, tenant),
    logTime: signIn.signedInAt.toISOString(),
    ...expiry(signIn.expiresAt),
  };
}

/** An unsolicited sign-in as it is stored. */
export function toSignInItem(signIn: CompletedSignIn): NewItem {
  const { app, tenant, id } = signIn;
  return { ...flowKey(app, tenant, id), app, tenant, id, ...signInAttributes(signIn) };
}

/** @throws StoredItemError where `item` is not a whole flow. */
export function readFlowItem(item: StoredItem): Flow {
  const stored = readStored(flowItem, item);
  requireKey(item, flowKey(stored.app, stored.tenant, stored.id));
  const { partitionKey, timeToLive, ...flow } = stored;
  if (flow.state === 'requested') return flow;
  const { sessionIndexKey: _, userKey, logKey, logTime, ...signedIn } = flow;
  return signedIn;
}

/** The code compares the exact time. DynamoDB deletes by whole seconds. */
function expiry(expiresAt: Date) {
  return { expiresAt: expiresAt.toISOString(), timeToLive: Math.ceil(expiresAt.getTime() / 1_000) };
}
