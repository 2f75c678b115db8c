import * as v from 'valibot';
import type { AppId } from '../ids/app-id.ts';
import { parseSetupLinkId, type SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import {
  readStored,
  requireKey,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { NewItem, StoredItem } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { type SetupLink, type SetupSession, sessionSlots, setupIntents } from './setup-link.ts';

/** What the sort key of every link begins with. */
export const linkSortKeyPrefix = 'setup-link#';

/** The key of a link: in the same partition as its tenant, so that it goes with it. */
export function linkKey(app: AppId, tenant: TenantId, id: SetupLinkId) {
  return { partitionKey: tenantScope(app, tenant), sortKey: `${linkSortKeyPrefix}${id}` };
}

/** The key of one of a link's sessions. */
export function sessionKey(app: AppId, tenant: TenantId, link: SetupLinkId, slot: number) {
  return { partitionKey: tenantScope(app, tenant), sortKey: `setup-session#${link}#${slot}` };
}

const storedLinkId = v.custom<SetupLinkId>(
  (value) => typeof value === 'string' && parseSetupLinkId(value) !== undefined,
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** By the hour since 1970. */
const uses = v.strictObject({ hour: count, count });

const linkItem = v.strictObject({
  partitionKey: v.string(),
  sortKey: v.string(),
  app: storedAppId,
  tenant: storedTenantId,
  id: storedLinkId,
  secretHash: storedText,
  intent: v.picklist(setupIntents),
  once: v.boolean(),
  createdBy: storedText,
  createdAt: storedInstant,
  expiresAt: storedInstant,
  revokedAt: v.exactOptional(storedInstant),
  openings: count,
  openUses: v.exactOptional(uses),
  fetchUses: v.exactOptional(uses),
  changeUses: v.exactOptional(uses),
  testUses: v.exactOptional(uses),
});

const sessionItem = v.strictObject({
  partitionKey: v.string(),
  sortKey: v.string(),
  link: storedLinkId,
  slot: v.pipe(count, v.maxValue(sessionSlots - 1)),
  secretHash: storedText,
  openedAt: storedInstant,
  expiresAt: storedInstant,
});

/** A new link as it is stored. */
export function toLinkItem(link: SetupLink): NewItem {
  return {
    ...linkKey(link.app, link.tenant, link.id),
    ...link,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    revokedAt: link.revokedAt?.toISOString(),
  };
}

/** @throws StoredItemError where `item` is no whole link. */
export function readLinkItem(item: StoredItem): SetupLink {
  const { partitionKey, sortKey, openUses, fetchUses, changeUses, testUses, ...link } = readStored(
    linkItem,
    item,
  );
  requireKey(item, linkKey(link.app, link.tenant, link.id));
  return link;
}

/** A session as it is stored. */
export function toSessionItem(app: AppId, tenant: TenantId, session: SetupSession): NewItem {
  return {
    ...sessionKey(app, tenant, session.link, session.slot),
    ...session,
    openedAt: session.openedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  };
}

/** @throws StoredItemError where `item` is no whole session of this tenant. */
export function readSessionItem(app: AppId, tenant: TenantId, item: StoredItem): SetupSession {
  const { partitionKey, sortKey, ...session } = readStored(sessionItem, item);
  requireKey(item, sessionKey(app, tenant, session.link, session.slot));
  return session;
}
