import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DoctorCheck } from '../../../infra/operator/doctor/check.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';
import { freePort } from '../../set-up/free-port.ts';
import { awsCommandLine, type StageSettings } from './doctor/stage-settings.ts';
import { acme, type StandInChoices, withStandIn } from './doctor/stand-in.ts';

/** OpenSSL verifies certificates by the machine's clock, and so do these tests. */
const now = new Date();
const keyFor = (days: number) =>
  asCertificate(
    signingKey({ notBefore: secondsAfter(now, -1e8), notAfter: secondsAfter(now, days * 86_400) }),
  );

const local = useLocalTables();

beforeAll(() => {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', local.environment()['AWS_ENDPOINT_URL_DYNAMODB']);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'stage');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'stage');
});
afterEach(() => dynamoDbTenantStore(local.tables().tenants, apps).remove('timetrack', acme));
afterAll(() => vi.unstubAllEnvs());

/** A stage with something wrong; the rest is as it should be. */
interface Stage extends StandInChoices {
  readonly settings?: StageSettings;
  readonly trustedKeys?: readonly TrustedKey[];
}

/** What the doctor says of a stage whose one tenant is acme. */
async function examine({ settings, trustedKeys = [keyFor(300)], ...choices }: Stage, ...words: string[]) {
  const tenant = aTenant({ id: acme, connection: { trustedKeys } });
  await dynamoDbTenantStore(local.tables().tenants, apps).add(tenant);
  return withStandIn(choices, (origin) =>
    latchkey(['doctor', '--stage', 'beta', ...words], { now, execute: awsCommandLine(origin, settings) }),
  );
}

/** The checks that did not pass. */
async function complaintsOf(stage: Stage) {
  const { exitCode, stdout, stderr } = await examine(stage, '--json');
  expect(stderr).toBe('');
  const { well, checks } = JSON.parse(stdout) as { well: boolean; checks: readonly DoctorCheck[] };
  expect(exitCode).toBe(well ? 0 : 1);
  return { exitCode, complaints: checks.filter(({ verdict }) => verdict === 'warn' || verdict === 'fail') };
}

const tampered = (name: string, value: string | undefined): Stage => ({
  answer: ({ headers }) => ({ headers: { ...headers, [name]: value } }),
});
const status = (path: RegExp, code: number): Stage => ({
  answer: (_, asked) => (path.test(asked) ? { status: code } : {}),
});

