import { gallery } from '../shared/apps/gallery.ts';
import type { AppId } from '../shared/apps/profile.ts';
import type { AppSettings, StageSettings } from './stage-schema.ts';

/** What a stage says that each key alone allows, but all of them together do not. One line a fault. */
export function faultsOf(stage: StageSettings): readonly string[] {
  const apps = Object.keys(gallery) as AppId[];
  return [
    ...apps.flatMap((id) => appFaults(stage, id, stage.apps[id])),
    ...domainFaults(stage),
    ...edgeFaults(stage),
    ...secondRegionFaults(stage),
  ];
}

function appFaults(stage: StageSettings, id: AppId, app: AppSettings | undefined): string[] {
  if (app === undefined) return [];
  const at = `apps.${id}`;
  const { domain, certificateArn, edgeCertificateArn, secondRegionCertificateArn, hostedZone } = app;
  const faults: string[] = [];
  if (domain.startsWith('*.') && !gallery[id].productionOrigin.includes('{tenant}')) {
    faults.push(`${at}.domain must be one host: ${gallery[id].displayName} has its tenant in the query`);
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
  inRegion('edgeCertificateArn', edgeCertificateArn, 'us-east-1');
  inRegion('secondRegionCertificateArn', secondRegionCertificateArn, stage.secondRegion);
  return faults;
}

function domainFaults({ apps }: StageSettings): string[] {
  const domains = Object.values(apps).flatMap((app) => (app === undefined ? [] : [app.domain]));
  return new Set(domains).size === domains.length ? [] : ['apps must have a domain each, or none'];
}

function edgeFaults(stage: StageSettings): string[] {
  if (stage.edge === undefined) return [];
  return [
    ...placeFaults(stage, 'edge'),
    ...everyApp(stage, (app) => app.hostedZone !== undefined, 'edge needs a domain and a hostedZone for'),
  ];
}

function secondRegionFaults(stage: StageSettings): string[] {
  if (stage.secondRegion === undefined) return [];
  const faults = [...placeFaults(stage, 'secondRegion')];
  if (stage.secondRegion === stage.region) faults.push('secondRegion must be another one than region');
  if (stage.edge !== undefined) {
    faults.push(
      'secondRegion does not go with edge: CloudFront fails over reading requests alone, and a sign-in is a POST',
    );
  }
  if (stage.decryption || stage.requestSigning) {
    faults.push('secondRegion does not go with decryption and requestSigning: their keys stay in one region');
  }
  const hasCertificate = ({ hostedZone, secondRegionCertificateArn }: AppSettings) =>
    hostedZone !== undefined || secondRegionCertificateArn !== undefined;
  return [
    ...faults,
    ...everyApp(stage, hasCertificate, 'secondRegion needs a domain and a certificate there for'),
  ];
}

function placeFaults({ account, region }: StageSettings, key: string): string[] {
  return account === undefined || region === undefined ? [`${key} needs account and region`] : [];
}

function everyApp({ apps }: StageSettings, holds: (app: AppSettings) => boolean, demand: string): string[] {
  const ids = Object.keys(gallery) as AppId[];
  const lacking = ids.filter((id) => apps[id] === undefined || !holds(apps[id]));
  return lacking.map((id) => `${demand} ${id}`);
}

function regionOf(arn: string): string | undefined {
  return arn.split(':')[3];
}
