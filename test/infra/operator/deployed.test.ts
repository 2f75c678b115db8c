import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSites } from '../../../shared/apps/sites-variable.ts';
import { localTableNames } from '../../../shared/store/tables.ts';
import { gallery } from '../../fixtures/apps.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';

const local = useLocalTables();
const sites = writeSites([
  { app: gallery.timetrack, origin: 'https://{tenant}.beta.example.com' },
  { app: gallery.trakstar, origin: 'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com' },
]);
/** What the service stack's output `OperatorEnvironment` sets. */
const deployed = (): Record<string, string> => ({
  TENANTS_TABLE: localTableNames.tenants,
  FLOWS_TABLE: localTableNames.flows,
  LATCHKEY_SITES: sites,
});

beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.environment()['AWS_ENDPOINT_URL_DYNAMODB']);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
});
afterEach(() => vi.unstubAllEnvs());

const add = (app: string) => [
  ...[
    'tenant',
    'add',
    app,
    'acme',
    '--issuer',
    'https://sts.windows.net/3f9c2d10-7a64-4b1e-9c55-0d8e6f2a1b47/',
  ],
  ...['--login-url', 'https://login.microsoftonline.com/3f9c2d10-7a64-4b1e-9c55-0d8e6f2a1b47/saml2'],
  ...['--thumbprint', 'A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4'],
];

describe('on a deployed stage', () => {
  it.each([
    ['timetrack', 'https://acme.beta.example.com/api/v2/azure/callback'],
    [
      'trakstar',
      'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/auth/saml/callback?namespace=acme',
    ],
  ])('the values for Entra are those of the stage: %s', async (app, replyUrl) => {
    const { exitCode, stdout, stderr } = await latchkey(add(app), { environment: deployed() });

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(replyUrl);
  });

  it.each(['TENANTS_TABLE', 'FLOWS_TABLE', 'LATCHKEY_SITES'])(
    'nothing is shown for a guess: without %s the command stops',
    async (name) => {
      const { [name]: _, ...environment } = deployed();
      const { exitCode, stdout, stderr } = await latchkey(['tenant', 'list'], { environment });

      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`${name} is not set`);
    },
  );
});
