import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { localKeyIds } from '../../../infra/local/embedded-kms.ts';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { keyWithExponent } from '../../fixtures/exponent.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';
import { useKms } from '../../keys/kms-endpoint.ts';

const acme = parseTenantId('acme') ?? expect.unreachable();
const decryption = signingKey({ name: 'decryption' });
const requests = signingKey({ name: 'requests' });

describe("latchkey and the deployment's own keys", () => {
  const local = useLocalTables();
  const kms = useKms(
    new Map([
      [localKeyIds.decryption, decryption.privateKey],
      [localKeyIds.requestSigning, requests.privateKey],
    ]),
  );
  const store = () => dynamoDbTenantStore(local.tables().tenants, apps);
  const connection = async () => (await store().find('timetrack', acme))?.connection;
  const run = (line: string, environment: Readonly<Record<string, string>> = {}) =>
    latchkey([...line.split(' '), '--local'], {
      environment: { ...local.environment(), AWS_ENDPOINT_URL_KMS: kms.config().endpoint, ...environment },
    });
  /** The one certificate in what a command wrote. */
  const certificateIn = (stdout: string) => {
    const [pem = ''] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(stdout) ?? [];
    return new X509Certificate(pem);
  };
  const publicKeyOf = ({ publicKey }: X509Certificate) => publicKey.export({ type: 'spki', format: 'pem' });

  beforeAll(() => store().add(aTenant({ id: acme })));

  it('tenant encryption keeps the mode and shows a certificate of our key, to import in Entra', async () => {
    const { exitCode, stdout } = await run('tenant encryption timetrack acme optional');

    expect(exitCode).toBe(0);
    expect(stdout).toContain('The TimeTrack tenant acme accepts encrypted and unencrypted assertions.');
    expect(stdout).toContain('Enterprise apps > TimeTrack > Token encryption');
    const shown = certificateIn(stdout);
    expect(publicKeyOf(shown)).toBe(publicKeyOf(decryption.x509));
    expect(shown.subject).toBe('CN=TimeTrack token encryption');
    expect([shown.validFromDate, shown.validToDate]).toEqual([
      facts.now,
      new Date('2036-11-22T12:00:00.000Z'),
    ]);
    expect(stdout).toContain(`Thumbprint ${shown.fingerprint.replaceAll(':', '')}, expires 2036-11-22`);
    expect((await connection())?.encryption).toEqual({
      mode: 'optional',
      certificate: shown.raw.toString('base64'),
    });
  });

  it('tenant encryption keeps the certificate that the directory may have while our key is the same', async () => {
    const before = (await connection())?.encryption?.certificate;

    const { stdout } = await run('tenant encryption timetrack acme required');

    expect(stdout).toContain('requires encrypted assertions');
    expect((await connection())?.encryption).toEqual({ mode: 'required', certificate: before });
  });

  it('tenant signed-requests --dry-run shows the certificate and changes nothing', async () => {
    const { stdout } = await run('tenant signed-requests timetrack acme on --dry-run');

    expect(publicKeyOf(certificateIn(stdout))).toBe(publicKeyOf(requests.x509));
    expect((await connection())?.requestSigning).toBeUndefined();
  });

  it('tenant signed-requests names the key and shows its certificate, which it has signed itself', async () => {
    const { stdout } = await run('tenant signed-requests timetrack acme on');

    const shown = certificateIn(stdout);
    expect(stdout).toContain('gets signed AuthnRequests');
    expect(stdout).toContain('SAML Certificates > Verification certificates');
    expect(shown.subject).toBe('CN=TimeTrack request signing');
    expect(shown.verify(requests.publicKey)).toBe(true);
    expect((await connection())?.requestSigning).toEqual({
      keyId: localKeyIds.requestSigning,
      certificate: shown.raw.toString('base64'),
    });
  });

  it('tenant show tells both, and the history tells when they came', async () => {
    const { stdout } = await run('tenant show timetrack acme');
    const { changes } = await local.json('tenant history timetrack acme');

    expect(stdout).toMatch(/Encrypted assertions +required/);
    expect(stdout).toMatch(/AuthnRequests +signed with alias\/latchkey-local-request-signing/);
    expect(stdout.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(changes).toMatchObject([
      {},
      { events: [{ name: 'encryption', to: expect.stringMatching(/^optional, certificate [0-9A-F]{40}$/) }] },
      {
        events: [
          {
            name: 'encryption',
            from: expect.stringMatching(/^optional/),
            to: expect.stringMatching(/^required/),
          },
        ],
      },
      { events: [{ name: 'requestSigning', to: expect.stringContaining(localKeyIds.requestSigning) }] },
    ]);
  });

  it('tenant signed-requests warns where the Login URL is of one service principal', async () => {
    const instance = 'https://login.microsoftonline.com/x/saml2/93c1e0d7-5a2b-4f86-b4e9-0c8d7a6f1b12';
    const warned = async (loginUrl: string) => {
      await run(`tenant set timetrack acme --login-url ${loginUrl}`);
      const { stdout, stderr } = await run('tenant signed-requests timetrack acme on');
      return `${stdout}${stderr}`;
    };

    expect(await warned(instance)).toContain('Entra refuses signed requests there');
    expect(await warned(instance.replace(/\/[^/]*$/, ''))).not.toContain('Entra refuses');
  });

  it.each([
    ['encryption timetrack acme off', 'encryption'],
    ['signed-requests timetrack acme off', 'requestSigning'],
  ] as const)('tenant %s asks no key and leaves nothing', async (line, setting) => {
    kms.operations.length = 0;

    expect((await run(`tenant ${line}`)).exitCode).toBe(0);

    expect(kms.operations).toEqual([]);
    expect(await connection()).not.toHaveProperty(setting);
  });

  it.each(['encryption timetrack acme', 'signed-requests timetrack acme'])(
    'tenant %s needs to know what',
    async (line) => {
      expect((await run(`tenant ${line}`)).exitCode).toBe(2);
      expect((await run(`tenant ${line} perhaps`)).exitCode).toBe(2);
    },
  );

  it('says where a deployment has no keys', async () => {
    const environment = {
      ...local.environment(),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      TENANTS_TABLE: 'latchkey-tenants',
      FLOWS_TABLE: 'latchkey-flows',
      LATCHKEY_SITES: '[{"app":"timetrack","origin":"https://{tenant}.example.com"}]',
    };
    Object.assign(process.env, environment);
    const { exitCode, stderr } = await latchkey(['tenant', 'encryption', 'timetrack', 'acme', 'optional'], {
      environment,
    });

    expect(exitCode).toBe(1);
    expect(stderr).toContain('LATCHKEY_DECRYPTION_KEYS is not set');
  });

  it('says that there is no such tenant before it asks for a key', async () => {
    const { stderr } = await run('tenant encryption timetrack nobody optional');

    expect(stderr).toContain('nobody');
  });
});

describe('latchkey and a key of our own that is weak', () => {
  const local = useLocalTables();
  const imported = keyWithExponent(3n).privateKey;
  const kms = useKms(
    new Map([
      [localKeyIds.decryption, imported],
      [localKeyIds.requestSigning, imported],
    ]),
  );

  it.each(['encryption timetrack acme optional', 'signed-requests timetrack acme on'])(
    'makes no certificate of it: tenant %s',
    async (line) => {
      const store = dynamoDbTenantStore(local.tables().tenants, apps);
      if ((await store.find('timetrack', acme)) === undefined) await store.add(aTenant({ id: acme }));
      const { exitCode, stderr } = await latchkey(['tenant', ...line.split(' '), '--local'], {
        environment: { ...local.environment(), AWS_ENDPOINT_URL_KMS: kms.config().endpoint },
      });

      expect(exitCode).toBe(1);
      expect(stderr).toContain('too weak to be used: exponent 3.');
      expect((await store.find('timetrack', acme))?.connection).not.toHaveProperty('encryption');
    },
  );
});
