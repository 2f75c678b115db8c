import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { localSites } from '../../../../infra/local/sites.ts';
import { runGalleryCheck } from '../../../../infra/operator/gallery/check/run-gallery-check.ts';
import {
  addThrowAwayTenant,
  planThrowAwayTenant,
} from '../../../../infra/operator/gallery/check/throw-away-tenant.ts';
import type { Terminal } from '../../../../infra/operator/terminal.ts';
import { type Apps, appsOf } from '../../../../shared/apps/apps.ts';
import type { Site } from '../../../../shared/apps/site.ts';
import { parseTenantId } from '../../../../shared/ids/tenant-id.ts';
import { dynamoDbRejectionLog } from '../../../../shared/sign-in/log/dynamodb-rejection-log.ts';
import { dynamoDbTenantStore } from '../../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../../../shared/users/dynamodb-user-store.ts';
import { apps } from '../../../fixtures/apps.ts';
import { boards } from '../../../fixtures/boards.ts';
import { facts } from '../../../fixtures/facts.ts';
import { latchkey, type Surroundings, useLocalTables } from '../../../harness/command.ts';
import { useLog } from '../../../harness/logged.ts';
import { aTenant } from '../../../harness/samples.ts';
import { port, sendToProduct } from './local-product.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-gallery-'));
afterAll(() => rmSync(folder, { recursive: true }));

const local = useLocalTables();
useLog();
let send: Terminal['send'];
beforeEach(() => {
  send = sendToProduct(local.tables());
});

const run = (words: readonly string[], more: Surroundings = {}) =>
  latchkey(['gallery', 'check', ...words, '--local', '--folder', folder], {
    environment: { ...local.environment(), PORT: String(port) },
    send,
    ...more,
  });

/** How many requests a run sends before something happens. */
function countingSend() {
  let sent = 0;
  return {
    sent: () => sent,
    send: async (request: Parameters<Terminal['send']>[0]) => {
      sent += 1;
      return send(request);
    },
  };
}

/** The stores of a run, without a command around it. */
const stores = (known: Apps = apps) => {
  const { tenants, flows } = local.tables();
  return {
    tenants: dynamoDbTenantStore(tenants, known),
    users: dynamoDbUserStore(tenants),
    rejections: dynamoDbRejectionLog(flows),
    tables: { tenants, flows },
    author: async () => ({ by: 'test', at: facts.now }),
  };
};

const tenantsNow = async () => (await stores().tenants.list()).map(({ id }) => id);