describe('the doctor', () => {
  it('finds a stage well that is, and says what it looked at', async () => {
    const { exitCode, stdout, stderr } = await examine({});

    expect(stdout).toMatch(/All checks passed\.\n$/);
    expect(exitCode).toBe(0);
    for (const code of [
      'health',
      'tls-protocol',
      'tls-certificate',
      'security-headers',
      'clock',
      'metadata',
      'sign-on',
    ]) {
      expect(stdout).toMatch(new RegExp(`^ok +${code} `, 'm'));
    }
    expect(stdout).toMatch(/^ok +table-recovery +tenants/m);
    expect(stdout).toMatch(/^ok +keys +1 active tenant +valid for 60 days or more/m);
    // What it looks at is shown on a terminal alone.
    expect(stderr).toBe('');
  });

  it.each<[string, Stage, DoctorCheck['code'], RegExp, RegExp]>([
    ['a function fails', status(/healthz/, 503), 'health', /^503 at \/healthz$/, /log groups/],
    ['something else stands there', status(/healthz/, 404), 'health', /^404/, /the DNS record/],
    ['the Sign-on URL has no route', status(/^\/$/, 404), 'sign-on', /^404 at .*localhost/, /lacks a route/],
    [
      'somebody else answers',
      { answer: (_, path) => (path === '/healthz' ? { body: 'Welcome to nginx!' } : {}) },
      'health',
      /^200/,
      /in front/,
    ],
    [
      'the certificate has expired',
      { certificate: { endsInDays: -3 } },
      'tls-certificate',
      /expired/,
      /renews/,
    ],
    [
      'the certificate is another host’s',
      { certificate: { host: 'www.example.com' } },
      'tls-certificate',
      /for other hosts/,
      /certificate for acme\.timetrack\.localhost/,
    ],
    [
      'nobody knows who made the certificate',
      { certificate: { isTrusted: false } },
      'tls-certificate',
      /self-signed/,
      /certificateArn/,
    ],
    [
      'the certificate ends this week',
      { certificate: { endsInDays: 3 } },
      'tls-certificate',
      /in 3 days/,
      /DNS/,
    ],
    [
      'TLS 1.1 is spoken',
      { tls: { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } },
      'tls-protocol',
      /TLSv1\.3, but TLS 1\.1/,
      /requires TLS 1\.2/,
    ],
    [
      'a header is taken away',
      tampered('strict-transport-security', undefined),
      'security-headers',
      /^strict-transport-security is missing$/,
      /forward the headers/,
    ],
    [
      'a header is changed',
      tampered('x-frame-options', 'SAMEORIGIN'),
      'security-headers',
      /is SAMEORIGIN/,
      /CDN/,
    ],
    [
      'other origins may read',
      tampered('access-control-allow-origin', '*'),
      'security-headers',
      /allow-origin/,
      /CDN/,
    ],
    [
      'a clock is behind',
      tampered('date', secondsAfter(now, -600).toUTCString()),
      'clock',
      /^\d{3} s behind/,
      /timedatectl/,
    ],
    [
      'a clock is ahead',
      tampered('date', secondsAfter(now, 600).toUTCString()),
      'clock',
      /ahead/,
      /timedatectl/,
    ],
    ['the date is taken away', tampered('date', undefined), 'clock', /no Date/, /proxy/],
    ['metadata is not there', status(/saml20/, 404), 'metadata', /^404 at/, /log group of metadata/],
    [
      'metadata is another site’s',
      { answer: ({ body }) => ({ body: body.replaceAll('timetrack.localhost', 'example.com') }) },
      'metadata',
      /no entityID https:\/\/acme\.timetrack/,
      /deploy the stage again/i,
    ],
    [
      'all keys have expired',
      { trustedKeys: [keyFor(-1)] },
      'keys',
      /expired on/,
      /key list timetrack acme --stage beta/,
    ],
    ['no key is trusted', { trustedKeys: [] }, 'keys', /sign-ins fail/, /key list/],
    [
      'protection is off',
      { settings: { protection: false } },
      'table-protection',
      /off/,
      /update-table --table-name/,
    ],
    [
      'recovery is off',
      { settings: { recovery: 'DISABLED' } },
      'table-recovery',
      /off/,
      /PointInTimeRecoveryEnabled=true/,
    ],
    [
      'nothing is swept',
      { settings: { sweep: { TimeToLiveStatus: 'DISABLED' } } },
      'table-sweep',
      /TTL is off \(DISABLED\)/,
      /AttributeName=timeToLive/,
    ],
    [
      'it is swept by another attribute',
      { settings: { sweep: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } } },
      'table-sweep',
      /TTL uses expires/,
      /AttributeName=timeToLive/,
    ],
    [
      'an index is gone',
      { settings: { withoutIndex: 'by-user' } },
      'table-keys',
      /no index by-user/,
      /npm run deploy/,
    ],
    [
      'AWS refuses to tell',
      { settings: { refusal: 'An error occurred (AccessDeniedException)' } },
      'table-keys',
      /AccessDenied/,
      /--profile/,
    ],
  ])('ends with 1 where %s, and says what to do', async (_, stage, code, found, next) => {
    const { exitCode, complaints } = await complaintsOf(stage);

    expect(exitCode).toBe(1);
    expect(new Set(complaints.map((each) => each.code))).toEqual(new Set([code]));
    expect(complaints[0]).toMatchObject({
      verdict: 'fail',
      found: expect.stringMatching(found),
      next: expect.stringMatching(next),
    });
  });

  it.each<[string, Stage, DoctorCheck['code'], RegExp]>([
    [
      'a certificate is not renewed',
      { certificate: { endsInDays: 20 } },
      'tls-certificate',
      /not renewed yet/,
    ],
    ['a key expires', { trustedKeys: [keyFor(20)] }, 'keys', /expires on .*, in (?:19|20) days$/],
    ['one of two keys has expired', { trustedKeys: [keyFor(300), keyFor(-1)] }, 'keys', /expired on/],
  ])('ends with 0 where %s soon, and says so', async (_, stage, code, found) => {
    const { exitCode, complaints } = await complaintsOf(stage);

    expect(exitCode).toBe(0);
    expect(complaints).toMatchObject([{ verdict: 'warn', code, found: expect.stringMatching(found) }]);
  });

  it('shows people a table, and below it what to do', async () => {
    const { exitCode, stdout } = await examine({ settings: { protection: false } });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAIL +table-protection +tenants +deletion protection is off$/m);
    expect(stdout).toMatch(/^table-protection, flows:\n {2}aws dynamodb update-table/m);
    expect(stdout).toMatch(/^2 of 14 checks failed\.\n$/m);
  });

  it('looks at the local run over plain http, where nobody has settings', async () => {
    await withStandIn({ tls: 'none' }, async (origin) => {
      const PORT = new URL(origin.replace('{tenant}', 'acme')).port;
      const environment = { ...local.environment(), PORT };
      const { stdout } = await latchkey(['doctor', '--local', '--json'], { now, environment });
      const checks = JSON.parse(stdout).checks as readonly DoctorCheck[];

      expect(checks).toContainEqual(expect.objectContaining({ code: 'health', verdict: 'pass' }));
      expect(checks.filter(({ verdict }) => verdict === 'skip').map(({ code }) => code)).toEqual(
        expect.arrayContaining(['tls-protocol', 'tls-certificate', 'metadata', 'table-protection', 'keys']),
      );
      expect(checks.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    });
  });

  it('says where nobody answers at all, and asks whether it runs', async () => {
    const environment = { PORT: String(await freePort()), DYNAMODB_PORT: String(await freePort()) };
    const { exitCode, stdout } = await latchkey(['doctor', '--local'], { now, environment });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAIL +health +doctor\.timetrack\.localhost:\d+ +ECONNREFUSED$/m);
    expect(stdout).toMatch(/^FAIL +tenants +latchkey-tenants +DynamoDB cannot be reached\.$/m);
    expect(stdout).toContain('Is `npm start` running?');
  });
});
