import { createServer, type RequestListener, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type RefreshMetadataDependencies,
  refreshMetadata,
} from '../../../functions/refresh-metadata/endpoint.ts';
import { writeRefreshJob } from '../../../shared/events/refresh-job.ts';
import { httpsMetadataSource } from '../../../shared/federation-metadata/https-metadata-source.ts';
import type { MetadataHost } from '../../../shared/federation-metadata/metadata-host.ts';
import { dynamoDbRefreshStateStore } from '../../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { aTenant } from '../../harness/samples.ts';
import { documentOf } from '../../metadata-refresh/metadata.ts';

const [old, next] = [signingKey(), signingKey({ name: 'next' })];
const timeoutMilliseconds = 2_000;

/** What each directory of this machine answers, by its name. */
const answers: Readonly<Record<string, RequestListener>> = {
  'good.localhost': (_, response) => response.end(documentOf([old, next])),
  'silent.localhost': () => {},
  'slow.localhost': (_, response) => void setInterval(() => response.write(' '), 50).unref(),
  'redirecting.localhost': (_, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  'huge.localhost': (_, response) => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    let sent = 0;
    const more = () => {
      while (sent < 100 && !response.destroyed) {
        sent += 1;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', more);
    more();
  },
  'broken.localhost': (request) => request.socket.destroy(),
  'absent.localhost': (_, response) => response.writeHead(404).end(),
  'page.localhost': (_, response) => response.end('<html><body>Sign in</body></html>'),
};

describeWithDatabase('refreshing a batch', (database) => {
  const log = useLog();
  let server: Server;
  let deps: RefreshMetadataDependencies;
  let counted: string[] = [];
  let published = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [name = ''] = (request.headers.host ?? '').split(':');
      answers[name]?.(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const hosts: readonly MetadataHost[] = [
      ...Object.keys(answers).map((name) => ({ name, port, loopback: '127.0.0.1' }) as const),
      { name: 'private.example' },
    ];
    deps = {
      tenants: dynamoDbTenantStore(database().tables.tenants, apps),
      refreshStates: dynamoDbRefreshStateStore(database().tables.tenants),
      metadata: httpsMetadataSource({
        hosts,
        timeoutMilliseconds,
        resolve: async () => [{ address: '10.0.0.7', family: 4 }],
      }),
      events: { publish: async () => {} },
      counters: {
        count: (name, value = 1) => void (value > 0 && counted.push(name)),
        publish: () => {
          published += 1;
        },
      },
      clock: () => facts.now,
    };
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const add = async (name: string): Promise<Tenant> => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const metadataUrl =
      name === 'private.example' ? 'https://private.example/metadata' : `http://${name}:${port}/metadata`;
    const tenant = aTenant({
      connection: { issuer: facts.issuer, metadataUrl, trustedKeys: [asCertificate(old)] },
    });
    await dynamoDbTenantStore(database().tables.tenants, apps).add(tenant);
    return tenant;
  };
  const message = ({ app, id: tenant }: Tenant) => ({
    id: String(tenant),
    body: writeRefreshJob({ app, tenant, because: 'turn' }),
  });
  const keysOf = async ({ app, id }: Tenant) =>
    (await dynamoDbTenantStore(database().tables.tenants, apps).find(app, id))?.connection.trustedKeys.length;

  it('refreshes the good among the slow, the hostile and the broken, in the time that one of these may take', async () => {
    counted = [];
    const bad: readonly [string, string][] = [
      ['silent.localhost', 'timeout'],
      ['slow.localhost', 'timeout'],
      ['redirecting.localhost', 'redirected'],
      ['huge.localhost', 'too-large'],
      ['broken.localhost', 'unreachable'],
      ['absent.localhost', 'status'],
      ['page.localhost', 'web-page'],
      ['private.example', 'address-not-public'],
    ];
    const badTenants = await Promise.all(bad.map(([name]) => add(name)));
    const goodTenants = await Promise.all([add('good.localhost'), add('good.localhost')]);
    const [first, ...others] = goodTenants;
    const batch = [first, ...badTenants, ...others].flatMap((tenant) => (tenant ? [message(tenant)] : []));

    const began = performance.now();
    expect(await refreshMetadata(deps, batch)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(timeoutMilliseconds + 3_000);

    expect(await Promise.all(goodTenants.map(keysOf))).toEqual([2, 2]);
    expect(await Promise.all(badTenants.map(keysOf))).toEqual(bad.map(() => 1));
    const failings = await Promise.all(badTenants.map((tenant) => deps.refreshStates.find(tenant)));
    expect(failings.map((state) => state?.failing?.code)).toEqual(bad.map(([, code]) => code));
    // A first failure alerts no one.
    expect(counted).toEqual([]);
    const lines = log.lines().filter(({ event }) => event === 'metadata.failed');
    expect(lines.map(({ code }) => code).sort()).toEqual(bad.map(([, code]) => code).sort());
  });

  it('hands back the messages that failed for a fault of ours, and no other', async () => {
    const [good, lost] = [await add('good.localhost'), await add('good.localhost')];
    const find: RefreshMetadataDependencies['tenants']['find'] = async (app, id) => {
      if (id === lost.id) throw new Error('the store is gone');
      return deps.tenants.find(app, id);
    };
    const tenants = { find, change: deps.tenants.change };
    const broken = { id: 'broken', body: '{"app":"timetrack"}' };
    const undone = await refreshMetadata({ ...deps, tenants }, [message(lost), broken, message(good)]);
    expect(undone).toEqual([String(lost.id), 'broken']);
    expect(await keysOf(good)).toBe(2);
  });

  it('counts a tenant whose last key comes to expire once, and publishes that before its state is stored', async () => {
    counted = [];
    const before = published;
    const expiring = signingKey({ notAfter: secondsAfter(facts.now, 10 * 86_400) });
    const tenant = aTenant({ connection: { trustedKeys: [asCertificate(expiring)] } });
    await dynamoDbTenantStore(database().tables.tenants, apps).add(tenant);
    let publishedAtWrite = 0;
    const write: typeof deps.refreshStates.write = (...args) => {
      publishedAtWrite = published - before;
      return deps.refreshStates.write(...args);
    };
    await refreshMetadata({ ...deps, refreshStates: { ...deps.refreshStates, write } }, [message(tenant)]);
    expect([counted, publishedAtWrite]).toEqual([['KeysExpiringIn14Days'], 1]);
    const asked = {
      ...message(tenant),
      body: writeRefreshJob({ app: tenant.app, tenant: tenant.id, because: 'sign-in' }),
    };
    await refreshMetadata(deps, [asked]);
    expect(counted).toHaveLength(1);
  });
});
