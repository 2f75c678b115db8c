import {
  ApiMapping,
  DomainName,
  IpAddressType,
  type MTLSConfig,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone, type IAliasRecordTarget, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { defined } from '../../shared/objects/defined.ts';
import type { AppSettings } from '../stage-schema.ts';
import type { LatchkeyApi } from './latchkey-api.ts';

/** The host of one app at the API. */
export interface AppDomainProps {
  readonly api: LatchkeyApi;
  readonly app: AppSettings;
  /** In the region of the stack; without it the stack asks for one, proved through the app's hosted zone. */
  readonly certificateArn: string | undefined;
  /** Whether its records are one of two that stand in for each other: Route 53 then insists on looking after both. */
  readonly failover: boolean;
  /** Whose certificates a caller must show in the TLS handshake. Default: none is asked for. */
  readonly mtls?: MTLSConfig | undefined;
}

/**
 * One app's domain, mapped to the API. API Gateway hands the functions the domain that it matched, which no header
 * can change: it is what a request's app and tenant are taken from.
 */
export class AppDomain extends Construct {
  readonly zone: IHostedZone | undefined;
  readonly certificate: ICertificate;
  /** What a record that leads to the API has to say. */
  readonly target: IAliasRecordTarget;
  /** The same name, to be entered in DNS by hand. */
  readonly dnsName: string;

  constructor(scope: Construct, id: string, { api, app, certificateArn, failover, mtls }: AppDomainProps) {
    super(scope, id);
    this.zone = zoneOf(this, app);
    this.certificate = domainCertificate(this, certificateArn, app.domain, this.zone);
    const domainName = new DomainName(this, 'Domain', {
      domainName: app.domain,
      certificate: this.certificate,
      securityPolicy: SecurityPolicy.TLS_1_2,
      ipAddressType: IpAddressType.DUAL_STACK,
      ...defined({ mtls }),
    });
    new ApiMapping(this, 'Mapping', { api, domainName, stage: api.stage });
    const { regionalDomainName: dnsName, regionalHostedZoneId: hostedZoneId } = domainName;
    this.target = { bind: () => ({ dnsName, hostedZoneId, evaluateTargetHealth: failover }) };
    this.dnsName = dnsName;
  }
}

/** The hosted zone of an app, where it has one. */
export function zoneOf(scope: Construct, { hostedZone }: AppSettings): IHostedZone | undefined {
  if (hostedZone === undefined) return undefined;
  const { id: hostedZoneId, name: zoneName } = hostedZone;
  return HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId, zoneName });
}

/** The certificate with this ARN, or a new one that the zone proves. */
export function domainCertificate(
  scope: Construct,
  arn: string | undefined,
  domainName: string,
  zone: IHostedZone | undefined,
): ICertificate {
  if (arn !== undefined) return Certificate.fromCertificateArn(scope, 'Certificate', arn);
  return new Certificate(scope, 'Certificate', {
    domainName,
    validation: CertificateValidation.fromDns(zone),
  });
}
