import { type Apps, requireApp } from '../apps/apps.ts';
import type { AppId } from '../ids/app-id.ts';
import type { ClientId } from '../ids/client-id.ts';
import { allItems, type Table } from '../store/table.ts';
import { type ClientRecord, clientKey, clientsOf, readClientItem, toClientItem } from './client-item.ts';
import { type ClientAuthor, type ClientStore, declaredClient } from './client-store.ts';

/** How often a change is tried while others change the same client. */
const maximumAttempts = 5;

/** Returns a store of clients in the table `tenants`, together with those that the apps declare. */
export function dynamoDbClientStore(table: Table, apps: Apps): ClientStore {
  const findRecord = async (id: ClientId): Promise<ClientRecord | undefined> => {
    const item = await table.get(clientKey(id));
    return recordOf(apps, id, item && readClientItem(item));
  };
  const write = (record: ClientRecord, before: number | undefined) =>
    table.put(
      toClientItem(record),
      before === undefined
        ? { condition: 'attribute_not_exists(#partitionKey)' }
        : { condition: '#version = :before', values: { before } },
    );

  return {
    findRecord,
    find: async (id) => (await findRecord(id))?.client,
    list: (app) => listClients(table, apps, app),

    add: async (client, author) =>
      declaredClient(apps, client.id) === undefined &&
      (await write({ client, isDeclared: false, ...changed(1, author) }, undefined)),

    async change(id, author, edit) {
      for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
        const found = await findRecord(id);
        if (found === undefined) return undefined;
        const client = edit(found.client);
        // A declared client without an item has version 0.
        const before = found.version === 0 ? undefined : found.version;
        if (await write({ ...found, client, ...changed(found.version + 1, author) }, before)) return client;
      }
      throw new Error(`others keep changing client ${id}`);
    },

    remove: (id) => table.delete(clientKey(id), { condition: 'attribute_exists(#partitionKey)' }),
  };
}

function changed(version: number, { by, at }: ClientAuthor) {
  return { version, changedAt: at, changedBy: by };
}

/**
 * Returns what counts of a client: of a declared one the document with the stored secrets. Undefined for a client of an
 * app that is not deployed, and for one that a document declared once and no longer does.
 */
function recordOf(apps: Apps, id: ClientId, stored: ClientRecord | undefined): ClientRecord | undefined {
  const declared = declaredClient(apps, id);
  if (declared === undefined) {
    return stored !== undefined && !stored.isDeclared && apps.has(stored.client.app) ? stored : undefined;
  }
  // What was stored under this id for another purpose proves nothing for the declared client.
  const own = stored?.isDeclared && stored.client.app === declared.app ? stored : undefined;
  const known = own ?? { version: stored?.version ?? 0, changedAt: new Date(0), changedBy: '-' };
  const secrets = declared.authentication === 'secret' ? (own?.client.secrets ?? []) : [];
  return { ...known, isDeclared: true, client: { ...declared, secrets } };
}

async function listClients(table: Table, apps: Apps, app: AppId): Promise<readonly ClientRecord[]> {
  const pages = table.query({
    index: 'by-list',
    condition: '#listKey = :list',
    values: { list: clientsOf(app) },
  });
  const stored = new Map(
    (await allItems(pages)).map(readClientItem).map((record) => [record.client.id, record]),
  );
  const ids = new Set([...stored.keys(), ...(requireApp(apps, app).openIdClients ?? []).map(({ id }) => id)]);
  return [...ids]
    .flatMap((id) => recordOf(apps, id, stored.get(id)) ?? [])
    .toSorted((one, other) => (one.client.id < other.client.id ? -1 : 1));
}
