import type { Apps } from '../apps/apps.ts';
import type { AppId } from '../ids/app-id.ts';
import type { ClientId } from '../ids/client-id.ts';
import type { OpenIdClient } from './client.ts';
import type { ClientRecord } from './client-item.ts';

/** Finds clients. */
export interface ClientFinder {
  /** Returns the client, or undefined. One strongly consistent read. */
  find(id: ClientId): Promise<OpenIdClient | undefined>;
}

/** Who changes a client, and when. */
export interface ClientAuthor {
  /** "maria@workstation". */
  readonly by: string;
  readonly at: Date;
}

/** Where clients are stored. Of a client that an app document declares, only the secrets are. */
export interface ClientStore extends ClientFinder {
  /** Returns the client with what only the store knows, or undefined. One strongly consistent read. */
  findRecord(id: ClientId): Promise<ClientRecord | undefined>;
  /** Returns every client of an app, the declared ones too, ordered by id. Eventually consistent. */
  list(app: AppId): Promise<readonly ClientRecord[]>;
  /** Adds a client. Returns false where its id is taken. */
  add(client: OpenIdClient, author: ClientAuthor): Promise<boolean>;
  /**
   * Writes what `edit` returns for the current client. If another writer changes it in the meantime, `edit` runs again;
   * so it must have no effects, and may throw to change nothing. Returns undefined where there is no such client.
   * @throws Error where others keep changing it
   */
  change(
    id: ClientId,
    author: ClientAuthor,
    edit: (client: OpenIdClient) => OpenIdClient,
  ): Promise<OpenIdClient | undefined>;
  /** Removes what is stored of a client. Returns false where nothing is. */
  remove(id: ClientId): Promise<boolean>;
}

/** Returns the client that an app document declares, without secrets. */
export function declaredClient(apps: Apps, id: ClientId): OpenIdClient | undefined {
  for (const app of apps.values()) {
    const found = app.openIdClients?.find((client) => client.id === id);
    if (found !== undefined) return { ...found, app: app.id, secrets: [] };
  }
  return undefined;
}
