import * as v from 'valibot';
import { defined } from '../objects/defined.ts';
import { storedAuthorization } from '../openid/stored-authorization.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedCount,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { StoredItem } from '../store/table.ts';
import { authenticationFromText } from './authentication-text.ts';
import { readDirectorySession, storedNameQualifiers } from './directory-session-item.ts';
import { readEarlierSignInItem } from './earlier-sign-in-item.ts';
import type { Flow, SignedInFlow } from './flow.ts';
import { flowKey } from './flow-item.ts';
import { initiations, initiatorOf } from './initiation.ts';
import { responseProfileFromText } from './response-profile-text.ts';
import { browserCodePattern } from './sessions/browser-name.ts';
import {
  storedEndReason,
  storedFlowId,
  storedMappedClaims,
  storedSessionUser,
  storedUserId,
} from './stored-flow.ts';

const requestItem = v.strictObject({
  partitionKey: v.string(),
  timeToLive: v.number(),
  app: storedAppId,
  tenant: storedTenantId,
  id: storedFlowId,
  tenantCreatedAt: v.exactOptional(storedInstant),
  expiresAt: storedInstant,
  returnTo: v.exactOptional(v.string()),
  authorization: v.exactOptional(storedAuthorization),
  state: v.literal('requested'),
  requestedAt: storedInstant,
  browserHash: storedText,
  reauthenticate: v.exactOptional(v.literal(true)),
  maxAgeSeconds: v.exactOptional(storedCount),
  reauthenticates: v.exactOptional(storedUserId),
  authenticatedAfter: v.exactOptional(storedInstant),
});

/** `<app>#<tenant>#<flow id>`. */
const ownKey = v.pipe(
  v.string(),
  v.transform((key) => key.split('#')),
  v.strictTuple([storedAppId, storedTenantId, storedFlowId]),
);

const signInItem = v.strictObject({
  partitionKey: ownKey,
  timeToLive: v.number(),
  tenantCreatedAt: v.exactOptional(storedInstant),
  expiresAt: storedInstant,
  returnTo: v.exactOptional(v.string()),
  authorization: v.exactOptional(storedAuthorization),
  state: v.picklist(['signed-in', 'signed-out']),
  requestedAt: v.exactOptional(storedInstant),
  launch: v.picklist(initiations),
  sessionExpiresAt: v.exactOptional(storedInstant),
  sessionHash: storedText,
  codeHash: v.exactOptional(storedText),
  // What became of the code. Only `readGrantOfSignIn` reads it.
  grant: v.exactOptional(v.unknown()),
  user: storedSessionUser,
  authn: v.exactOptional(authenticationFromText),
  claims: v.exactOptional(storedMappedClaims),
  userGeneration: v.exactOptional(storedCount),
  tenantGeneration: v.exactOptional(storedCount),
  issuer: storedText,
  assertionId: storedText,
  nameId: v.exactOptional(v.string()),
  nameQualifiers: v.exactOptional(storedNameQualifiers),
  sessionIndex: v.exactOptional(v.string()),
  sessionIndexKey: v.exactOptional(v.string()),
  userKey: v.exactOptional(v.string()),
  profile: v.exactOptional(responseProfileFromText),
  browser: v.exactOptional(v.pipe(v.string(), v.regex(browserCodePattern))),
  idleTimeoutSeconds: v.exactOptional(storedCount),
  lastUsedAt: v.exactOptional(storedInstant),
  endedBy: v.exactOptional(storedEndReason),
  endedAt: v.exactOptional(storedInstant),
  logKey: v.string(),
  logTime: storedInstant,
});

/**
 * Returns a request or a session, also one of an earlier release.
 * @throws StoredItemError where `item` is not a whole flow
 */
export function readFlowItem(item: StoredItem): Flow {
  if (item['state'] === 'requested') {
    const { partitionKey: _, timeToLive: __, ...request } = readStored(requestItem, item);
    requireKey(item, flowKey(request.app, request.tenant, request.id));
    return request;
  }
  return item['signedInAt'] === undefined ? readSignInItem(item) : readEarlierSignInItem(item);
}

function readSignInItem(item: StoredItem): SignedInFlow {
  const {
    partitionKey: [app, tenant, id],
    timeToLive: _,
    sessionIndexKey: __,
    userKey: ___,
    logKey: ____,
    logTime: signedInAt,
    profile: shape,
    endedBy: reason,
    endedAt: at,
    authn: authentication,
    grant: _____,
    nameQualifiers,
    sessionIndex,
    ...stored
  } = readStored(signInItem, item);
  return {
    ...stored,
    ...authentication,
    app,
    tenant,
    id,
    signedInAt,
    initiatedBy: initiatorOf(stored.launch),
    sessionExpiresAt: stored.sessionExpiresAt ?? stored.expiresAt,
    nameId: stored.nameId ?? stored.user.signInName,
    ...readDirectorySession({ ...stored, shape, nameQualifiers, sessionIndex }),
    ...defined({ shape, end: reason && at && { reason, at } }),
  };
}
