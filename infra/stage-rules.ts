import { failureDelayMilliseconds } from '../functions/assertion-consumer/constants.ts';
import { isMistakenReplyUrl, routesOfApps } from '../functions/routes.ts';
import type { AppProfile } from '../shared/apps/profile.ts';
import type { AppId } from '../shared/ids/app-id.ts';
import { addressFaults, routeFaults } from './apps/address-faults.ts';
import { declaredClientFaults } from './apps/declared-client-faults.ts';
import { edgeRegion } from './constructs/edge-secrets.ts';
import { edgeRuleViolations } from './edge-rules.ts';
import { apiAddress, sitesOf } from './stage-addresses.ts';
import type { AppSettings, StageSettings } from './stage-schema.ts';
import { maximumUnits, tableQuotaUnits } from './tables/maximum-units.ts';

/** What a stage of these apps says that each key alone allows, but all of them together do not. One line a fault. */
export function stageRuleViolations(
  settings: StageSettings,
  profiles: readonly AppProfile[],
): readonly string[] {
  const stage = { ...settings, profiles };
  return [
    ...profiles.flatMap((app) => appFaults(stage, app, stage.apps[app.id], `apps.${app.id}`)),
    ...profiles.flatMap((app) => appFaults(stage, app, stage.movingTo[app.id], `movingTo.${app.id}`)),
    ...domainFaults(stage),
    ...addressFaults(sitesOf(stage, () => 'https://api.invalid')),
    ...routeFaults(profiles),
    ...declaredClientFaults(sitesOf(stage, () => 'https://api.invalid')),
    ...profiles.flatMap(({ id }) => retirementFaults(stage, id)),
    ...edgeRuleViolations(stage),
    ...secondRegionFaults(stage),
    ...reserveFaults(stage),
    ...waitingFaults(stage),
    ...capacityFaults(stage),
  ];
}

/** The settings of a stage with its apps. */
type JudgedStage = StageSettings & { readonly profiles: readonly AppProfile[] };

/** What the throttles let through must fit what DynamoDB gives a table, however large its items are. */
function capacityFaults({ throttles }: StageSettings): string[] {
  const units = maximumUnits({ throttles });
  return (['read', 'write'] as const).flatMap((kind) =>
    units[kind] <= tableQuotaUnits
      ? []
      : [
          `throttles let through ${units[kind]} ${kind} units a second by the largest items; a table has ${tableQuotaUnits}: lower their burst`,
        ],
  );
}

function appFaults(
  stage: StageSettings,
  { displayName, productionOrigin }: AppProfile,
  app: AppSettings | undefined,
  at: string,
): string[] {
  if (app === undefined) return [];
  const { domain, certificateArn, edgeCertificateArn, secondRegionCertificateArn, hostedZone } = app;
  const faults: string[] = [];
  if (domain.startsWith('*.') && !productionOrigin.includes('{tenant}')) {
    faults.push(`${at}.domain must be one host: ${displayName} has its tenant in the query`);
  }
  if (hostedZone !== undefined && !`.${domain}`.endsWith(`.${hostedZone.name}`)) {
    faults.push(`${at}.hostedZone.name must be a zone that ${domain} is in`);
  }
  if (certificateArn === undefined && hostedZone === undefined) {
    faults.push(`${at} needs a certificateArn, or a hostedZone to prove a new certificate through`);
  }
  const inRegion = (key: keyof AppSettings, arn: string | undefined, region: string | undefined) => {
    if (arn !== undefined && region !== undefined && regionOf(arn) !== region) {
      faults.push(`${at}.${key} must be a certificate of ${region}, where it is used`);
    }
  };
  inRegion('certificateArn', certificateArn, stage.region);
  inRegion('edgeCertificateArn', edgeCertificateArn, edgeRegion);
  inRegion('secondRegionCertificateArn', secondRegionCertificateArn, stage.secondRegion);
  return faults;
}

function domainFaults({ apps, movingTo }: StageSettings): string[] {
  const domains = (each: StageSettings['apps']) =>
    Object.values(each).flatMap((app) => (app === undefined ? [] : [app.domain]));
  const [present, next] = [domains(apps), domains(movingTo)];
  if (new Set(present).size < present.length) return ['apps must have a domain each, or none'];
  const isTaken = new Set([...present, ...next]).size < present.length + next.length;
  return isTaken ? ['movingTo must have domains that no app has'] : [];
}

