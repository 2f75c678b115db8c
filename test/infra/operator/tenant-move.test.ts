import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSites } from '../../../shared/apps/sites-variable.ts';
import { localTableNames } from '../../../shared/store/tables.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps, gallery } from '../../fixtures/apps.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

const local = useLocalTables();
const old = { app: gallery.trakstar, origin: 'https://old.example.com' };
const next = { app: gallery.trakstar, origin: 'https://new.example.com' };
const other = { app: gallery.timetrack, origin: 'https://{tenant}.time.example.com' };

beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.environment()['AWS_ENDPOINT_URL_DYNAMODB']);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
});
afterEach(() => vi.unstubAllEnvs());

const store = () => dynamoDbTenantStore(local.tables().tenants, apps);
const run = (words: string, sites = [other, old, next]) =>
  latchkey(words.split(' '), {
    environment: {
      TENANTS_TABLE: localTableNames.tenants,
      FLOWS_TABLE: localTableNames.flows,
      LATCHKEY_SITES: writeSites(sites),
    },
  });
const json = async (words: string, sites = [other, old, next]) =>
  JSON.parse((await run(`${words} --json`, sites)).stdout);
const added = async () => {
  const tenant = aTenant({ app: 'trakstar', sso: true });
  await store().add(tenant);
  return tenant;
};

describe('latchkey tenant move', () => {
  it('moves a tenant to the new address, says what the directory needs, and takes it back', async () => {
    const { id } = await added();
    const moved = await run(`tenant move trakstar ${id} --reason new`);
    expect(moved.exitCode).toBe(0);
    expect(moved.stdout).toContain(`signs in at https://new.example.com/auth/saml/?namespace=${id}`);
    expect(moved.stdout).toContain(`npx latchkey tenant move trakstar ${id} --back`);
    expect(moved.stderr).toContain(
      `the Reply URL https://new.example.com/auth/saml/callback?namespace=${id}`,
    );
    expect((await store().find('trakstar', id))?.standsAt).toBe(next.origin);

    const again = await run(`tenant move trakstar ${id}`);
    expect(again.stdout).toContain('already signs in at');
    expect(again.stderr).toBe('');
    const back = await json(`tenant move trakstar ${id} --back`);
    expect(back.tenant.address).toEqual({ standsAt: old.origin, movesTo: next.origin });
    expect(back.tenant.entra.replyUrl).toContain(old.origin);
    expect(JSON.stringify(await json(`tenant history trakstar ${id}`))).toContain('"standsAt"');
  });

  it('changes nothing with --dry-run', async () => {
    const { id } = await added();
    const { stdout } = await run(`tenant move trakstar ${id} --dry-run`);
    expect(stdout).toContain('would sign in at https://new.example.com');
    expect((await store().find('trakstar', id))?.standsAt).toBeUndefined();
  });

  it('does not warn of a tenant whose draft was tested at the new address', async () => {
    const now = new Date();
    const draft = {
      revision: 1,
      step: 'test' as const,
      values: { trustedKeys: [] },
      startedAt: now,
      test: { revision: 1, at: now, outcome: 'passed' as const, origin: next.origin, summary: '' },
    };
    const tenant = aTenant({ app: 'trakstar', sso: true, draft });
    await store().add(tenant);
    expect((await run(`tenant move trakstar ${tenant.id}`)).stderr).toBe('');
  });

  it('refuses where the app has one address', async () => {
    const { id } = await added();
    const refused = await run(`tenant move trakstar ${id}`, [other, old]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('Trakstar has one address here: https://old.example.com');
    expect((await run('tenant move trakstar nothing-here')).exitCode).toBe(1);
  });
});

describe('while an app moves', () => {
  it('tenant list and show say who has moved', async () => {
    const [moved, left] = [await added(), await added()];
    await run(`tenant move trakstar ${moved.id}`);
    const { stdout } = await run('tenant list trakstar');
    expect(stdout).toMatch(/KEYS UNTIL +MOVED/);
    expect(stdout).toMatch(new RegExp(`${moved.id}.* yes`));
    expect(stdout).toMatch(new RegExp(`${left.id}.* no`));
    const behind = (await run('tenant list trakstar --not-moved')).stdout;
    expect(behind).toContain(left.id);
    expect(behind).not.toContain(moved.id);
    const shown = (await run(`tenant show trakstar ${left.id}`)).stdout;
    expect(shown).toContain('https://old.example.com, not yet moved to https://new.example.com');
    expect((await run(`tenant show trakstar ${moved.id}`)).stdout).toContain(
      'moved to https://new.example.com',
    );
    expect((await run('tenant list trakstar', [other, old])).stdout).not.toContain('MOVED');
  });

  it('a new tenant begins at the new address, and each link leads there', async () => {
    const words = 'tenant add trakstar initech-moving';
    const { tenant } = await json(words);
    expect(tenant.address).toEqual({ standsAt: next.origin });
    const { url } = await json('setup-link create trakstar initech-moving');
    expect(url).toContain('https://new.example.com/auth/saml/setup');
    const { id } = await added();
    expect((await json(`setup-link create trakstar ${id}`)).url).toContain('https://new.example.com/');
  });
});
