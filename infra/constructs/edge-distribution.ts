import { Duration, Validations } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  type CfnDistribution,
  Distribution,
  HttpVersion,
  type IOrigin,
  type IOriginRequestPolicy,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, type HttpOriginProps } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import type { AppProfile } from '../../shared/apps/profile.ts';
import { edgeOriginHost } from '../../shared/apps/unreachable-name.ts';
import { edgeHeader } from '../../shared/http/edge.ts';
import type { Stage } from '../stage.ts';
import type { AppSettings } from '../stage-schema.ts';
import { domainCertificate, zoneOf } from './app-domain.ts';
import { pathPatterns } from './edge-paths.ts';
import { shownEdgeSecret } from './edge-secrets.ts';

/** What stands in front of one app. */
export interface EdgeDistributionProps {
  readonly stage: Stage;
  readonly edge: NonNullable<Stage['edge']>;
  readonly profile: AppProfile;
  readonly app: AppSettings;
  readonly webAclArn: string;
  /** What the API is told of a request: everything that the visitor sent, and the visitor's address. */
  readonly visitor: IOriginRequestPolicy;
}

/** How CloudFront reaches an origin: over HTTPS alone. */
const overHttps = {
  protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
  originSslProtocols: [OriginSslPolicy.TLS_V1_2],
  readTimeout: Duration.seconds(30),
} satisfies HttpOriginProps;

/**
 * CloudFront in front of one app. Latchkey's paths lead to the API, and everything else to the vendor's application,
 * where the app names one. It hands on the visitor's own Host, by which API Gateway finds the domain: what the functions
 * see is the same as without an edge. The secret goes to the API alone.
 *
 * Nothing is cached, of the application neither: a page that was made for one person must never reach another because
 * a response lacked a header. A vendor who wants a cache puts a distribution of their own in front.
 */
export class EdgeDistribution extends Construct {
  readonly host: string;
  readonly distribution: Distribution;
  readonly certificate: ICertificate;

  constructor(scope: Construct, id: string, props: EdgeDistributionProps) {
    super(scope, id);
    const { stage, edge, profile, app, webAclArn, visitor } = props;
    this.host = app.domain;
    const zone = zoneOf(this, app);
    this.certificate = domainCertificate(this, app.edgeCertificateArn, app.domain, zone);
    const api = uncached(new ApiOrigin(stage, edge, app), visitor);
    const application = app.applicationOrigin;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Latchkey ${stage.name}: ${app.domain}`,
      domainNames: [app.domain],
      certificate: this.certificate,
      webAclId: webAclArn,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      ...(application === undefined
        ? { defaultBehavior: api }
        : {
            defaultBehavior: uncached(new HttpOrigin(application, overHttps), OriginRequestPolicy.ALL_VIEWER),
            additionalBehaviors: Object.fromEntries(pathPatterns(profile, stage).map((path) => [path, api])),
          }),
    });
    Validations.of(this.distribution).acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason: 'People sign in from anywhere. The directory’s Conditional Access decides about locations.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'It logs to CloudWatch Logs, without queries and cookies, which the older kind of log cannot.',
      },
    );
  }
}

function uncached(origin: IOrigin, originRequestPolicy: IOriginRequestPolicy): BehaviorOptions {
  return {
    origin,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    compress: false,
  };
}

/**
 * The API, to which CloudFront shows the secret and, where the stage has one, its certificate. It shows that only where
 * the API asks for it, so the certificate is there before the API demands it.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/origin-mtls-authentication.html
 */
class ApiOrigin extends HttpOrigin {
  readonly #clientCertificateArn: string | undefined;

  constructor(stage: Stage, edge: EdgeDistributionProps['edge'], { domain }: AppSettings) {
    super(edgeOriginHost(domain), {
      ...overHttps,
      customHeaders: { [edgeHeader]: shownEdgeSecret(stage, edge) },
    });
    this.#clientCertificateArn = edge.clientCertificate?.arn;
  }

  protected override renderCustomOriginConfig(): CfnDistribution.CustomOriginConfigProperty | undefined {
    const config = super.renderCustomOriginConfig();
    const clientCertificateArn = this.#clientCertificateArn;
    if (config === undefined || clientCertificateArn === undefined) return config;
    return { ...config, originMtlsConfig: { clientCertificateArn } };
  }
}
