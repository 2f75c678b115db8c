import type { AppId } from '../ids/app-id.ts';
import { isSameHash } from '../ids/secret.ts';
import type { SetupLinkId } from '../ids/setup-link-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';
import { allItems, type StoredItem, type Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';
import { openOwnLink } from './administrator-link.ts';
import {
  isLinkOpen,
  openingsLimit,
  type SetupLink,
  type SetupSession,
  sessionSlots,
  setupSessionSeconds,
} from './setup-link.ts';
import {
  linkKey,
  linkSortKeyPrefix,
  readLinkItem,
  readSessionItem,
  sessionKey,
  toLinkItem,
  toSessionItem,
} from './setup-link-item.ts';
import {
  type OpenSetup,
  type SetupHolder,
  type SetupLinkStore,
  type SetupOpening,
  type SetupUse,
  usesPerHour,
} from './setup-link-store.ts';

const millisecondsPerHour = 3_600_000;

/** Returns a store of set-up links in the table `tenants`, each in the partition of its tenant. */
export function dynamoDbSetupLinkStore(table: Table): SetupLinkStore {
  const find = async (app: AppId, tenant: TenantId, id: SetupLinkId) => {
    const item = await table.get(linkKey(app, tenant, id));
    return item && readLinkItem(item);
  };
  const count: SetupLinkStore['count'] = (app, tenant, id, use, now) =>
    countUse(table, linkKey(app, tenant, id), use, now);

  return {
    add: (link) => table.put(toLinkItem(link), { condition: 'attribute_not_exists(#partitionKey)' }),
    find,
    list: (app, tenant) => listLinks(table, app, tenant),

    async revoke(app, tenant, id, at) {
      const revoked = await table.update(linkKey(app, tenant, id), {
        update: 'SET #revokedAt = :at',
        condition: 'attribute_exists(#partitionKey) AND attribute_not_exists(#revokedAt)',
        values: { at: at.toISOString() },
      });
      return revoked !== false;
    },

    async remove(app, tenant, id) {
      // The link first: a session without its link is not valid.
      await table.delete(linkKey(app, tenant, id));
      for (let slot = 0; slot < sessionSlots; slot += 1)
        await table.delete(sessionKey(app, tenant, id, slot));
    },

    async open(opening) {
      const { app, tenant, id, now } = opening;
      const link = await find(app, tenant, id);
      if (link === undefined || !mayOpen(link, opening)) return undefined;
      if (!(await count(app, tenant, id, 'open', now))) return undefined;
      return openLink(table, link, opening);
    },

    openForAdministrator: (opening) => openOwnLink(table, opening),

    findOpen: (holder, now) => findOpen(table, holder, now),

    async close(app, tenant, { link, slot, secretHash }) {
      await table.delete(sessionKey(app, tenant, link, slot), {
        condition: '#secretHash = :secretHash',
        values: { secretHash },
      });
    },

    count,
  };
}

async function listLinks(table: Table, app: AppId, tenant: TenantId): Promise<readonly SetupLink[]> {
  const pages = table.query({
    condition: '#partitionKey = :partition AND begins_with(#sortKey, :prefix)',
    values: { partition: tenantScope(app, tenant), prefix: linkSortKeyPrefix },
  });
  const links = (await allItems(pages)).map(readLinkItem);
  return links.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}

function mayOpen(link: SetupLink, { secretHash, now }: SetupOpening): boolean {
  return (
    isSameHash(link.secretHash, secretHash) && isLinkOpen(link, now) && link.openings < openingsLimit(link)
  );
}

/** Counts the opening first, so that two openings at once get different numbers and slots. */
async function openLink(
  table: Table,
  link: SetupLink,
  { app, tenant, id, sessionHash, now }: SetupOpening,
): Promise<OpenSetup | undefined> {
  const counted = await table.update(linkKey(app, tenant, id), {
    update: 'SET #openings = #openings + :one',
    condition: 'attribute_not_exists(#revokedAt) AND #openings < :limit',
    values: { one: 1, limit: openingsLimit(link) },
  });
  if (counted === false) return undefined;
  const opened = readLinkItem(counted);
  const lastsUntil = Math.min(now.getTime() + setupSessionSeconds * 1_000, opened.expiresAt.getTime());
  const session: SetupSession = {
    link: id,
    slot: (opened.openings - 1) % sessionSlots,
    secretHash: sessionHash,
    openedAt: now,
    expiresAt: new Date(lastsUntil),
  };
  await table.put(toSessionItem(app, tenant, session));
  return { link: opened, session };
}

async function findOpen(table: Table, holder: SetupHolder, now: Date): Promise<OpenSetup | undefined> {
  const { app, tenant, link: id, slot, secretHash } = holder;
  const keys = [linkKey(app, tenant, id), sessionKey(app, tenant, id, slot)];
  const found = await table.getEach(keys);
  const itemOf = (sortKey: string): StoredItem | undefined =>
    found.find((item) => item['sortKey'] === sortKey);
  const [linkItem, sessionItem] = keys.map(({ sortKey }) => itemOf(sortKey));
  if (linkItem === undefined || sessionItem === undefined) return undefined;
  const link = readLinkItem(linkItem);
  const session = readSessionItem(app, tenant, sessionItem);
  const isTheirs = isSameHash(session.secretHash, secretHash);
  // An administrator's link may have started again after its right was ended, which ended this session.
  const isOfThisLife = session.life === link.life && session.openedAt >= link.createdAt;
  return isTheirs && isOfThisLife && isLinkOpen(link, now) && now < session.expiresAt
    ? { link, session }
    : undefined;
}

/** Counts one more use within the hour, or the first of a new hour. False over the limit. */
async function countUse(
  table: Table,
  key: ReturnType<typeof linkKey>,
  use: SetupUse,
  now: Date,
): Promise<boolean> {
  const hour = Math.floor(now.getTime() / millisecondsPerHour);
  const names = { uses: `${use}Uses` };
  const another = await table.update(key, {
    update: 'SET #uses.#count = #uses.#count + :one',
    condition: '#uses.#hour = :hour AND #uses.#count < :most',
    names,
    values: { one: 1, hour, most: usesPerHour[use] },
  });
  if (another !== false) return true;
  const first = await table.update(key, {
    update: 'SET #uses = :first',
    condition: 'attribute_exists(#partitionKey) AND (attribute_not_exists(#uses) OR #uses.#hour < :hour)',
    names,
    values: { hour, first: { hour, count: 1 } },
  });
  return first !== false;
}
