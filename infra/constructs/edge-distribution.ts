import { Duration, Validations } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { edgeOriginHost } from '../../shared/apps/unreachable-name.ts';
import { edgeHeader } from '../../shared/http/edge-secret.ts';
import type { AppSettings } from '../stage-schema.ts';
import type { Stage } from '../stages.ts';
import { domainCertificate, zoneOf } from './app-domain.ts';
import { AppRecords } from './app-records.ts';
import { shownEdgeSecret } from './edge-secrets.ts';

/** What stands in front of one app. */
export interface EdgeDistributionProps {
  readonly stage: Stage;
  readonly edge: NonNullable<Stage['edge']>;
  readonly app: AppSettings;
  readonly webAclArn: string;
}

/**
 * CloudFront in front of one app. It caches nothing, and hands on the visitor's own Host, by which API Gateway finds
 * the domain: what the functions see is the same as without an edge.
 */
export class EdgeDistribution extends Construct {
  readonly host: string;
  readonly distribution: Distribution;
  readonly certificate: ICertificate;

  constructor(scope: Construct, id: string, { stage, edge, app, webAclArn }: EdgeDistributionProps) {
    super(scope, id);
    this.host = app.domain;
    const zone = zoneOf(this, app);
    this.certificate = domainCertificate(this, app.edgeCertificateArn, app.domain, zone);
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Latchkey ${stage.name}: ${app.domain}`,
      domainNames: [app.domain],
      certificate: this.certificate,
      webAclId: webAclArn,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      defaultBehavior: {
        origin: new HttpOrigin(edgeOriginHost(app.domain), {
          protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
          originSslProtocols: [OriginSslPolicy.TLS_V1_2],
          readTimeout: Duration.seconds(30),
          customHeaders: { [edgeHeader]: shownEdgeSecret(stage, edge.originSecretGeneration) },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        compress: false,
      },
    });
    Validations.of(this.distribution).acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason: 'People sign in from anywhere. The directory’s Conditional Access decides about locations.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'The API logs every request that CloudFront forwards, and the firewall logs every request that it blocks.',
      },
    );
    if (zone === undefined) return;
    new AppRecords(this, 'Records', {
      zone,
      host: app.domain,
      target: new CloudFrontTarget(this.distribution),
    });
  }
}
