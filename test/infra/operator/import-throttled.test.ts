import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adaptiveWriteRate } from '../../../infra/operator/import/write-rate.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import type { User } from '../../../shared/users/user.ts';
import { apps } from '../../fixtures/apps.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

/** DynamoDB as it answers over its maximum, in front of the embedded one. */
async function throttlingProxy(endpoint: string, isThrottled: (operation: string) => boolean) {
  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    if (isThrottled(operation)) {
      const body = JSON.stringify({
        __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException',
        message: 'slow down',
      });
      request.resume();
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
      return;
    }
    const { hostname, port } = new URL(endpoint);
    const { method, url: path, headers } = request;
    const forwarded = sendRequest({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe('a throttled import', () => {
  const local = useLocalTables();
  let folder = '';
  let tenant: User['tenant'];
  let proxy: Awaited<ReturnType<typeof throttlingProxy>>;
  let throttled: (operation: string) => boolean = () => false;
  let pauses = 0;
  const path = () => join(folder, 'users.csv');
  const all = () => dynamoDbUserStore(local.tables().tenants).list('timetrack', tenant);
  const run = (interrupted: () => boolean = () => false) =>
    latchkey(['user', 'import', 'timetrack', tenant, path(), '--local'], {
      environment: { AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint },
      interrupted,
      pause: async () => {
        pauses += 1;
      },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-throttled-'));
    const names = Array.from({ length: 120 }, (_, index) => `p${String(index).padStart(3, '0')}@contoso.com`);
    await writeFile(path(), ['userPrincipalName', ...names, ''].join('\n'));
    const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '' } = local.environment();
    proxy = await throttlingProxy(endpoint, (operation) => throttled(operation));
  });
  beforeEach(async () => {
    const added = aTenant();
    await dynamoDbTenantStore(local.tables().tenants, apps).add(added);
    tenant = added.id;
    pauses = 0;
  });
  afterEach(() => {
    throttled = () => false;
  });
  afterAll(async () => {
    proxy.close();
    await rm(folder, { recursive: true });
  });

  it('waits and comes to its end, with everybody written once', { timeout: 60_000 }, async () => {
    let puts = 0;
    // The 30th write and the 60 attempts after it are over the maximum.
    throttled = (operation) => operation === 'PutItem' && ++puts > 30 && puts <= 90;
    const { exitCode, stdout } = await run();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}120 +added$/m);
    expect(pauses).toBeGreaterThan(0);
    expect(await all()).toHaveLength(120);
  });

  it('that is refused for good writes its counts and the command that goes on', {
    timeout: 60_000,
  }, async () => {
    let puts = 0;
    throttled = (operation) => operation === 'PutItem' && ++puts > 30;
    const { exitCode, stderr } = await run(() => pauses > 0);
    expect(exitCode).toBe(1);
    const written = (await all()).length;
    expect(written).toBeGreaterThan(0);
    expect(stderr).toContain(`So far: ${written} added, 0 changed, 0 unchanged.`);
    expect(stderr).toContain(`To continue: npx latchkey user import timetrack ${tenant}`);
    throttled = () => false;
    expect((await run()).stdout).toMatch(new RegExp(`${120 - written} +added`));
    expect(await all()).toHaveLength(120);
  });
});

describe('the pace of an import', () => {
  const busy = () =>
    Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException', $metadata: {} }));
  /** A clock that only pauses move. */
  const clocked = (interrupted = () => false) => {
    let time = 0;
    const waits: number[] = [];
    const terminal = {
      now: () => new Date(time),
      pause: async (milliseconds: number) => {
        waits.push(milliseconds);
        time += milliseconds;
      },
    };
    return { rate: adaptiveWriteRate(terminal, 400, interrupted), waits, seconds: () => time / 1_000 };
  };

  it('keeps below its maximum', async () => {
    const { rate, seconds } = clocked();
    for (let batch = 0; batch < 40; batch += 1) await rate.before(100);
    expect(seconds()).toBeGreaterThanOrEqual(39 * 0.25);
    expect(seconds()).toBeLessThanOrEqual(10);
  });

  it('is halved by a busy store, and grows slowly again', async () => {
    const { rate, seconds } = clocked();
    let attempts = 0;
    expect(await rate.withRetries(async () => (++attempts === 1 ? busy() : 'done'))).toBe('done');
    const before = seconds();
    for (let batch = 0; batch < 20; batch += 1) await rate.before(100);
    // 200 a second now: twice the time of 400.
    expect(seconds() - before).toBeGreaterThan(19 * 0.45 - 1);
    for (let batch = 0; batch < 2_000; batch += 1) await rate.before(100);
    const later = seconds();
    for (let batch = 0; batch < 40; batch += 1) await rate.before(100);
    expect(seconds() - later).toBeLessThanOrEqual(10.5);
  });

  it('waits longer each time, at most 30 s, and gives up after 8', async () => {
    const { rate, waits } = clocked();
    await expect(rate.withRetries(busy)).rejects.toThrow('slow down');
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('does nothing again that failed for another reason, or after Ctrl-C', async () => {
    const { rate, waits } = clocked();
    await expect(rate.withRetries(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const interrupted = clocked(() => true);
    await expect(interrupted.rate.withRetries(busy)).rejects.toThrow('slow down');
    expect([...waits, ...interrupted.waits]).toEqual([]);
  });
});