describe('gallery check', () => {
  it.each(['timetrack', 'trakstar'])('passes every row of %s and says so in 80 columns', async (app) => {
    const { exitCode, stdout } = await run([app], { columns: 80 });

    expect(stdout).toContain('All rows passed');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('refused: certificate-expired');
    const wide = stdout.split('\n').filter((line) => line.length > 80 && !/https?:|\//.test(line));
    expect(wide).toEqual([]);
    expect(await tenantsNow()).toEqual([]);
  });

  it('names every row that a broken product fails, and exits with 1', async () => {
    // A product that never asks who signed: every message gets the session of the genuine sign-in.
    let session: readonly string[] = [];
    const broken: Terminal['send'] = async (request) => {
      if (request.url.endsWith('/sign-out'))
        return { status: 200, location: undefined, setCookies: [], body: '' };
      const answer = await send(request);
      const isPost = request.url.includes('/callback');
      if (isPost && answer.status === 303 && answer.setCookies.length > 0) session = answer.setCookies;
      return isPost && answer.status >= 400 ? { ...answer, status: 303, setCookies: session } : answer;
    };
    const { exitCode, stdout } = await run(['timetrack', '--json'], { send: broken });

    const { check } = JSON.parse(stdout) as {
      check: { passed: boolean; rows: { expected: string; verdict: string; found: string }[] };
    };
    expect([exitCode, check.passed]).toEqual([1, false]);
    const toRefuse = check.rows.filter(
      ({ expected, verdict }) => expected === 'refused' && verdict !== 'skip',
    );
    expect(toRefuse.length).toBeGreaterThan(15);
    expect(toRefuse.filter(({ found }) => found !== 'signed in, and must be refused')).toEqual([]);
    expect(await tenantsNow()).toEqual([]);
  });

  it('counts no refusal that the log of the stage does not explain', async () => {
    const behindFirewall: Terminal['send'] = async (request) =>
      request.form?.startsWith('SAMLResponse=')
        ? { status: 403, location: undefined, setCookies: [], body: '<h1>Forbidden</h1>' }
        : send(request);
    const { exitCode, stdout } = await run(['timetrack'], { send: behindFirewall });

    expect(exitCode).toBe(1);
    expect(stdout).toContain('sp-working: SP-initiated, working certificate');
    expect(stdout).toContain('refused without a reason in the log of the stage (status 403)');
  });

  it('waits until a region that gets its tenants later knows them', async () => {
    let asked = 0;
    let waited = 0;
    const behind: Terminal['send'] = async (request) => {
      asked += 1;
      return asked > 3 ? send(request) : { status: 404, location: undefined, setCookies: [], body: '' };
    };
    const { exitCode, stdout } = await run(['timetrack'], {
      send: behind,
      pause: async () => {
        waited += 1;
      },
    });

    expect(stdout).toContain('All rows passed');
    expect([exitCode, waited]).toEqual([0, 3]);
  });

  it('gives up after two rows without an answer', async () => {
    const { exitCode, stdout } = await run(['timetrack'], {
      send: async () => {
        throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
      },
    });

    expect(exitCode).toBe(1);
    expect(stdout).toContain('getaddrinfo ENOTFOUND');
    expect(stdout.match(/FAIL .*not run: the stage does not answer/g)?.length).toBeGreaterThan(15);
    expect(await tenantsNow()).toEqual([]);
  });

  it('begins no row after four minutes', async () => {
    let now = facts.now.getTime();
    const counted = countingSend();
    const { exitCode, stdout } = await run(['timetrack'], {
      clock: () => new Date(now),
      send: async (request) => {
        now += 100_000;
        // The messages are judged by the clock of the product, which stands still.
        return counted.send(request);
      },
    });

    expect(exitCode).toBe(1);
    expect(stdout).toContain('not run: the check has taken 240 s');
    expect(await tenantsNow()).toEqual([]);
  });

  it('removes everything when a person stops it', async () => {
    const counted = countingSend();
    const { exitCode, stderr, stdout } = await run(['trakstar'], {
      send: counted.send,
      interrupted: () => counted.sent() > 8,
    });

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('The tenants of the check are removed');
    expect(counted.sent()).toBeLessThan(30);
    expect(await tenantsNow()).toEqual([]);
  });

  it('removes what a killed run left, and no tenant of a customer', async () => {
    const [site] = localSites(port);
    if (site === undefined) throw new Error('There is a site');
    const planned = (minutesAgo: number) =>
      planThrowAwayTenant(site, new Date(facts.now.getTime() - minutesAgo * 60_000));
    const [killed, running] = await Promise.all([planned(60), planned(2)]);
    await addThrowAwayTenant(stores(), killed);
    await addThrowAwayTenant(stores(), running);
    const customer = aTenant({
      app: site.app.id,
      id: parseTenantId('latchkey-gallery-customer') ?? expect.unreachable(),
      createdAt: new Date('2020-01-01T00:00:00.000Z'),
    });
    await stores().tenants.add(customer);

    const { stdout } = await run([site.app.id]);

    expect(stdout).toContain(`Removed what earlier runs left: ${killed.tenant.id}.`);
    expect((await tenantsNow()).sort()).toEqual([customer.id, running.tenant.id].sort());
    for (const { app, id } of [customer, running.tenant]) await stores().tenants.remove(app, id);
  });

  const runAt = (site: Site) =>
    runGalleryCheck(stores(appsOf([site])), {
      site,
      terminal: {
        send: sendToProduct(local.tables(), [site]),
        now: () => facts.now,
        pause: async () => {},
      },
      tell() {},
      isInterrupted: () => false,
    });

  it('sends the claims that a profile asks for, and checks that a required one is', async () => {
    const [first] = localSites(port);
    if (first === undefined) throw new Error('There is a site');
    const claims = { department: { attributes: ['department'], required: true }, email: {} } as const;

    const { rows } = await runAt({ ...first, app: { ...first.app, claims } });

    expect(rows.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(rows.find(({ name }) => name === 'claim-missing')).toMatchObject({
      verdict: 'pass',
      problem: 'claim-missing',
    });
  });

  it('passes every row of an app whose Reply URL names no tenant', async () => {
    const { rows } = await runAt({ app: boards, origin: `http://boards.localhost:${port}` });

    expect(rows.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(rows.filter(({ flow, outcome }) => flow === 'idp' && outcome === 'signed-in').length).toBe(1);
  });

  it('keeps the result with the page of each row, which a browser shows without scripts', async () => {
    await run(['timetrack']);

    const page = readFileSync(join(folder, 'check.html'), 'utf8');
    expect(page).toContain('certificate has expired');
    expect(page.match(/<iframe sandbox=""/g)?.length).toBeGreaterThan(15);
    expect(page).not.toMatch(/<script/i);
    const { rows } = JSON.parse(readFileSync(join(folder, 'check.json'), 'utf8')) as {
      rows: { name: string; page?: string; reference?: string; problem?: string }[];
    };
    const expired = rows.find(({ name }) => name === 'sp-expired');
    expect(expired).toMatchObject({ problem: 'certificate-expired' });
    expect(expired?.page).toContain(expired?.reference);
  });
});
