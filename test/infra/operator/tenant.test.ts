import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId, type TenantId } from '../../../shared/ids/tenant-id.ts';
import { withSigner } from '../../../shared/tenants/keys/proven-keys.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { sessionLength } from '../../../shared/tenants/tenant.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { useLocalTables } from '../../harness/command.ts';

const key = signingKey();
const other = signingKey({ name: 'other' });
const issuer = 'https://sts.windows.net/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b/';
const loginUrl = 'https://login.microsoftonline.com/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b/saml2';
const trust = `--issuer ${issuer} --login-url ${loginUrl}`;

function tenantId(text: string): TenantId {
  const id = parseTenantId(text);
  if (id === undefined) throw new Error(`${text} is no tenant id`);
  return id;
}

describe('latchkey tenant', () => {
  const local = useLocalTables();
  const store = () => dynamoDbTenantStore(local.tables().tenants, apps);
  let folder = '';
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-operator-'));
    await writeFile(file('entra.cer'), key.certificate.replace(/.{64}/g, '$&\r\n'));
    await writeFile(file('other.pem'), signingKey({ name: 'other' }).certificatePem);
    await writeFile(
      file('expired.cer'),
      signingKey({ notAfter: new Date(facts.now.getTime() - 1) }).certificate,
    );
    await writeFile(file('private.pem'), key.privateKeyPem);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('add and set keep a display name, which show and the history name', async () => {
    await local.run('tenant add timetrack named --display-name Acme');
    const set = async (name: string) =>
      (await local.json('tenant set timetrack named --display-name', [name]))['tenant'];
    expect(await set('Acme Ltd')).toMatchObject({ displayName: 'Acme Ltd' });
    expect((await store().find('timetrack', tenantId('named')))?.displayName).toBe('Acme Ltd');
    expect((await local.run('tenant show timetrack named')).stdout).toMatch(/Organisation +Acme Ltd$/m);
    expect((await local.run('tenant history timetrack named')).stdout).toContain('Acme Ltd');
    expect((await local.run('tenant set timetrack named --display-name \u200b')).exitCode).toBe(2);
    await local.run('tenant remove timetrack named --yes');
  });

  it('add keeps an active tenant and shows what to enter in Entra', async () => {
    const line = `tenant add timetrack acme ${trust} --logout-url ${loginUrl} --thumbprint ${key.sha1Thumbprint}`;
    const { exitCode, stdout, stderr } = await local.run(`${line} --session-hours 0.5`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('TimeTrack tenant acme is active.');
    for (const [label, value] of [
      ['Identifier (Entity ID)', 'http://acme.timetrack.localhost:8080/api/v2/azure/saml20'],
      [
        'Reply URL (Assertion Consumer Service URL)',
        'http://acme.timetrack.localhost:8080/api/v2/azure/callback',
      ],
      ['Sign on URL', 'http://acme.timetrack.localhost:8080'],
      ['Logout Url (Optional)', 'http://acme.timetrack.localhost:8080/api/v2/azure/logout'],
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${label?.replace(/[()]/g, '\\$&')} +${value}$`, 'm'));
    }
    expect(stdout).toContain(key.sha1Thumbprint.toUpperCase());
    expect(stdout).toContain('npx latchkey user add timetrack acme <sign-in name> --local');
    expect(await store().find('timetrack', tenantId('acme'))).toEqual({
      app: 'timetrack',
      id: 'acme',
      connection: {
        state: 'active',
        issuer,
        loginUrl,
        logoutUrl: loginUrl,
        trustedKeys: [{ kind: 'thumbprint', algorithm: 'sha1', thumbprint: key.sha1Thumbprint }],
        allowSha1: false,
      },
      sessionLengthSeconds: 1_800,
      createdAt: facts.now,
      updatedAt: facts.now,
    });
  });

  it.each([
    ['latchkey', 'origin.latchkey.timetrack.localhost uses this name or one below it'],
    ['acme-', 'Browsers do not accept such a host name'],
    ['xn--a', 'Browsers do not accept such a host name'],
  ])('add takes no name that people could not reach: %s', async (name, why) => {
    const { exitCode, stdout, stderr } = await local.run(`tenant add timetrack ${name}`);

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(why);
    expect(await store().find('timetrack', tenantId(name))).toBeUndefined();
    expect((await local.run(`tenant add trakstar ${name}`)).exitCode).toBe(0);
    expect((await local.run(`tenant remove trakstar ${name} --yes`)).exitCode).toBe(0);
  });

  it('add shows each certificate with subject, expiry and both thumbprints', async () => {
    const line = `tenant add trakstar initech ${trust} --certificate ${file('entra.cer')}`;
    const { stdout } = await local.run(`${line} --certificate ${file('expired.cer')}`);
    expect(stdout).toContain('CN=Microsoft Azure Federated SSO Certificate');
    expect(stdout).toContain(key.x509.validToDate.toISOString().slice(0, 10));
    expect(stdout).toContain(key.sha1Thumbprint.toUpperCase());
    expect(stdout).toContain(key.sha256Thumbprint.toUpperCase());
    expect(stdout).toContain('EXPIRED, sign-ins are refused');
    expect(stdout).toContain('http://perform.trakstar.localhost:8080/auth/saml/callback?namespace=initech');
  });

  it('add answers a program with one document', async () => {
    const line = `tenant add timetrack globex ${trust} --certificate ${file('entra.cer')}`;
    const pasted = ['--thumbprint', ` \u200e${key.sha1Thumbprint.toUpperCase()}`];
    expect(await local.json(line, [...pasted, '--thumbprint', other.sha256Thumbprint])).toEqual({
      tenant: {
        app: 'timetrack',
        id: 'globex',
        state: 'active',
        issuer,
        loginUrl,
        allowSha1: false,
        sso: true,
        sessionLengthSeconds: sessionLength.defaultSeconds,
        keys: [
          {
            state: 'primary',
            kind: 'thumbprint',
            pinned: true,
            subject: 'CN=Microsoft Azure Federated SSO Certificate',
            notBefore: key.x509.validFromDate.toISOString(),
            notAfter: key.x509.validToDate.toISOString(),
            expired: false,
            thumbprints: { sha1: key.sha1Thumbprint, sha256: key.sha256Thumbprint },
          },
          {
            state: 'secondary',
            kind: 'thumbprint',
            thumbprints: { sha256: other.sha256Thumbprint },
            pinned: false,
          },
        ],
        entra: {
          identifier: 'http://globex.timetrack.localhost:8080/api/v2/azure/saml20',
          replyUrl: 'http://globex.timetrack.localhost:8080/api/v2/azure/callback',
          signOnUrl: 'http://globex.timetrack.localhost:8080',
          metadataUrl: 'http://globex.timetrack.localhost:8080/api/v2/azure/saml20',
          logoutUrl: 'http://globex.timetrack.localhost:8080/api/v2/azure/logout',
        },
        createdAt: facts.now.toISOString(),
        updatedAt: facts.now.toISOString(),
      },
    });
  });

  it('add refuses a tenant that exists and says how to go on', async () => {
    const { exitCode, stdout, stderr } = await local.run(
      `tenant add timetrack acme ${trust} --thumbprint ${key.sha1Thumbprint}`,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('The TimeTrack tenant acme already exists.');
    expect(stderr).toContain('npx latchkey tenant show timetrack acme --local');
    expect(stderr).toContain('npx latchkey tenant remove timetrack acme --local');
  });

  it('add refuses a key that another tenant of a fixed Identifier has proven', async () => {
    await store().change('trakstar', tenantId('initech'), { by: 'sign-in', at: facts.now }, (tenant) => ({
      ...tenant,
      connection: withSigner(tenant.connection, key.certificate, facts.now),
    }));
    const add = `tenant add trakstar umbrella ${trust} --certificate ${file('entra.cer')}`;
    const { error } = await local.json(add);
    expect(error).toMatchObject({
      code: 'key-trusted-elsewhere',
      message: expect.stringContaining('initech'),
    });
    expect(await store().find('trakstar', tenantId('umbrella'))).toBeUndefined();
  });

  it.each([
    ['a private key', '--certificate', 'private.pem', 'key-refused', 'private key'],
    ['a file that is not there', '--certificate', 'nowhere.cer', 'file-unreadable', 'nowhere.cer'],
    ['a thumbprint that is none', '--thumbprint', 'ab:cd', 'key-refused', 'it has 4 digits'],
  ])('add refuses %s and keeps nothing', async (_, option, value, code, message) => {
    const input = option === '--certificate' ? file(value) : value;
    const line = `tenant add timetrack soylent ${trust} --thumbprint ${key.sha1Thumbprint} ${option} ${input}`;
    const { error } = await local.json(line);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(await store().find('timetrack', tenantId('soylent'))).toBeUndefined();
  });

  it('list shows every tenant, or those of one app', async () => {
    const { stdout } = await local.run('tenant list');
    expect(stdout).toMatch(/^APP +TENANT +STATE +ISSUER +KEYS UNTIL$/m);
    expect(stdout).toMatch(/^timetrack +acme +active +https\S+ +not seen yet$/m);
    expect(stdout).toMatch(/^trakstar +initech +active +https\S+ +\d{4}-\d\d-\d\d$/m);
    const { tenants } = await local.json('tenant list timetrack');
    expect(tenants).toMatchObject([{ id: 'acme' }, { id: 'globex' }]);
  });

  it('show tells everything of one tenant', async () => {
    const { stdout } = await local.run('tenant show timetrack acme');
    expect(stdout).toMatch(/Session +30 minutes/);
    expect(stdout).toContain('known after the first sign-in');
    expect(await local.json('tenant show timetrack acme')).toMatchObject({ tenant: { id: 'acme' } });
  });

  it('disable and enable change the state, and end the sessions of before', async () => {
    const before = await store().find('timetrack', tenantId('acme'));
    const state = async () => (await store().find('timetrack', tenantId('acme')))?.connection.state;
    const { stdout } = await local.run('tenant disable timetrack acme');
    expect(stdout).toContain(
      'is disabled: every sign-in is refused. All earlier sessions are invalid; 0 running sessions ended.',
    );
    expect(await state()).toBe('disabled');
    expect(await local.json('tenant enable timetrack acme')).toMatchObject({ tenant: { state: 'active' } });
    expect(await store().find('timetrack', tenantId('acme'))).toEqual({ ...before, sessionGeneration: 1 });
    expect(await local.json('tenant history timetrack acme')).toMatchObject({
      changes: [{ by: 'maria@workstation', events: [{ kind: 'tenant-added' }] }, {}, {}],
    });
  });

  it.each(['show', 'enable', 'disable', 'remove'])('%s says where there is no such tenant', async (verb) => {
    const { exitCode, stderr } = await local.run(`tenant ${verb} timetrack nobody`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('The TimeTrack tenant nobody does not exist.');
    expect(stderr).toContain('npx latchkey tenant list timetrack --local');
  });

  it('remove asks for the name of the tenant', async () => {
    await local.run('user add timetrack acme B.Simon@contoso.com');
    for (const surroundings of [{}, { answer: 'y' }]) {
      const { exitCode, stderr } = await local.run('tenant remove timetrack acme', surroundings);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('Nothing was changed.');
      expect(stderr).toContain('npx latchkey tenant remove timetrack acme --yes --local');
    }
    const { stdout } = await local.run('tenant remove timetrack acme', { answer: 'acme' });
    expect(stdout).toContain('is removed: 1 user removed, 0 sessions ended.');
    expect(await store().find('timetrack', tenantId('acme'))).toBeUndefined();
  });

  it('remove does not ask a program', async () => {
    const removed = { app: 'timetrack', tenant: 'globex', users: 0, sessionsEnded: 0 };
    expect(await local.json('tenant remove timetrack globex')).toEqual({ removed });
    expect((await local.run('tenant remove trakstar initech --yes')).exitCode).toBe(0);
  });
});
