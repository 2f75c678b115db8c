import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../infra/bundling/bundles.ts';
import { createEmbeddedAws } from '../../infra/local/embedded-dynamodb.ts';
import { productionSite } from '../../shared/apps/site.ts';
import { writeSites } from '../../shared/apps/sites-variable.ts';
import { type CheckedFunction, checkedFunctions } from '../../shared/sign-in-check/check-sign-in.ts';
import { recordServedAddresses, retiredSitesVariable } from '../../shared/sign-in-check/served-addresses.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { gallery } from '../fixtures/apps.ts';
import { embeddedClientConfig } from '../harness/embedded-dynamodb.ts';
import { siteEnvironment } from '../harness/site-environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-release-'));
const keyId = 'arn:aws:kms:eu-central-1:123456789012:key/check';
const tables = { tenants: 'release-tenants', flows: 'release-flows' };
const servers: Server[] = [];
let environment: Readonly<Record<string, string>>;

/** What CodeDeploy was told. */
let reported: unknown[] = [];
/** Lines about faults of any bundle. */
let faults: string[] = [];

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Runs the handler of a bundle in a process of its own, as Lambda does. Returns its result as JSON. */
async function runBundle(path: string, event: string): Promise<string> {
  const script = `
    const { handler } = await import('./index.mjs');
    const result = await handler(JSON.parse(process.env.EVENT), { getRemainingTimeInMillis: () => 20_000 });
    process.stderr.write('\\nresult:' + JSON.stringify(result ?? null));`;
  const { stderr, stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script],
    {
      cwd: path,
      env: { ...environment, EVENT: event },
    },
  );
  faults.push(...stdout.split('\n').filter((line) => line.includes('"event":"fault"')));
  return stderr.slice(stderr.lastIndexOf('\nresult:') + '\nresult:'.length);
}

const bundleOf = (name: string, release = folder) => join(release, 'functions', name);
let released = folder;

/** Lambda’s Invoke: runs the bundle that the ARN names. A process that ends in vain is `Unhandled`, as there. */
async function invoke(request: IncomingMessage) {
  const [, arn = ''] = /functions\/([^/]+)\/invocations/.exec(decodeURIComponent(request.url ?? '')) ?? [];
  const event = await text(request);
  try {
    return {
      failed: false,
      payload: await runBundle(bundleOf(arn.split(':').at(-2) ?? '', released), event),
    };
  } catch {
    return { failed: true, payload: '{}' };
  }
}

beforeAll(async () => {
  bundleFunctions(folder);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const aws = await listening(createEmbeddedAws(new Map([[keyId, privateKey]])));
  await createTables(createDynamoDbClient(embeddedClientConfig(aws)), tables);
  const lambda = await listening(
    createServer((request, response) => {
      void invoke(request).then(({ failed, payload }) => {
        response.writeHead(200, failed ? { 'x-amz-function-error': 'Unhandled' } : {}).end(payload);
      });
    }),
  );
  const codeDeploy = await listening(
    createServer((request, response) => {
      void text(request).then((body) => {
        reported.push(JSON.parse(body));
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end('{}');
      });
    }),
  );
  const versions = checkedFunctions.map((name) => [
    name,
    `arn:aws:lambda:eu-central-1:123456789012:function:${name}:7`,
  ]);
  environment = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: aws,
    AWS_ENDPOINT_URL_KMS: aws,
    AWS_ENDPOINT_URL_LAMBDA: lambda,
    AWS_ENDPOINT_URL_CODEDEPLOY: codeDeploy,
    TENANTS_TABLE: tables.tenants,
    FLOWS_TABLE: tables.flows,
    ...siteEnvironment(),
    LATCHKEY_CHECK_KEY: keyId,
    LATCHKEY_NEW_VERSIONS: JSON.stringify(Object.fromEntries(versions)),
  };
}, 60_000);

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

const hook = JSON.stringify({ DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook-1' });

/** What the check before traffic reports of a release. */
async function statusOf(release: string): Promise<unknown> {
  reported = [];
  faults = [];
  released = release;
  await runBundle(bundleOf('check-release'), hook);
  return reported;
}

/** The same release with one bundle changed. */
function releaseWith(name: CheckedFunction, change: (bundle: string) => string): string {
  const release = mkdtempSync(join(folder, 'broken-'));
  cpSync(join(folder, 'functions'), join(release, 'functions'), { recursive: true });
  const path = join(bundleOf(name, release), 'index.mjs');
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return release;
}

const says = (status: 'Succeeded' | 'Failed') => [
  { deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook-1', status },
];

describe('the check before traffic, run against the bundles,', () => {
  it('lets a release pass that signs in and out at every app', async () => {
    const status = await statusOf(folder);
    expect(faults).toEqual([]);
    expect(status).toEqual(says('Succeeded'));
  }, 60_000);

  it.each(checkedFunctions)(
    'stops one whose %s does not start',
    async (name) => {
      expect(await statusOf(releaseWith(name, (bundle) => `throw new Error('broken');${bundle}`))).toEqual(
        says('Failed'),
      );
    },
    60_000,
  );

  it('stops one that refuses every signature', async () => {
    const release = releaseWith('assertion-consumer', (bundle) =>
      bundle.replaceAll('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'urn:another-algorithm'),
    );
    expect(await statusOf(release)).toEqual(says('Failed'));
  }, 60_000);

  it('stops one that reads another table', async () => {
    const release = releaseWith('session', (bundle) => bundle.replaceAll('FLOWS_TABLE', 'TENANTS_TABLE'));
    expect(await statusOf(release)).toEqual(says('Failed'));
  }, 60_000);
});

describe('the check before traffic of a stage that loses an address', () => {
  const earlier = { app: gallery.trakstar, origin: 'https://earlier.example.com' };
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  /** What the hourly check has seen to work since yesterday. */
  const remember = async (sites: Parameters<typeof recordServedAddresses>[1]) => {
    const client = createDynamoDbClient(embeddedClientConfig(environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? ''));
    await recordServedAddresses(openTables(client, tables).tenants, sites, yesterday);
    client.destroy();
  };

  it('stops it and says which one, unless the stage names it', async () => {
    const sites = Object.values(gallery).map(productionSite);
    await remember([...sites, earlier]);
    expect(await statusOf(folder)).toEqual(says('Failed'));
    expect(faults.join()).toContain('no longer stands at https://earlier.example.com');

    const before = environment;
    environment = { ...before, [retiredSitesVariable]: writeSites([earlier]) };
    expect(await statusOf(folder)).toEqual(says('Succeeded'));
    environment = before;
    await remember(sites);
    expect(await statusOf(folder)).toEqual(says('Succeeded'));
  }, 60_000);
});

describe('the hourly check, run as a bundle,', () => {
  it('counts a failure, and ends well, where no app can be reached', async () => {
    const script = `
      const { handler } = await import('./index.mjs');
      await handler();
      process.exit(0);`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      {
        cwd: bundleOf('check-sign-in'),
        env: {
          ...environment,
          POWERTOOLS_METRICS_NAMESPACE: 'Latchkey',
          POWERTOOLS_SERVICE_NAME: 'latchkey-test',
          ...siteEnvironment([{ app: gallery.timetrack, origin: 'http://127.0.0.1:9' }]),
        },
      },
    );
    expect(stdout).toContain('"SignInCheckFailed":1');
  }, 60_000);
});
