import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { bundleFunctions } from '../../infra/bundling/bundles.ts';
import { defaultProvider } from '../../infra/bundling/lambda-credentials.ts';
import { contextOf, eventOf } from '../endpoint/api-gateway-event.ts';
import { siteEnvironment } from '../harness/site-environment.ts';
import { flow, secretOfZeros } from '../ids/identifiers.ts';

const outdir = mkdtempSync(join(tmpdir(), 'latchkey-credentials-'));
const requests: IncomingHttpHeaders[] = [];

/** A DynamoDB that has no item. */
const server = createServer(({ headers }, response) => {
  requests.push(headers);
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
});

beforeAll(async () => {
  bundleFunctions(outdir);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
}, 60_000);

afterEach(() => {
  vi.unstubAllEnvs();
});

afterAll(() => {
  server.close();
  rmSync(outdir, { recursive: true });
});

/** The status that the bundle of `GET /session` answers with, in a process of its own. */
async function statusOfSession(credentials: Readonly<Record<string, string>>): Promise<number> {
  const event = eventOf({
    path: '/session',
    cookies: [`__Host-session=timetrack.acme.${flow('a')}.${secretOfZeros}`],
  });
  const { getRemainingTimeInMillis: _, done: _1, fail: _2, succeed: _3, ...context } = contextOf();
  const script = `
    const { handler } = await import('./index.mjs');
    const context = { ...${JSON.stringify(context)}, getRemainingTimeInMillis: () => 10_000 };
    const { statusCode } = await handler(${JSON.stringify(event)}, context);
    process.stderr.write(String(statusCode));`;
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(outdir, 'functions/session'),
    env: {
      ...credentials,
      TENANTS_TABLE: 'tenants',
      FLOWS_TABLE: 'flows',
      ...siteEnvironment(),
      LATCHKEY_TOKEN_SIGNING_KEYS: 'tokens',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
  });
  return Number(stderr);
}

it('a bundle signs with the credentials that Lambda puts into the environment', async () => {
  requests.length = 0;
  const status = await statusOfSession({
    AWS_ACCESS_KEY_ID: 'AKIDOFTHEROLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token-of-the-role',
  });

  expect(status).toBe(401);
  expect(requests).toHaveLength(1);
  expect(requests[0]?.authorization).toContain('Credential=AKIDOFTHEROLE/');
  expect(requests[0]?.['x-amz-security-token']).toBe('token-of-the-role');
}, 30_000);

it('a bundle without credentials asks nobody, and answers with an error', async () => {
  requests.length = 0;

  expect(await statusOfSession({})).toBeGreaterThanOrEqual(500);
  expect(requests).toEqual([]);
}, 30_000);

it('credentials that are given without a session token have none, and without a secret are none', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', '');

  expect(await defaultProvider()()).toEqual({ accessKeyId: 'key', secretAccessKey: 'secret' });

  vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');

  await expect(defaultProvider()()).rejects.toThrow('AWS_SECRET_ACCESS_KEY');
});
