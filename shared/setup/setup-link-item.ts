import * as v from 'valibot';
import type { AppId } from '../ids/app-id.ts';
import { parseSetupLinkId, type SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import type { UserId } from '../ids/user-id.ts';
import {
  readStored,
  requireKey,
  StoredItemError,
  storedAppId,
  storedInstant,
  storedTenantId,
  storedText,
} from '../store/read-stored.ts';
import type { NewItem, StoredItem } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { type SetupLink, type SetupSession, sessionSlots, setupIntents } from './setup-link.ts';

/** The prefix of the sort key of every link. */
export const linkSortKeyPrefix = 'setup-link#';

/** Returns the key of a link. It is in the partition of its tenant, so it is removed with the tenant. */
export function linkKey(app: AppId, tenant: TenantId, id: SetupLinkId) {
  return { partitionKey: tenantScope(app, tenant), sortKey: `${linkSortKeyPrefix}${id}` };
}

/** Returns the key of one of a link's sessions. */
export function sessionKey(app: AppId, tenant: TenantId, link: SetupLinkId, slot: number) {
  return { partitionKey: tenantScope(app, tenant), sortKey: `setup-session#${link}#${slot}` };
}

const storedLinkId = v.custom<SetupLinkId>(
  (value) => typeof value === 'string' && parseSetupLinkId(value) !== undefined,
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** The uses of a link in one hour, counted since 1970. */
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
  administrator: v.exactOptional(
    v.strictObject({
      id: v.custom<UserId>((value) => typeof value === 'string' && value !== ''),
      signInName: storedText,
      userGeneration: count,
      tenantGeneration: count,
      holder: v.picklist(['self', 'colleague']),
    }),
  ),
  life: v.exactOptional(storedText),
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
  life: v.exactOptional(storedText),
});

/** Returns a new link as it is stored. */
export function toLinkItem(link: SetupLink): NewItem {
  return {
    ...linkKey(link.app, link.tenant, link.id),
    ...link,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    revokedAt: link.revokedAt?.toISOString(),
    administrator: link.administrator && { ...link.administrator },
  };
}

/** Returns the link that an item stores. @throws StoredItemError if the item is not a complete link */
export function readLinkItem(item: StoredItem): SetupLink {
  const { partitionKey, sortKey, openUses, fetchUses, changeUses, testUses, ...link } = readStored(
    linkItem,
    item,
  );
  requireKey(item, linkKey(link.app, link.tenant, link.id));
  // Without its administrator, such a link would never end with their right.
  if ((link.intent === 'administer') !== (link.administrator !== undefined)) {
    throw new StoredItemError('an item with the intent administer has an administrator, and no other has');
  }
  return link;
}

/** Returns a session as it is stored. */
export function toSessionItem(app: AppId, tenant: TenantId, session: SetupSession): NewItem {
  return {
    ...sessionKey(app, tenant, session.link, session.slot),
    ...session,
    openedAt: session.openedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  };
}

/** Returns the session that an item stores. @throws StoredItemError if it is not a complete session of this tenant */
export function readSessionItem(app: AppId, tenant: TenantId, item: StoredItem): SetupSession {
  const { partitionKey, sortKey, ...session } = readStored(sessionItem, item);
  requireKey(item, sessionKey(app, tenant, session.link, session.slot));
  return session;
}
