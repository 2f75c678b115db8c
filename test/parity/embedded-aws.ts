import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmbeddedAws } from '../../infra/local/embedded-dynamodb.ts';
import type { KeyId } from '../../shared/keys/key-ids.ts';

/** DynamoDB and KMS on a free port of loopback, for one deployment. */
export interface EmbeddedAws {
  readonly endpoint: string;
  /** The private halves of what KMS keeps. */
  readonly keys: ReadonlyMap<KeyId, KeyObject>;
  stop(): Promise<void>;
}

/** @param keyIds The keys that KMS has. */
export async function startEmbeddedAws(keyIds: readonly KeyId[]): Promise<EmbeddedAws> {
  const keys = new Map(
    keyIds.map((id) => [id, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey] as const),
  );
  const server = createEmbeddedAws(keys);
  return { keys, ...(await listenOnLoopback(server)) };
}

/** Starts a server on a free port of loopback. */
export async function listenOnLoopback(server: Server): Promise<Pick<EmbeddedAws, 'endpoint' | 'stop'>> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What tells the SDK in a function where AWS is; a service that is not embedded is nowhere. */
export function environmentOf(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_KMS: endpoint,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  };
}