/** An address is served or retired, not both: the word would let it go unnoticed. */
function retirementFaults({ apps, movingTo, retiredAddresses }: StageSettings, id: AppId): string[] {
  const served = [apps[id]?.domain ?? apiAddress, movingTo[id]?.domain];
  return (retiredAddresses[id] ?? [])
    .filter((address) => served.includes(address))
    .map((address) => `retiredAddresses.${id} must not name ${address}: the stage still serves it`);
}

function secondRegionFaults(stage: JudgedStage): string[] {
  if (stage.secondRegion === undefined) return [];
  const faults = [...placeFaults(stage, 'secondRegion')];
  if (stage.secondRegion === stage.region) faults.push('secondRegion must be another one than region');
  if (stage.tenantsTable !== undefined) {
    faults.push(
      'secondRegion does not go with tenantsTable: the second region would have no replica of it. Import the table into the data stack first: docs/operating.md, Back up and restore',
    );
  }
  if (stage.decryption || stage.requestSigning) {
    faults.push('secondRegion does not go with decryption and requestSigning: their keys stay in one region');
  }
  if (stage.openIdConnect) {
    faults.push('secondRegion does not go with openIdConnect: the keys that sign tokens stay in one region');
  }
  const hasCertificate = ({ hostedZone, secondRegionCertificateArn }: AppSettings) =>
    hostedZone !== undefined || secondRegionCertificateArn !== undefined;
  return [
    ...faults,
    ...everyApp(stage, hasCertificate, 'secondRegion needs a domain and a certificate there for'),
  ];
}

/**
 * What Lambda leaves unreserved in every account.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
const alwaysUnreserved = 100;

/** Reserves must fit the account; a new account has 10 in all, and may reserve nothing. */
function reserveFaults({ reservedConcurrency, accountConcurrency }: StageSettings): string[] {
  const reserved = Object.values(reservedConcurrency).reduce<number>((sum, each) => sum + (each ?? 0), 0);
  if (reserved === 0 || reserved + alwaysUnreserved <= accountConcurrency) return [];
  return [
    `reservedConcurrency reserves ${reserved}, and Lambda leaves ${alwaysUnreserved} unreserved; accountConcurrency is ` +
      `${accountConcurrency}: reserve less, or raise the account’s quota and enter it`,
  ];
}

/**
 * Refusals that wait hold a function each. Strangers may post as fast as the throttle lets them, at each app's address
 * alike (no key is used at what is entered in its place); half of the reserve stays free for people.
 */
function waitingFaults({
  decryption,
  throttles,
  reservedConcurrency,
  accountConcurrency,
  profiles,
}: JudgedStage): string[] {
  if (!decryption) return [];
  const addresses = routesOfApps(profiles).filter(
    (route) => route.function === 'assertion-consumer' && !isMistakenReplyUrl(route),
  ).length;
  const { perSecond } = throttles.assertionConsumer;
  const delaySeconds = failureDelayMilliseconds / 1_000;
  const waiting = Math.ceil(addresses * perSecond * delaySeconds);
  const reserved = reservedConcurrency['assertion-consumer'];
  const reserve = reserved ?? accountConcurrency;
  if (waiting <= reserve / 2) return [];
  const most = Math.floor(reserve / 2 / addresses / delaySeconds);
  const whose =
    reserved === undefined
      ? `the ${reserve} that an account has (reservedConcurrency.assertion-consumer is not set)`
      : `reservedConcurrency.assertion-consumer (${reserve})`;
  const lower = most < 1 ? '' : `lower perSecond to ${most}, or `;
  return [
    `throttles.assertionConsumer.perSecond (${perSecond}) lets refusals of encrypted messages, ${addresses} addresses and ` +
      `${delaySeconds} s each, hold ${waiting} functions, more than half of ${whose}: ${lower}reserve ${waiting * 2}`,
  ];
}

function placeFaults({ account, region }: StageSettings, key: string): string[] {
  return account === undefined || region === undefined ? [`${key} needs account and region`] : [];
}

function everyApp(
  { apps, movingTo, profiles }: JudgedStage,
  holds: (app: AppSettings) => boolean,
  demand: string,
): string[] {
  const ids = profiles.map(({ id }) => id);
  const lacking = ids.filter((id) => {
    const [first, next] = [apps[id], movingTo[id]];
    return first === undefined || !holds(first) || (next !== undefined && !holds(next));
  });
  return lacking.map((id) => `${demand} ${id}`);
}

function regionOf(arn: string): string | undefined {
  return arn.split(':')[3];
}
