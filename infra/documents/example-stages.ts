import { keysOf } from '../../shared/objects/keys-of.ts';
import { appProfiles } from '../apps/app-profiles.ts';
import type { Stage } from '../stage.ts';
import { readStage } from '../stages.ts';

const account = '123456789012';
const certificate = (region: string, digit: string) =>
  `arn:aws:acm:${region}:${account}:certificate/${digit.repeat(8)}-0000-4000-8000-000000000000`;

const zones = {
  timetrack: { id: 'Z0000000000TIME', name: 'timetrackenterprise.com' },
  trakstar: { id: 'Z000000000TRAK', name: 'trakstar.com' },
};

/** Three stages that between them have everything switched on: what policies and templates are held to. */
const stages = {
  // Nothing at all, as for a first deployment: no domain, no region.
  plain: {},
  full: {
    account,
    region: 'eu-central-1',
    apps: {
      timetrack: {
        domain: '*.timetrackenterprise.com',
        certificateArn: certificate('eu-central-1', '1'),
        edgeCertificateArn: certificate('us-east-1', '2'),
        hostedZone: zones.timetrack,
      },
      trakstar: { domain: 'perform.trakstar.com', hostedZone: zones.trakstar },
    },
    alarmAddresses: ['on-call@example.com'],
    noticeAddresses: ['customers@example.com'],
    metadataHosts: ['adfs.example.com', 'idp.example.com:8443'],
    maximumSessionHours: 12,
    memoryMb: { metadata: 1_024 },
    reservedConcurrency: { 'sign-on': 100, 'assertion-consumer': 150 },
    decryption: true,
    decryptionKeyGeneration: 2,
    requestSigning: true,
    edge: { originSecretGeneration: 2 },
  },
  tworegions: {
    account,
    region: 'eu-central-1',
    secondRegion: 'eu-west-1',
    apps: {
      timetrack: {
        domain: '*.timetrackenterprise.com',
        certificateArn: certificate('eu-central-1', '1'),
        secondRegionCertificateArn: certificate('eu-west-1', '3'),
        hostedZone: zones.timetrack,
      },
      trakstar: { domain: 'perform.trakstar.com', hostedZone: zones.trakstar },
    },
  },
} as const;

/** The name of an example. */
export type ExampleStage = keyof typeof stages;

export const exampleStages = keysOf(stages);

/** The apps of the examples. Another document in `infra/apps` has no domain in them, and does not change them. */
const exampleApps: readonly string[] = Object.keys(zones);

/** An example as cdk.json's context would give it. */
export function exampleStage(name: ExampleStage): Stage {
  const profiles = appProfiles().filter(({ id }) => exampleApps.includes(id));
  return readStage(name, stages, profiles);
}
