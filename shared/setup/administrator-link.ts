import { createHash } from 'node:crypto';
import { parseSetupLinkId, type SetupLinkId } from '../ids/setup-link-id.ts';
import type { UserId } from '../ids/user-id.ts';
import { defined } from '../objects/defined.ts';
import type { StoredItem, Table } from '../store/table.ts';
import { type SetupLink, type SetupSession, sessionSlots, setupSessionSeconds } from './setup-link.ts';
import { linkKey, readLinkItem, toLinkItem, toSessionItem } from './setup-link-item.ts';
import type { AdministratorOpening, OpenSetup } from './setup-link-store.ts';

/** Crockford's base32, as in every link id. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The hash of a link that no secret opens: no SHA-256 in base64url has this form. */
const openedByNoSecret = 'none';

/**
 * Returns the id of an administrator's own link: the same at each sign-in, so that a draft stays theirs. 40 bits of a
 * hash: another administrator of the tenant has another one, but for one case in a billion, which {@link openOwnLink}
 * refuses.
 */
function administratorLinkId(user: UserId): SetupLinkId {
  const bytes = createHash('sha256').update(`administrator ${user}`).digest();
  const symbols = Array.from({ length: 8 }, (_, at) => alphabet.charAt((bytes[at] ?? 0) % alphabet.length));
  const id = parseSetupLinkId(`${symbols.slice(0, 4).join('')}-${symbols.slice(4).join('')}`);
  if (id === undefined) throw new Error('an id of eight symbols is a link id');
  return id;
}

/** Implements `SetupLinkStore.openForAdministrator` over `table`. */
export async function openOwnLink(table: Table, opening: AdministratorOpening): Promise<OpenSetup> {
  const { app, tenant, administrator, sessionHash, now } = opening;
  const id = administratorLinkId(administrator.id);
  const expiresAt = new Date(now.getTime() + setupSessionSeconds * 1_000);
  const link =
    (await extendOwnLink(table, opening, id, expiresAt)) ??
    (await startOwnLink(table, opening, id, expiresAt));
  const session: SetupSession = {
    link: id,
    slot: (link.openings - 1) % sessionSlots,
    secretHash: sessionHash,
    openedAt: now,
    expiresAt,
    ...defined({ life: link.life }),
  };
  await table.put(toSessionItem(app, tenant, session));
  return { link, session };
}

/** Extends a link whose right is still the same. Its sessions stay. */
async function extendOwnLink(
  table: Table,
  {
    app,
    tenant,
    administrator: { id: user, signInName, userGeneration, tenantGeneration },
  }: AdministratorOpening,
  id: SetupLinkId,
  expiresAt: Date,
): Promise<SetupLink | undefined> {
  const extended: StoredItem | false = await table.update(linkKey(app, tenant, id), {
    update: 'SET #expiresAt = :expiresAt, #openings = #openings + :one',
    condition:
      'attribute_not_exists(#revokedAt) AND #administrator.#id = :user AND #administrator.#signInName = :signInName AND #administrator.#userGeneration = :userGeneration AND #administrator.#tenantGeneration = :tenantGeneration',
    values: {
      expiresAt: expiresAt.toISOString(),
      one: 1,
      user,
      signInName,
      userGeneration,
      tenantGeneration,
    },
  });
  return extended === false ? undefined : readLinkItem(extended);
}

/** Writes the link again, from now on: sessions that were opened before no longer count. */
async function startOwnLink(
  table: Table,
  { app, tenant, administrator, sessionHash, now }: AdministratorOpening,
  id: SetupLinkId,
  expiresAt: Date,
): Promise<SetupLink> {
  const link: SetupLink = {
    app,
    tenant,
    id,
    secretHash: openedByNoSecret,
    intent: 'administer',
    once: true,
    createdBy: `administrator ${administrator.signInName}`,
    createdAt: now,
    expiresAt,
    openings: 1,
    administrator,
    // Random, so that it tells lives apart whatever the clocks of two processes say.
    life: sessionHash,
  };
  const written = await table.put(toLinkItem(link), {
    condition: 'attribute_not_exists(#partitionKey) OR #administrator.#id = :user',
    values: { user: administrator.id },
  });
  if (!written) throw new Error('another link has the id of this administrator’s link');
  return link;
}
