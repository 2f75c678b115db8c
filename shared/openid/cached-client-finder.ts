import type { ClientId } from '../ids/client-id.ts';
import type { OpenIdClient } from './client.ts';
import type { ClientFinder } from './client-store.ts';

/** Options of {@link cachedClientFinder}. */
export interface ClientCacheOptions {
  /** The time by which an entry ages. */
  readonly clock: () => Date;
  /** How long a client is remembered, in seconds: as long as a tenant. Default 60. */
  readonly lifetimeSeconds?: number;
  /** How many clients are cached; beyond that the one read longest ago is evicted. Default 1,000. */
  readonly entries?: number;
}

/**
 * Returns `clients` with a cache: a client is at most `lifetimeSeconds` old. An unknown client is never cached, so that
 * one just added works at once; nor is a failed read. For decisions that the token endpoint makes again by a read of its
 * own.
 */
export function cachedClientFinder(
  clients: ClientFinder,
  { clock, lifetimeSeconds = 60, entries = 1_000 }: ClientCacheOptions,
): ClientFinder {
  const memory = new Map<ClientId, { readonly client: OpenIdClient; readonly readAt: number }>();
  return {
    async find(id) {
      // The age counts from before the read: the client may change while the answer is on the way.
      const now = clock().getTime();
      const known = memory.get(id);
      const age = known === undefined ? Number.NaN : now - known.readAt;
      if (known !== undefined && age >= 0 && age < lifetimeSeconds * 1_000) return known.client;
      const client = await clients.find(id);
      memory.delete(id);
      if (client === undefined) return undefined;
      memory.set(id, { client, readAt: now });
      for (const oldest of memory.keys()) {
        if (memory.size <= entries) break;
        memory.delete(oldest);
      }
      return client;
    },
  };
}
