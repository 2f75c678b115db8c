import * as v from 'valibot';
import type { FlowId } from '../../ids/flow-id.ts';
import { type GrantId, isOwnGrantId, type OwnGrantId } from '../../ids/grant-id.ts';
import { defined } from '../../objects/defined.ts';
import { authorizationText, storedAuthorization } from '../../openid/stored-authorization.ts';
import {
  readStored,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../../store/read-stored.ts';
import type { NewItem, StoredItem } from '../../store/table.ts';
import { tenantScope } from '../../store/tenant-scope.ts';
import { flowKey } from '../flow-item.ts';
import { readFlowItem } from '../read-flow-item.ts';
import { storedFlowId } from '../stored-flow.ts';
import type { Grant, GrantName } from './grant.ts';
import { storedTokens } from './stored-tokens.ts';

/** The state of an item that is only a grant. The item of a sign-in has the state of its session. */
export const ownGrantState = 'granted';

/** The key of a grant: the key of its sign-in, or its own. */
export function grantKey({ app, tenant, id }: GrantName): { readonly partitionKey: string } {
  return isOwnGrantId(id) ? { partitionKey: `${tenantScope(app, tenant)}#${id}` } : flowKey(app, tenant, id);
}

/** Where the index `by-session-index` holds the grants of a session that have items of their own. */
export function sessionGrantsKey(
  { app, tenant }: Pick<GrantName, 'app' | 'tenant'>,
  session: FlowId,
): string {
  return `${tenantScope(app, tenant)}#${session}`;
}

/** A new grant as an item of its own. It is stored as long as its session runs. */
export function toOwnGrantItem(grant: Grant, expiresAt: Date): NewItem {
  return {
    ...grantKey(grant),
    state: ownGrantState,
    session: grant.session,
    sessionIndexKey: sessionGrantsKey(grant, grant.session),
    tenantCreatedAt: grant.tenantCreatedAt?.toISOString(),
    authorization: authorizationText(grant.authorization),
    issuedAt: grant.issuedAt.toISOString(),
    codeHash: grant.codeHash,
    expiresAt: expiresAt.toISOString(),
    timeToLive: Math.ceil(expiresAt.getTime() / 1_000),
  };
}

const ownKey = v.pipe(
  v.string(),
  v.transform((key) => key.split('#')),
  v.strictTuple([
    storedAppId,
    storedTenantId,
    v.custom<OwnGrantId>((value) => typeof value === 'string' && isOwnGrantId(value)),
  ]),
);

const ownGrantItem = v.strictObject({
  partitionKey: ownKey,
  state: v.literal(ownGrantState),
  session: storedFlowId,
  sessionIndexKey: v.string(),
  tenantCreatedAt: v.exactOptional(storedInstant),
  authorization: storedAuthorization,
  issuedAt: storedInstant,
  codeHash: storedText,
  expiresAt: v.string(),
  timeToLive: v.number(),
  grant: v.exactOptional(storedTokens),
});

/** @throws StoredItemError where `item` is no grant with an item of its own */
export function readOwnGrantItem(item: StoredItem): Grant {
  const {
    partitionKey: [app, tenant, id],
    session,
    authorization,
    issuedAt,
    codeHash,
    tenantCreatedAt,
    grant: tokens,
  } = readStored(ownGrantItem, item);
  return {
    app,
    tenant,
    id,
    session,
    authorization,
    issuedAt,
    codeHash,
    ...defined({ tenantCreatedAt, tokens }),
  };
}

const grantOfSignIn = v.object({ grant: v.exactOptional(storedTokens) });

/**
 * Returns the grant of a sign-in with its session; undefined where the item is no session, or its sign-in was not asked
 * for by a client.
 * @throws StoredItemError where `item` is not a whole flow
 */
export function readGrantOfSignIn(item: StoredItem) {
  const session = readFlowItem(item);
  if (session.state === 'requested') return undefined;
  const { app, tenant, id, authorization, codeHash, signedInAt, tenantCreatedAt } = session;
  if (authorization === undefined || codeHash === undefined) return undefined;
  const { grant: tokens } = readStored(grantOfSignIn, item);
  const grant: Grant = {
    app,
    tenant,
    id: id satisfies GrantId,
    session: id,
    authorization,
    issuedAt: signedInAt,
    codeHash,
    ...defined({ tenantCreatedAt, tokens }),
  };
  return { grant, session };
}
