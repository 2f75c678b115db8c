import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { withSigner } from '../../../shared/tenants/keys/proven-keys.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../../fixtures/keys.ts';
import { useLocalTables } from '../../harness/command.ts';

const [active, next, other] = [signingKey(), signingKey({ name: 'next' }), signingKey({ name: 'other' })];
const directory = '3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b';
const trust = `--issuer https://sts.windows.net/${directory}/ --login-url https://login.microsoftonline.com/${directory}/saml2`;

describe('latchkey tenant key', () => {
  const local = useLocalTables();
  let folder = '';
  const file = (name: string) => join(folder, name);
  const states = async (tenant = 'timetrack acme') => {
    const { keys } = await local.json(`tenant key list ${tenant}`);
    return (keys as { state: string; thumbprints: { sha1: string } }[]).map(
      ({ state, thumbprints }) => `${state} ${thumbprints.sha1}`,
    );
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-keys-'));
    await writeFile(file('active.cer'), active.certificate);
    await writeFile(file('next.cer'), next.certificate);
    await local.run(`tenant add timetrack acme ${trust} --thumbprint ${active.sha1Thumbprint}`);
    await local.run(`tenant add trakstar acme ${trust} --certificate ${file('active.cer')}`);
    await local.run(`tenant add trakstar globex ${trust} --thumbprint ${other.sha1Thumbprint}`);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('add trusts the next certificate beside the primary one', async () => {
    const { exitCode, stdout, stderr } = await local.run(
      `tenant key add timetrack acme --certificate ${file('next.cer')} --reason rollover`,
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('The TimeTrack tenant acme: 1 key trusted within 60 seconds.');
    expect(stdout).toMatch(
      new RegExp(`PRIMARY +${active.sha1Thumbprint}.* known after the first sign-in`, 'i'),
    );
    expect(stdout).toMatch(new RegExp(`SECONDARY +${next.sha1Thumbprint} +\\d{4}-`, 'i'));
  });

  it('promote makes the next one the primary, and retire ends the old one', async () => {
    await local.run(`tenant key promote timetrack acme ${next.sha1Thumbprint.slice(0, 8)}`);
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`, `secondary ${active.sha1Thumbprint}`]);
    const retire = `tenant key retire timetrack acme ${active.sha1Thumbprint}`;
    expect((await local.run(`${retire} --dry-run`)).stdout).toContain('Nothing was written');
    const unasked = await local.run(retire);
    expect(unasked.exitCode).toBe(1);
    expect(unasked.stderr).toContain(`npx latchkey ${retire} --yes --local`);
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`, `secondary ${active.sha1Thumbprint}`]);
    expect((await local.run(retire, { answer: 'acme' })).exitCode).toBe(0);
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`, `retired ${active.sha1Thumbprint}`]);
  });

  it('remove forgets a key, but not its history', async () => {
    await local.run(`tenant key remove timetrack acme ${active.sha1Thumbprint} --yes`);
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`]);
    const { stdout } = await local.run('tenant history timetrack acme');
    const [Active, Next] = [active, next].map(({ sha1Thumbprint }) => sha1Thumbprint.toUpperCase());
    for (const line of [
      `rollover +Added key ${Next} as secondary`,
      `Key ${Next} went from secondary to primary`,
      `Key ${Active} went from primary to secondary`,
      `Key ${Active} went from secondary to retired`,
      `Removed key ${Active}, which was retired`,
    ]) {
      expect(stdout).toMatch(new RegExp(`${line}$`, 'm'));
    }
    expect(stdout).toMatch(/^2026-11-22 12:00 UTC +maria@workstation +Added the tenant$/m);
  });

  it('retire warns of the last key before it asks', async () => {
    const { stderr } = await local.run(`tenant key retire timetrack acme ${next.sha1Thumbprint}`);
    expect(stderr).toContain('Nothing was changed.');
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`]);
  });

  it('add --candidate trusts nothing, and never takes trust away', async () => {
    const add = (thumbprint: string) =>
      local.run(`tenant key add timetrack acme --candidate --thumbprint ${thumbprint}`);
    expect((await add(other.sha1Thumbprint)).stdout).toContain('stored, not trusted yet');
    await add(next.sha1Thumbprint);
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`, `candidate ${other.sha1Thumbprint}`]);
  });

  /** A sign-in of trakstar's tenant acme, signed by this key. */
  const proves = ({ certificate }: SigningKey) => {
    const acme = parseTenantId('acme') ?? expect.unreachable();
    return dynamoDbTenantStore(local.tables().tenants, apps).change(
      'trakstar',
      acme,
      { by: 'sign-in', at: facts.now },
      (tenant) => ({ ...tenant, connection: withSigner(tenant.connection, certificate, facts.now) }),
    );
  };

  it('add refuses a key that another tenant of a fixed Identifier has proven, and changes nothing', async () => {
    const add = `tenant key add trakstar globex --thumbprint ${next.sha1Thumbprint} --certificate ${file('active.cer')}`;
    await proves(active);
    const { error } = await local.json(add);
    expect(error).toMatchObject({
      code: 'key-trusted-elsewhere',
      message: expect.stringContaining('acme'),
      next: expect.arrayContaining([expect.stringContaining('key-claim release trakstar acme <thumbprint>')]),
    });
    expect(await states('trakstar globex')).toEqual([`primary ${other.sha1Thumbprint}`]);
  });

  it('add lets two tenants trust a key that neither has proven', async () => {
    for (const tenant of ['acme', 'globex']) {
      const add = `tenant key add trakstar ${tenant} --thumbprint ${next.sha1Thumbprint}`;
      expect((await local.run(add)).exitCode).toBe(0);
    }
    await local.run(`tenant key remove trakstar globex ${next.sha1Thumbprint} --yes`);
  });

  it('key-claim list and tenant show tell whose a key is, to the operator', async () => {
    const list = await local.run('key-claim list trakstar');
    const print = active.sha1Thumbprint.toUpperCase();
    expect(list.stdout).toMatch(new RegExp(`^acme +${print} +2026-11-22 12:00 UTC, claimed$`, 'm'));
    expect(list.stdout).toMatch(new RegExp(`^globex +${other.sha1Thumbprint.toUpperCase()} +not yet$`, 'm'));
    const show = await local.run('tenant show trakstar acme');
    expect(show.stdout).toMatch(new RegExp(`PRIMARY +${print} .* 2026-11-22$`, 'm'));
    expect(show.stdout).toMatch(/SECONDARY .* not yet$/m);
  });

  it('key-claim release asks, says so in the history, and frees the key for another tenant', async () => {
    const release = `key-claim release trakstar acme ${active.sha1Thumbprint.slice(0, 8)}`;
    expect((await local.run(`${release} --dry-run`)).stdout).toContain('Nothing was written (--dry-run).');
    const unasked = await local.run(release);
    expect(unasked).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`${release} --yes --local`),
    });
    expect((await local.run(release, { answer: 'acme' })).exitCode).toBe(0);
    expect((await local.json(release))['error']).toMatchObject({ code: 'claim-unknown' });
    expect((await local.run('tenant history trakstar acme')).stdout).toContain(
      `Released the claim on key ${active.sha1Thumbprint.toUpperCase()}: it is unproven until it signs again`,
    );
    const add = `tenant key add trakstar globex --certificate ${file('active.cer')}`;
    expect((await local.run(add)).exitCode).toBe(0);
    await proves(active);
    const { stdout } = await local.run('tenant show trakstar globex');
    expect(stdout).toContain('also proven by tenant acme');
  });

  it('retire frees a key that was proven for another tenant', async () => {
    await local.run(`tenant key remove trakstar globex ${active.sha1Thumbprint} --yes`);
    const add = `tenant key add trakstar globex --thumbprint ${active.sha1Thumbprint}`;
    expect((await local.json(add))['error']).toMatchObject({ code: 'key-trusted-elsewhere' });
    await local.run(`tenant key retire trakstar acme ${active.sha1Thumbprint} --yes`);
    expect((await local.run(add)).exitCode).toBe(0);
    // Nobody has proven it now: either may trust it.
    const back = await local.run(`tenant key promote trakstar acme ${active.sha1Thumbprint}`);
    expect(back.exitCode).toBe(0);
  });

  it.each([
    ['a key that is not there', 'ffffff', 'key-unknown'],
    ['too few digits', 'ab', 'key-unknown'],
    ['something else', 'primary', 'key-unknown'],
  ])('promote refuses %s', async (_, text, code) => {
    const { error } = await local.json(`tenant key promote timetrack acme ${text}`);
    expect(error).toMatchObject({ code });
  });
});
