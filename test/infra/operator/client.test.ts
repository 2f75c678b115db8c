import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseClientId } from '../../../shared/ids/client-id.ts';
import { hashOfSecret } from '../../../shared/ids/secret.ts';
import { dynamoDbClientStore } from '../../../shared/openid/dynamodb-client-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { type Surroundings, useLocalTables } from '../../harness/command.ts';

const redirect = '--redirect-uri https://{tenant}.example.com/oauth2/idpresponse';
const days = (count: number) => new Date(facts.now.getTime() + count * 86_400_000);

describe('latchkey client', () => {
  const tables = useLocalTables();
  const words = (line: string) => line.trim().replaceAll(/ +/g, ' ');
  const local = {
    tables: tables.tables,
    run: (line: string, surroundings: Surroundings = {}) => tables.run(words(line), surroundings),
    json: (line: string) => tables.json(words(line)),
  };
  const stored = async (id: unknown) =>
    dynamoDbClientStore(local.tables().tenants, apps).find(parseClientId(String(id)) ?? expect.unreachable());
  const added = async (more = '') => {
    const document = await local.json(`client add timetrack Reports ${redirect} ${more}`);
    const { id } = document['client'] as { readonly id: string };
    return { id, secret: document['secret'], document };
  };

  it('add shows the secret once, and keeps its hash alone', async () => {
    const { exitCode, stdout, stderr } = await local.run(`client add timetrack Balancer ${redirect}`);
    const [, id] = /Client ID +(client_\S{22})/.exec(stdout) ?? [];
    const [, secret = ''] = /Client secret: (\S{43})$/m.exec(stdout) ?? [];

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('http://login.timetrack.localhost:8080/.well-known/openid-configuration');
    expect((await stored(id))?.secrets).toEqual([{ hash: hashOfSecret(secret), createdAt: facts.now }]);
    for (const command of [`client show timetrack ${id}`, 'client list timetrack']) {
      const later = await local.run(command);
      expect(later.stdout).toContain(String(id));
      expect(later.stdout).not.toContain(secret);
      expect(later.stdout).not.toContain(hashOfSecret(secret));
    }
  });

  it('add says of which tenants it signs people in, and refuses one that is not there', async () => {
    await local.run('tenant add timetrack acme');
    const { id } = await added('--tenant acme');

    expect((await stored(id))?.tenants).toEqual(['acme']);
    const refused = await local.run(`client add timetrack X ${redirect} --tenant nowhere`);
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stderr).toContain('nowhere');
  });

  it.each([
    ['none', false],
    ['secret', true],
  ])('add with authentication %s makes a secret: %s', async (method, hasSecret) => {
    const { id, secret } = await added(`--authentication ${method}`);
    expect(secret !== undefined).toBe(hasSecret);
    expect((await stored(id))?.secrets).toHaveLength(hasSecret ? 1 : 0);
  });

  it('add takes public keys from a file, and no private ones', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-client-'));
    const [good, bad] = [join(folder, 'public.json'), join(folder, 'private.json')];
    const key = { kty: 'RSA', n: '_'.repeat(342), e: 'AQAB', kid: 'one' };
    writeFileSync(good, JSON.stringify({ keys: [key] }));
    writeFileSync(bad, JSON.stringify({ keys: [{ ...key, d: 'AQAB' }] }));
    const { id } = await added(`--authentication private-key --public-keys ${good}`);

    expect((await stored(id))?.publicKeys).toEqual({ keys: [key] });
    for (const file of [bad, join(folder, 'none.json')]) {
      const { exitCode } = await local.run(
        `client add timetrack X ${redirect} --authentication private-key --public-keys ${file}`,
      );
      expect(exitCode).toBe(1);
    }
  });

  it.each([
    ['', 'must name at least one address'],
    ['--redirect-uri http://app.example.com/cb', 'must begin with https://'],
    ['--redirect-uri https://*.example.com/cb', 'must not contain *'],
    ['--redirect-uri https://{tenant}example.com/cb', 'below your own domain'],
    ['--redirect-uri http://perform.trakstar.localhost:8080/cb', 'must not be at the host of another app'],
    [`${redirect} --post-logout-redirect-uri https://a.example/#x`, 'must not have a fragment'],
    [`${redirect} --authentication private-key`, 'must have a key'],
  ])('add refuses %s and says why', async (options, why) => {
    const { exitCode, stderr, stdout } = await local.run(`client add timetrack X ${options}`);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(why);
  });

  it('add changes nothing with --dry-run', async () => {
    const { document, id } = await added('--dry-run');

    expect(document).toMatchObject({ dryRun: true });
    expect(document).not.toHaveProperty('secret');
    expect(await stored(id)).toBeUndefined();
  });

  it('rotate makes a second secret, and gives the first an end', async () => {
    const { id } = await added();
    const { secret, client } = await local.json(`client rotate timetrack ${id} --expires 2d`);
    const [first, second, ...others] = (await stored(id))?.secrets ?? [];

    expect(others).toEqual([]);
    expect(first?.expiresAt).toEqual(days(2));
    expect(second).toEqual({ hash: hashOfSecret(String(secret)), createdAt: facts.now });
    expect(JSON.stringify(client)).not.toContain('hash');
    expect((await local.run('client list timetrack')).stdout).toContain('2, one expires');
  });

  it('rotate gives seven days where nothing is said, and never puts an end off', async () => {
    const { id } = await added();
    await local.json(`client rotate timetrack ${id}`);
    expect((await stored(id))?.secrets[0]?.expiresAt).toEqual(days(7));

    const again = await local.run(`client rotate timetrack ${id}`);
    expect(again).toMatchObject({ exitCode: 1 });
    expect(again.stderr).toContain('has two secrets already');
    // Once the first has expired there is room; the second gets an end of its own.
    await local.run(`client rotate timetrack ${id}`, { now: days(8) });
    expect((await stored(id))?.secrets.map(({ expiresAt }) => expiresAt)).toEqual([days(15), undefined]);
  });

  it('rotate --at-once ends every secret before', async () => {
    const { id } = await added();
    await local.json(`client rotate timetrack ${id}`);
    const { secret } = await local.json(`client rotate timetrack ${id} --at-once`);

    expect((await stored(id))?.secrets.map(({ hash }) => hash)).toEqual([hashOfSecret(String(secret))]);
  });

  it('rotate refuses a client without secrets, and writes nothing with --dry-run', async () => {
    const { id } = await added('--authentication none');
    expect(await local.run(`client rotate timetrack ${id}`)).toMatchObject({ exitCode: 1 });

    const other = await added();
    const document = await local.json(`client rotate timetrack ${other.id} --dry-run`);
    expect(document).not.toHaveProperty('secret');
    expect((await stored(other.id))?.secrets).toHaveLength(1);
  });

  it('change replaces the lists that are given, and keeps the rest', async () => {
    await local.run('tenant add timetrack acme');
    const { id } = await added('--tenant acme --post-logout-redirect-uri https://a.example/');
    await local.json(`client change timetrack ${id} --redirect-uri https://b.example/cb --name Other`);
    expect(await stored(id)).toMatchObject({
      displayName: 'Other',
      redirectUris: ['https://b.example/cb'],
      postLogoutRedirectUris: ['https://a.example/'],
      tenants: ['acme'],
    });

    await local.json(`client change timetrack ${id} --every-tenant`);
    expect(await stored(id)).not.toHaveProperty('tenants');
    expect((await stored(id))?.secrets).toHaveLength(1);
  });

  it.each([
    ['', 2],
    ['--tenant acme --every-tenant', 2],
    ['--redirect-uri http://b.example/cb', 1],
  ])('change %s ends with %i and changes nothing', async (options, exitCode) => {
    const { id } = await added();
    const before = await stored(id);

    expect((await local.run(`client change timetrack ${id} ${options}`)).exitCode).toBe(exitCode);
    expect(await stored(id)).toEqual(before);
  });

  it('remove asks before, and leaves nothing', async () => {
    const { id } = await added();
    expect(await local.run(`client remove timetrack ${id}`)).toMatchObject({ exitCode: 1 });
    expect(await local.json(`client remove timetrack ${id} --dry-run`)).toMatchObject({ dryRun: true });
    expect(await stored(id)).toBeDefined();

    expect(await local.run(`client remove timetrack ${id} --yes`)).toMatchObject({ exitCode: 0 });
    expect(await stored(id)).toBeUndefined();
  });

  it.each(['show', 'change', 'rotate', 'remove'])('%s finds no client of another app', async (verb) => {
    const { id } = await added();
    const more = verb === 'change' ? '--name X' : '';
    const { exitCode, stderr } = await local.run(`client ${verb} trakstar ${id} ${more}`);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('client list trakstar');
    expect(await stored(id)).toBeDefined();
  });
});
