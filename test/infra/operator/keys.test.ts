import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signingKey } from '../../fixtures/keys.ts';
import { useLocalTables } from './command.ts';

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
      new RegExp(`PRIMARY +${active.sha1Thumbprint}.* pinned at the first sign-in`, 'i'),
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
      `rollover +key ${Next}: secondary`,
      `key ${Next}: secondary -> primary`,
      `key ${Active}: primary -> secondary`,
      `key ${Active}: secondary -> retired`,
      `key ${Active}: retired, removed`,
    ]) {
      expect(stdout).toMatch(new RegExp(`${line}$`, 'm'));
    }
    expect(stdout).toMatch(/^2026-11-22 12:00 UTC +maria@workstation +tenant added$/m);
  });

  it('retire warns of the last key before it asks', async () => {
    const { stderr } = await local.run(`tenant key retire timetrack acme ${next.sha1Thumbprint}`);
    expect(stderr).toContain('Nothing was changed.');
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`]);
  });

  it('add --candidate trusts nothing, and never takes trust away', async () => {
    const add = (thumbprint: string) =>
      local.run(`tenant key add timetrack acme --candidate --thumbprint ${thumbprint}`);
    expect((await add(other.sha1Thumbprint)).stdout).toContain('kept, not trusted yet');
    await add(next.sha1Thumbprint);
    expect(await states()).toEqual([`primary ${next.sha1Thumbprint}`, `candidate ${other.sha1Thumbprint}`]);
  });

  it('add refuses a key that another tenant of a fixed Identifier trusts, and changes nothing', async () => {
    const { error } = await local.json(
      `tenant key add trakstar globex --thumbprint ${next.sha1Thumbprint} --certificate ${file('active.cer')}`,
    );
    expect(error).toMatchObject({ code: 'key-trusted-elsewhere', message: expect.stringContaining('acme') });
    expect(await states('trakstar globex')).toEqual([`primary ${other.sha1Thumbprint}`]);
    const free = `tenant key add trakstar acme --thumbprint ${next.sha1Thumbprint}`;
    expect((await local.run(free)).exitCode).toBe(0);
  });

  it('retire frees a key for another tenant, which then keeps it', async () => {
    await local.run(`tenant key retire trakstar acme ${next.sha1Thumbprint} --yes`);
    const add = await local.run(`tenant key add trakstar globex --thumbprint ${next.sha1Thumbprint}`);
    expect(add.exitCode).toBe(0);
    const back = await local.json(`tenant key promote trakstar acme ${next.sha1Thumbprint}`);
    expect(back).toMatchObject({ error: { code: 'key-trusted-elsewhere' } });
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
