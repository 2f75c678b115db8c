import { beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId, type TenantId } from '../../../shared/ids/tenant-id.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { apps } from '../../fixtures/apps.ts';
import { useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

interface Listed {
  readonly tenants: readonly { readonly app: string; readonly id: string; readonly state: string }[];
  readonly next?: unknown;
}

describe('tenant list', () => {
  const local = useLocalTables();
  const list = async (line: string) => (await local.json(`tenant list ${line}`.trim())) as unknown as Listed;
  const ids = async (line: string) => (await list(line)).tenants.map(({ id }) => id);

  beforeAll(async () => {
    const store = dynamoDbTenantStore(local.tables().tenants, apps);
    const named = (id: string, app: Tenant['app'], state: Tenant['connection']['state']): Tenant => {
      const tenant = aTenant();
      return {
        ...tenant,
        app,
        id: parseTenantId(id) as TenantId,
        connection: { ...tenant.connection, state },
      };
    };
    await store.add(named('acme', 'timetrack', 'active'));
    await store.add(named('acme-eu', 'timetrack', 'disabled'));
    await store.add(named('bolt', 'timetrack', 'active'));
    await store.add(named('contoso', 'timetrack', 'active'));
  });

  it.each<[string, string, readonly string[]]>([
    ['all', '', ['acme', 'acme-eu', 'bolt', 'contoso']],
    ['by prefix', '--prefix acme', ['acme', 'acme-eu']],
    ['by a part of the name', '--contains o', ['bolt', 'contoso']],
    ['by state', '--state disabled', ['acme-eu']],
    ['after one', 'timetrack --after acme-eu', ['bolt', 'contoso']],
    ['after one within a prefix', 'timetrack --after acme --prefix acme', ['acme-eu']],
    ['after one behind the prefix', 'timetrack --after bolt --prefix acme', []],
    ['at most two', '--limit 2', ['acme', 'acme-eu']],
    ['none of another app', 'trakstar', []],
  ])('lists %s', async (_, line, expected) => {
    expect(await ids(line)).toEqual(expected);
  });

  it('names where the next page begins, and reaches every tenant page by page', async () => {
    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 6; page += 1) {
      const { tenants, next } = await list(`timetrack --limit 1${after}`);
      seen.push(...tenants.map(({ id }) => id));
      if (next === undefined) break;
      expect(next).toEqual({ app: 'timetrack', after: seen.at(-1) });
      after = ` --after ${seen.at(-1)}`;
    }
    expect(seen).toEqual(['acme', 'acme-eu', 'bolt', 'contoso']);
  });

  it('prints the command of the next page with the same filters', async () => {
    const { stdout, stderr } = await local.run('tenant list timetrack --state active --limit 1');
    expect(stdout).toContain('acme');
    expect(stderr).toContain(
      'npx latchkey tenant list timetrack --after acme --state active --limit 1 --local',
    );
  });

  it('fits into the terminal', async () => {
    const { stdout } = await local.run('tenant list', { columns: 60 });
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    expect(stdout).toContain('contoso');
  });

  it('shows the directory of an issuer where the terminal has no room for all of it', async () => {
    const { stdout } = await local.run('tenant list', { columns: 80 });
    expect(stdout).toMatch(/^timetrack +acme +active +3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b +not seen yet$/m);
    const narrow = await local.run('tenant list', { columns: 60 });
    expect(narrow.stdout).toMatch(/^timetrack +acme +active +3f9a1c52[0-9a-f-]*… +not seen yet$/m);
    expect((await local.run('tenant list')).stdout).toContain(aTenant().connection.issuer);
  });

  it.each([
    ['tenant show timetrack acne', 'Did you mean acme?'],
    ['tenant show timetrack contosso', 'Did you mean contoso?'],
    ['tenant show trakstar acme', 'Did you mean timetrack acme?'],
    ['tenant show timetak acme', 'Did you mean timetrack?'],
    ['article timetrack acne', 'Did you mean acme?'],
    ['user list timetrack bold', 'Did you mean bolt?'],
    ['tenant lst', 'Did you mean list?'],
  ])('%s: %s', async (line, question) => {
    expect((await local.run(line)).stderr).toContain(question);
  });

  it('suggests the sign-in name that was probably meant, and nothing for a name unlike all', async () => {
    await local.run('user add timetrack acme b.simon@contoso.com');
    expect((await local.run('user show timetrack acme b.simn@contoso.com')).stderr).toContain(
      'Did you mean b.simon@contoso.com?',
    );
    expect((await local.run('user show timetrack acme zoe@fabrikam.com')).stderr).not.toContain(
      'Did you mean',
    );
    expect((await local.run('tenant show timetrack zzzzzz')).stderr).not.toContain('Did you mean');
  });

  it.each([
    [
      'tenant add timetrack new --metadata-file missing.xml',
      'missing.xml cannot be read. There is no such file.',
    ],
    ['user import timetrack acme .', '. cannot be read. It is a folder.'],
    ['explain timetrack acme test', 'test cannot be read. It is a folder.'],
  ])('%s says in words why the file cannot be read', async (line, why) => {
    const { exitCode, stderr } = await local.run(line);
    expect(exitCode).toBe(1);
    expect(stderr.startsWith(`latchkey: ${why}`)).toBe(true);
  });
});
