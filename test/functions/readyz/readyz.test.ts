import { describe, expect, it } from 'vitest';
import {
  readinessMemoryMilliseconds,
  readinessTimeoutMilliseconds,
} from '../../../functions/readyz/constants.ts';
import { readyzEndpoint } from '../../../functions/readyz/endpoint.ts';
import { readinessKey } from '../../../shared/store/readiness-key.ts';
import type { Key, StoredItem } from '../../../shared/store/table.ts';
import { ask } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';

const url = 'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/readyz';
const start = Date.parse('2026-11-30T09:00:00Z');

/** The readiness check over a table that answers as told, at a clock that a test moves. */
function readyzOver(get: (key: Key) => Promise<StoredItem | undefined>, timeoutMilliseconds = 50) {
  const reads: Key[] = [];
  let now = start;
  const tenants = {
    get: (key: Key) => {
      reads.push(key);
      return get(key);
    },
  };
  const handler = readyzEndpoint({ tenants, timeoutMilliseconds }, { clock: () => new Date(now) });
  return {
    reads,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    async asked() {
      const { statusCode, body = '', headers } = await ask(handler, { url });
      return { status: statusCode, said: JSON.parse(body), headers };
    },
    handler,
  };
}

const ready = { status: 200, said: { status: 'ready' } };
const throttled = Object.assign(new Error('no'), { name: 'ThrottlingException', $metadata: {} });
const denied = Object.assign(new Error('no'), {
  name: 'AccessDeniedException',
  $fault: 'client',
  $metadata: {},
});

describe('GET /readyz', () => {
  const log = useLog();

  it('answers JSON that no cache keeps, after one read of the smallest item', async () => {
    const { asked, reads } = readyzOver(async () => undefined);
    const { headers, ...answer } = await asked();

    expect(answer).toEqual(ready);
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    expect(reads).toEqual([readinessKey]);
    expect(log.lines()).toEqual([]);
  });

  it('is about the store alone: an item there would change nothing', async () => {
    expect(await readyzOver(async (key) => ({ ...key, odd: true })).asked()).toMatchObject(ready);
  });

  it.each([
    ['throttles', throttled, 'store-unavailable'],
    ['refuses', denied, 'internal'],
  ])('says 503 with a code where DynamoDB %s, and logs why', async (_, fault, code) => {
    const { asked } = readyzOver(() => Promise.reject(fault));

    expect(await asked()).toMatchObject({ status: 503, said: { status: 'unavailable', code } });
    expect(log.lines()).toMatchObject([{ event: 'fault', error: { name: fault.name } }]);
  });

  it('does not wait for a store that does not answer', async () => {
    const { asked } = readyzOver(() => new Promise(() => {}), 20);
    const before = performance.now();

    expect(await asked()).toMatchObject({ status: 503, said: { code: 'store-unavailable' } });
    expect(performance.now() - before).toBeLessThan(1_500);
  });

  it('survives a read that fails after its time', async () => {
    const { asked } = readyzOver(() => new Promise((_, fail) => setTimeout(fail, 40, throttled)), 10);

    expect((await asked()).status).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(log.lines()).toHaveLength(1);
  });

  it('answers within the two seconds that Route 53 waits, a cold start of a second included', () => {
    expect(readinessTimeoutMilliseconds).toBeLessThanOrEqual(1_000);
  });

  it('reads once for a crowd', async () => {
    const { asked, reads, pass } = readyzOver(async () => undefined);
    await Promise.all(Array.from({ length: 50 }, asked));
    pass(readinessMemoryMilliseconds - 1);
    await asked();
    expect(reads).toHaveLength(1);

    pass(1);
    await asked();
    expect(reads).toHaveLength(2);
  });

  it('remembers a failure no longer than a success, and logs it once', async () => {
    let fault: Error | undefined = throttled;
    const { asked, reads, pass } = readyzOver(async () => {
      if (fault !== undefined) throw fault;
      return undefined;
    });
    for (let count = 0; count < 5; count += 1) expect((await asked()).status).toBe(503);
    expect([reads.length, log.lines().length]).toEqual([1, 1]);

    fault = undefined;
    pass(readinessMemoryMilliseconds);
    expect(await asked()).toMatchObject(ready);
  });

  it('notices a fault within the memory', async () => {
    let fault: Error | undefined;
    const { asked, pass } = readyzOver(async () => {
      if (fault !== undefined) throw fault;
      return undefined;
    });
    expect(await asked()).toMatchObject(ready);
    fault = throttled;
    pass(readinessMemoryMilliseconds);
    expect((await asked()).status).toBe(503);
  });

  it('reads again where the clock was set back', async () => {
    const { asked, reads, pass } = readyzOver(async () => undefined);
    await asked();
    pass(-3_600_000);
    await asked();
    expect(reads).toHaveLength(2);
  });

  it.each(['POST', 'PUT', 'DELETE'])('reads nothing for %s', async (method) => {
    const { handler, reads } = readyzOver(async () => undefined);
    expect((await ask(handler, { url, method })).statusCode).toBe(405);
    expect(reads).toEqual([]);
  });
});

describeWithDatabase('GET /readyz, at DynamoDB', (database) => {
  useLog();

  it('takes one request, and finds the key without an item', async () => {
    const { tenants } = database().tables;
    expect(await tenants.get(readinessKey)).toBeUndefined();
    const { handler } = readyzOver((key) => tenants.get(key), 5_000);

    expect(await database().requestsOf(async () => void (await ask(handler, { url })))).toEqual([
      'GetItemCommand',
    ]);
  });
});
