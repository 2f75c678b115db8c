import * as v from 'valibot';
import { clientIdSchema } from '../apps/id-schemas.ts';
import type { AppId } from '../ids/app-id.ts';
import type { ClientId } from '../ids/client-id.ts';
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
import type { NewItem, StoredItem } from '../store/table.ts';
import { clientPublicKeySchema, maximumClientSecrets, type OpenIdClient } from './client.ts';

/** A stored client with what only its store and the command use. */
export interface ClientRecord {
  readonly client: OpenIdClient;
  /** Whether an app document declares the client: then the item stores its secrets alone. */
  readonly isDeclared: boolean;
  /** Counts the changes of the client. */
  readonly version: number;
  readonly changedAt: Date;
  /** Who changed it last: "maria@workstation". */
  readonly changedBy: string;
}

/** Returns the key of a client. */
export function clientKey(id: ClientId) {
  return { partitionKey: `client#${id}`, sortKey: 'client' };
}

/** Returns the partition of an app's clients in the index `by-list`, ordered by their ids. */
export function clientsOf(app: AppId): string {
  return `clients#${app}`;
}

const storedTemplates = v.pipe(v.array(storedText), v.readonly());

const storedSecret = v.strictObject({
  hash: storedText,
  createdAt: storedInstant,
  expiresAt: v.exactOptional(storedInstant),
});

const clientItem = v.strictObject({
  partitionKey: v.string(),
  sortKey: v.literal('client'),
  listKey: v.string(),
  listEntry: v.string(),
  app: storedAppId,
  id: clientIdSchema,
  displayName: storedText,
  authentication: v.picklist(['secret', 'none', 'private-key']),
  redirectUris: storedTemplates,
  postLogoutRedirectUris: storedTemplates,
  backChannelLogoutUri: v.exactOptional(storedText),
  tenants: v.exactOptional(v.array(storedTenantId)),
  secrets: v.pipe(v.array(storedSecret), v.maxLength(maximumClientSecrets)),
  publicKeys: v.exactOptional(v.strictObject({ keys: v.array(clientPublicKeySchema) })),
  isDeclared: v.exactOptional(v.literal(true)),
  version: storedCount,
  changedAt: storedInstant,
  changedBy: storedText,
});

/** Returns the stored form of a client. */
export function toClientItem({ client, isDeclared, version, changedAt, changedBy }: ClientRecord): NewItem {
  return {
    ...clientKey(client.id),
    listKey: clientsOf(client.app),
    listEntry: client.id,
    ...client,
    secrets: client.secrets.map(({ hash, createdAt, expiresAt }) => ({
      hash,
      createdAt: createdAt.toISOString(),
      ...defined({ expiresAt: expiresAt?.toISOString() }),
    })),
    publicKeys: client.publicKeys && { keys: client.publicKeys.keys.map((key) => ({ ...key })) },
    isDeclared: isDeclared ? true : undefined,
    version,
    changedAt: changedAt.toISOString(),
    changedBy,
  };
}

/** Reads a stored client. @throws StoredItemError where `item` is not a complete client */
export function readClientItem(item: StoredItem): ClientRecord {
  const { partitionKey, sortKey, listKey, listEntry, isDeclared, version, changedAt, changedBy, ...client } =
    readStored(clientItem, item);
  requireKey(item, { ...clientKey(client.id), listKey: clientsOf(client.app), listEntry: client.id });
  return { client, isDeclared: isDeclared === true, version, changedAt, changedBy };
}
