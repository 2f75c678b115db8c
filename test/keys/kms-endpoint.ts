import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import { createEmbeddedKms } from '../../infra/local/embedded-kms.ts';
import type { KeyId } from '../../shared/keys/key-ids.ts';

/** A KMS behind a port of loopback, for the tests of one file. */
export interface KmsEndpoint {
  /** What the SDK's client is made with. */
  config(): {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** The operations that were asked for, in their order. */
  readonly operations: string[];
}

/** Serves `keys` while the tests of a file run. */
export function useKms(keys: ReadonlyMap<KeyId, KeyObject>): KmsEndpoint {
  const operations: string[] = [];
  const kms = createEmbeddedKms(keys);
  const server = createServer((request, response) => {
    operations.push(String(request.headers['x-amz-target']));
    void kms(request, response);
  });
  let endpoint = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    endpoint = `http://127.0.0.1:${address.port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    operations,
    config: () => ({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    }),
  };
}
