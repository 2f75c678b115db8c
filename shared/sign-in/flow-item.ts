import { createHash } from 'node:crypto';
import type { AppId } from '../ids/app-id.ts';
import type { FlowId } from '../ids/flow-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import { authorizationText } from '../openid/stored-authorization.ts';
import type { NewItem, Query } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { authenticationText } from './authentication-text.ts';
import { directorySessionAttributes } from './directory-session-item.ts';
import type { RequestedFlow } from './flow.ts';
import type { CompletedSignIn } from './flow-store.ts';
import { longestText } from './longest-text.ts';
import { strictestOf } from './required-authentication.ts';
import { responseProfileText } from './response-profile-text.ts';

/** The key of a flow. */
export function flowKey(app: AppId, tenant: TenantId, id: FlowId) {
  return { partitionKey: `${tenantScope(app, tenant)}#${id}` };
}

/** Where the index `by-user` holds the running sessions of a user. */
function userSessionsKey(app: AppId, tenant: TenantId, user: UserId): string {
  return `${tenantScope(app, tenant)}#${user}`;
}

/** Finds the running sessions of a user, whose keys alone the index has. Eventually consistent. */
export function userSessionsQuery(app: AppId, tenant: TenantId, user: UserId): Query {
  return {
    index: 'by-user',
    condition: '#userKey = :key',
    values: { key: userSessionsKey(app, tenant, user) },
  };
}

/**
 * Where the index `by-session-index` holds the running sessions of this session index: by its SHA-256, for a
 * logout request may bring any text at all and a key takes 2,048 bytes.
 */
export function sessionIndexKey(app: AppId, tenant: TenantId, sessionIndex: string): string {
  return `${tenantScope(app, tenant)}#${createHash('sha256').update(sessionIndex).digest('base64url')}`;
}

/** A request as it is stored. It demands what its client demands too. */
export function toRequestItem(flow: RequestedFlow): NewItem {
  const { reauthenticate, maxAgeSeconds } = strictestOf(flow, flow.authorization);
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
    reauthenticate,
    maxAgeSeconds,
    reauthenticates: flow.reauthenticates,
    authenticatedAfter: flow.authenticatedAfter?.toISOString(),
    authorization: flow.authorization && authorizationText(flow.authorization),
    ...expiry(flow.expiresAt),
  };
}

/**
 * What a sign-in writes beside the item's key: the session and the log entry. An attribute that another one implies is
 * left out, so that most sessions take one write unit, here and in the index by time: `readFlowItem` adds it.
 */
export function signInAttributes(signIn: CompletedSignIn) {
  const { app, tenant, user, sessionIndex, nameId, sessionExpiresAt, expiresAt, authenticatedAt } = signIn;
  return {
    state: 'signed-in',
    tenantCreatedAt: signIn.tenantCreatedAt?.toISOString(),
    launch: signIn.launch,
    sessionExpiresAt:
      sessionExpiresAt.getTime() === expiresAt.getTime() ? undefined : sessionExpiresAt.toISOString(),
    sessionHash: signIn.sessionHash,
    codeHash: signIn.codeHash,
    user: { id: user.id, signInName: user.signInName, displayName: user.displayName?.slice(0, longestText) },
    authn: authenticatedAt && authenticationText({ ...signIn, authenticatedAt }),
    claims: signIn.claims && JSON.stringify(signIn.claims),
    userGeneration: signIn.userGeneration,
    tenantGeneration: signIn.tenantGeneration,
    issuer: signIn.issuer,
    assertionId: signIn.assertionId.slice(0, longestText),
    nameId: nameId === user.signInName ? undefined : nameId,
    ...directorySessionAttributes(signIn),
    sessionIndexKey: sessionIndex === undefined ? undefined : sessionIndexKey(app, tenant, sessionIndex),
    userKey: userSessionsKey(app, tenant, user.id),
    browser: signIn.browser,
    idleTimeoutSeconds: signIn.idleTimeoutSeconds,
    profile: signIn.shape && responseProfileText(signIn.shape),
    logKey: tenantScope(app, tenant),
    logTime: signIn.signedInAt.toISOString(),
    ...expiry(expiresAt),
  };
}

/** What a sign-in removes from the request that it answers: the key names the flow. */
export const removedBySignIn = [
  'browserHash',
  'app',
  'tenant',
  'id',
  'reauthenticate',
  'maxAgeSeconds',
  'reauthenticates',
  'authenticatedAfter',
] as const;

/** An unsolicited sign-in as it is stored. */
export function toSignInItem(signIn: CompletedSignIn): NewItem {
  return { ...flowKey(signIn.app, signIn.tenant, signIn.id), ...signInAttributes(signIn) };
}

/** The code compares the exact time. DynamoDB deletes by whole seconds. */
function expiry(expiresAt: Date) {
  return { expiresAt: expiresAt.toISOString(), timeToLive: Math.ceil(expiresAt.getTime() / 1_000) };
}
