import type { DeploymentOptions } from '../../infra/build-stage.ts';
import type { Stage } from '../../infra/stage.ts';
import { readStage } from '../../infra/stages.ts';

const account = '123456789012';
const certificate = (region: string, digit: string) =>
  `arn:aws:acm:${region}:${account}:certificate/${digit.repeat(8)}-0000-4000-8000-000000000000`;
const timetrack = {
  domain: '*.timetrackenterprise.com',
  hostedZone: { id: 'Z0000000000TIME', name: 'timetrackenterprise.com' },
};
const trakstar = {
  domain: 'perform.trakstar.com',
  hostedZone: { id: 'Z000000000TRAK', name: 'trakstar.com' },
};
const apps = { timetrack, trakstar };
const region = 'eu-central-1';
const secondRegion = 'eu-west-1';

/** A kind of stage that an operator may deploy. */
interface StageKind {
  readonly settings: object;
  readonly options?: DeploymentOptions;
}

const kinds = {
  plain: { settings: {} },
  'of a new account': { settings: { account, region, accountConcurrency: 10 } },
  'with domains': { settings: { account, region, apps } },
  'with its own certificates': {
    settings: {
      account,
      region,
      apps: {
        timetrack: { domain: timetrack.domain, certificateArn: certificate(region, '1') },
        trakstar: { domain: trakstar.domain, certificateArn: certificate(region, '2') },
      },
    },
  },
  mixed: { settings: { account, region, apps: { timetrack } } },
  'with keys': { settings: { account, region, decryption: true, requestSigning: true } },
  'without OpenID Connect': { settings: { account, region, apps, openIdConnect: false } },
  'behind an edge': { settings: { account, region, apps, edge: {} } },
  'behind an edge that is optional': { settings: { account, region, apps, edge: { enforce: false } } },
  'behind an edge with the application of the vendor': {
    settings: {
      account,
      region,
      apps: { ...apps, trakstar: { ...trakstar, applicationOrigin: 'app.internal.example.com' } },
      edge: {
        backEndAddresses: ['203.0.113.7/32', '2001:db8::/48'],
        clientCertificate: { arn: certificate('us-east-1', '3'), authority: 'package.json' },
      },
    },
  },
  'behind a distribution of the vendor': {
    settings: {
      account,
      region,
      apps: { ...apps, trakstar: { ...trakstar, distribution: 'd111111abcdef8.cloudfront.net' } },
      edge: {},
    },
  },
  'behind an edge in two regions': { settings: { account, region, secondRegion, apps, edge: {} } },
  'behind an edge in us-east-1': { settings: { account, region: 'us-east-1', apps, edge: {} } },
  'in two regions': { settings: { account, region, secondRegion, apps } },
  restored: { settings: { account, region, apps, tenantsTable: 'latchkey-restored-tenants' } },
  'with tags and a boundary': {
    settings: {
      account,
      region,
      tags: { 'cost-centre': '4711' },
      permissionsBoundary: `arn:aws:iam::${account}:policy/boundary`,
    },
  },
  'that moves an app to another domain': {
    settings: {
      account,
      region,
      apps,
      movingTo: { trakstar: { domain: 'sso.trakstar.com', hostedZone: trakstar.hostedZone } },
    },
  },
  'that has moved an app': {
    settings: { account, region, apps, retiredAddresses: { trakstar: ['api', 'sso.trakstar.com'] } },
  },
  'with every number and address set': {
    settings: {
      account,
      region,
      apps,
      logRetentionDays: 365,
      alarmAddresses: ['on-call@example.com'],
      noticeAddresses: ['customers@example.com'],
      metadataHosts: ['adfs.example.com'],
      throttles: { signOn: { perSecond: 20, burst: 40 } },
      maximumSessionHours: 12,
      memoryMb: { session: 1_024 },
      reservedConcurrency: { 'sign-on': 50, 'assertion-consumer': 200 },
      decryption: true,
      decryptionKeyGeneration: 3,
      requestSigning: true,
      requestSigningKeyGeneration: 2,
      tokenSigningKeyGeneration: 3,
      edge: { requestsPerFiveMinutes: 2_000, originSecretGeneration: 4 },
      tags: { 'cost-centre': '4711' },
      permissionsBoundary: `arn:aws:iam::${account}:policy/boundary`,
    },
  },
  'in two regions of new accounts, in an emergency': {
    settings: { account, region, secondRegion, apps, accountConcurrency: 10 },
    options: { emergency: true },
  },
  'in an emergency': { settings: { account, region, apps }, options: { emergency: true } },
} as const satisfies Readonly<Record<string, StageKind>>;

/** The settings that some kind has. */
export const settingsOfKinds: ReadonlySet<string> = new Set(
  Object.values(kinds as Readonly<Record<string, StageKind>>).flatMap(({ settings }) =>
    Object.keys(settings),
  ),
);

/** Every kind of stage by its name, as cdk.json would give it. */
export const stageKinds: readonly (readonly [kind: string, stage: Stage, options: DeploymentOptions])[] =
  Object.entries(kinds as Readonly<Record<string, StageKind>>).map(([kind, { settings, options = {} }]) => [
    kind,
    readStage('kind', { kind: settings }),
    options,
  ]);
