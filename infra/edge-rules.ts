import type { AppProfile } from '../shared/apps/profile.ts';
import { throttleFaults } from './constructs/edge-limits.ts';
import { behaviorQuota, pathPatterns } from './constructs/edge-paths.ts';
import { edgeRegion } from './constructs/edge-secrets.ts';
import type { AppSettings, StageSettings } from './stage-schema.ts';

type Edge = NonNullable<StageSettings['edge']>;

/** What a stage says of its edge that each key alone allows, but all of them together do not. One line a fault. */
export function edgeRuleViolations(
  stage: StageSettings & { readonly profiles: readonly AppProfile[] },
): readonly string[] {
  const { edge, apps, movingTo, account, region, throttles, profiles } = stage;
  const addresses = profiles.flatMap((profile) => [
    ...addressAt(`apps.${profile.id}`, profile, apps[profile.id]),
    ...addressAt(`movingTo.${profile.id}`, profile, movingTo[profile.id]),
  ]);
  if (edge === undefined) return addresses.flatMap(({ at, app }) => edgelessFaults(at, app));
  return [
    ...(account === undefined || region === undefined ? ['edge needs account and region'] : []),
    ...profiles.flatMap(({ id }) => (apps[id] === undefined ? [`edge needs a domain for ${id}`] : [])),
    ...certificateFaults(edge),
    ...throttleFaults(edge, throttles),
    ...addresses.flatMap((address) => [
      ...originFaults(stage, address),
      ...distributionFaults(edge, address),
    ]),
  ];
}

/** One domain of an app, and where it stands in the stage. */
interface Address {
  readonly at: string;
  readonly profile: AppProfile;
  readonly app: AppSettings;
}

function addressAt(at: string, profile: AppProfile, app: AppSettings | undefined): readonly Address[] {
  return app === undefined ? [] : [{ at, profile, app }];
}

/** The vendor's own parts of an edge, where there is no edge. */
function edgelessFaults(at: string, app: AppSettings): readonly string[] {
  return (['applicationOrigin', 'distribution'] as const)
    .filter((key) => app[key] !== undefined)
    .map((key) => `${at}.${key} needs an edge`);
}

function certificateFaults({ clientCertificate }: Edge): readonly string[] {
  if (clientCertificate === undefined || clientCertificate.arn.split(':')[3] === edgeRegion) return [];
  return [
    `edge.clientCertificate.arn must be a certificate of ${edgeRegion}, from where CloudFront takes it`,
  ];
}

function originFaults(stage: StageSettings, { at, profile, app }: Address): readonly string[] {
  const { domain, distribution, applicationOrigin } = app;
  if (applicationOrigin === undefined) return [];
  const faults: string[] = [];
  if (distribution !== undefined) {
    faults.push(
      `${at}.applicationOrigin does not go with distribution: that leads to the application itself`,
    );
  }
  if (isHostOf(domain, applicationOrigin)) {
    faults.push(`${at}.applicationOrigin must be another host than ${domain}: CloudFront would ask itself`);
  }
  const patterns = pathPatterns(profile, stage).length;
  if (patterns > behaviorQuota) {
    faults.push(
      `${at} has ${patterns} paths, and CloudFront takes ${behaviorQuota}: raise its quota or remove some`,
    );
  }
  return faults;
}

function distributionFaults({ enforce }: Edge, { at, app }: Address): readonly string[] {
  const { hostedZone, edgeCertificateArn, distribution } = app;
  if (distribution === undefined && hostedZone === undefined && edgeCertificateArn === undefined) {
    return [`${at} needs an edgeCertificateArn, or a hostedZone to prove a new certificate through`];
  }
  if (distribution === 'own' && hostedZone !== undefined && enforce) {
    return [
      `${at}.distribution must be its domain name before edge.enforce: until then the records lead to the API, which would refuse everybody`,
    ];
  }
  return [];
}

/** Whether a certificate and a record of `domain` cover `host`. */
function isHostOf(domain: string, host: string): boolean {
  return host === domain || host.replace(/^[^.]+/, '*') === domain;
}
