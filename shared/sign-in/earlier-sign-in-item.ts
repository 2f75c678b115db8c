import * as v from 'valibot';
import { defined } from '../objects/defined.ts';
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
import type { SignedInFlow } from './flow.ts';
import { flowKey } from './flow-item.ts';
import { initiations } from './initiation.ts';
import { storedResponseProfile } from './response-profile.ts';
import { storedEndReason, storedFlowId, storedSessionUser } from './stored-flow.ts';

/** A session as releases up to 0.2 stored it, with every attribute. Such items expire a day after the upgrade. */
const earlierSignInItem = v.strictObject({
  partitionKey: v.string(),
  timeToLive: v.number(),
  app: storedAppId,
  tenant: storedTenantId,
  id: storedFlowId,
  tenantCreatedAt: v.exactOptional(storedInstant),
  expiresAt: storedInstant,
  returnTo: v.exactOptional(v.string()),
  state: v.picklist(['signed-in', 'signed-out']),
  requestedAt: v.exactOptional(storedInstant),
  initiatedBy: v.picklist(['sp', 'idp']),
  launch: v.exactOptional(v.picklist(initiations)),
  signedInAt: storedInstant,
  sessionExpiresAt: storedInstant,
  sessionHash: storedText,
  user: storedSessionUser,
  userGeneration: v.exactOptional(storedCount),
  tenantGeneration: v.exactOptional(storedCount),
  issuer: storedText,
  assertionId: storedText,
  nameId: v.string(),
  sessionIndex: v.exactOptional(v.string()),
  sessionIndexKey: v.exactOptional(v.string()),
  userKey: v.exactOptional(v.string()),
  shape: v.exactOptional(storedResponseProfile),
  endedBy: v.exactOptional(storedEndReason),
  endedAt: v.exactOptional(storedInstant),
  logKey: v.string(),
  logTime: v.string(),
});

/** @throws StoredItemError where `item` is not a whole session */
export function readEarlierSignInItem(item: StoredItem): SignedInFlow {
  const stored = readStored(earlierSignInItem, item);
  requireKey(item, flowKey(stored.app, stored.tenant, stored.id));
  const {
    partitionKey: _,
    timeToLive: __,
    sessionIndex: ___,
    sessionIndexKey: ____,
    userKey: _____,
    logKey: ______,
    logTime: _______,
    endedBy: reason,
    endedAt: at,
    ...flow
  } = stored;
  return { ...flow, ...defined({ end: reason && at && { reason, at } }) };
}
