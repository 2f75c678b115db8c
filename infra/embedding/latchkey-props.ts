import type { Environment } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { FunctionName } from '../../functions/routes.ts';
import type { AppId } from '../../shared/ids/app-id.ts';

/** Where one app stands. */
export interface LatchkeyAppProps {
  /** The app's host, or `*.example.com` where the tenant stands in the name. */
  readonly domain: string;
  /** In the region of Latchkey. Default: a new one, which {@link hostedZone} proves. */
  readonly certificate?: ICertificate;
  /** In us-east-1, for {@link LatchkeyProps.edge}. Default: a new one, which {@link hostedZone} proves. */
  readonly edgeCertificate?: ICertificate;
  /** In {@link LatchkeyProps.secondRegion}. Default: a new one, which {@link hostedZone} proves. */
  readonly secondRegionCertificate?: ICertificate;
  /** The public zone that gets the app's records. Default: none; an output says what to enter in DNS. */
  readonly hostedZone?: IHostedZone;
  /**
   * The host of your own application, behind {@link LatchkeyProps.edge}: it answers every path of the domain that is not
   * Latchkey's. Default: none; Latchkey answers them with 404.
   */
  readonly applicationOrigin?: string;
  /**
   * Your own distribution instead of one that {@link LatchkeyProps.edge} makes: `own` until it exists, then its domain
   * name, and the records of the domain lead there. Default: Latchkey makes one.
   */
  readonly distribution?: string;
}

/** How many requests a second a kind of route takes, and how many at once. */
export interface LatchkeyThrottle {
  /** 1 to 100,000. */
  readonly perSecond: number;
  /** 1 to 100,000. */
  readonly burst: number;
}

/**
 * What {@link Latchkey} takes. All of it is optional, and has the names and the defaults of a stage in Latchkey's own
 * `cdk.json`; only certificates and hosted zones are CDK's own objects here.
 */
export interface LatchkeyProps {
  /**
   * What the deployment is called: lower-case letters and digits, at most 16. Two in one account and region need two
   * names, which stand in the names of stacks and tables: another name is another deployment. Default: `production`.
   */
  readonly stageName?: string;
  /** The account and the region. Default: those of the stack or stage around it. */
  readonly env?: Environment;
  /** The apps that have a domain. Default: none; every app is at the API's own address, its tenant in the query. */
  readonly apps?: Readonly<Partial<Record<AppId, LatchkeyAppProps>>>;
  /** The domain to which an app moves, beside its present address. Default: none; no app moves. */
  readonly movingTo?: Readonly<Partial<Record<AppId, LatchkeyAppProps>>>;
  /**
   * Earlier addresses of an app, `api` for the API's own: a release that drops any other address is refused. Never shorten
   * the list. Default: none.
   */
  readonly retiredAddresses?: Readonly<Partial<Record<AppId, string[]>>>;
  /**
   * The apps of the deployment, as app documents: the content of JSON files that `app-profile.schema.json` of this
   * package describes. Default: the documents of the package.
   */
  readonly profiles?: readonly Readonly<Record<string, unknown>>[];
  /** How long logs are kept, in days, such as `RetentionDays.ONE_YEAR`. Default: 90. */
  readonly logRetentionDays?: number;
  /** Mail addresses for alarms; each confirms once. Default: none. {@link Latchkey.alarmTopic} takes other subscriptions. */
  readonly alarmAddresses?: readonly string[];
  /** Mail addresses for notices about keys and metadata. Default: none. {@link Latchkey.noticeTopic} takes other subscriptions. */
  readonly noticeAddresses?: readonly string[];
  /** Hosts other than Microsoft's that metadata may come from. Default: none. */
  readonly metadataHosts?: readonly string[];
  /**
   * Default: sign-on and assertion consumer 50 a second and 100 at once, others 200 and 400; with {@link edge}, which
   * limits each address, 150 and 200, others 500 and 500.
   */
  readonly throttles?: {
    readonly signOn?: LatchkeyThrottle;
    readonly assertionConsumer?: LatchkeyThrottle;
    readonly other?: LatchkeyThrottle;
  };
  /** The longest session in hours, whatever a tenant says. Default: 24, which is also the most. */
  readonly maximumSessionHours?: number;
  /** Memory by function, in MB. Default: what each function's record says. */
  readonly memoryMb?: Readonly<Partial<Record<FunctionName, number>>>;
  /** Reserved concurrency by function. Default: none is reserved. */
  readonly reservedConcurrency?: Readonly<Partial<Record<FunctionName, number>>>;
  /** Whether a KMS key decrypts encrypted assertions. Default: false. */
  readonly decryption?: boolean;
  /** Whether a KMS key signs AuthnRequests. Default: false. */
  readonly requestSigning?: boolean;
  /** Whether applications sign people in by OpenID Connect. Default: true, but false with {@link secondRegion}. */
  readonly openIdConnect?: boolean;
  /** Raise it by one to make a new key beside the one in use. Default: 1. */
  readonly decryptionKeyGeneration?: number;
  /** Raise it by one to make a new key beside the one in use. Default: 1. */
  readonly requestSigningKeyGeneration?: number;
  /** Raise it by one to sign with the next key, which is published already, and to make the one after it. Default: 1. */
  readonly tokenSigningKeyGeneration?: number;
  /** CloudFront and a firewall in front of every app, in us-east-1. Needs {@link env}. Default: none. */
  readonly edge?: {
    /**
     * Whether requests that did not come through it are refused. Deploy `false` first, until DNS has moved, and also
     * before you take the edge away. Default: true.
     */
    readonly enforce?: boolean;
    /** The address ranges from which your back ends ask `GET /session`, without a limit. Default: none. */
    readonly backEndAddresses?: readonly string[];
    /** By it CloudFront proves itself in the TLS handshake. Default: by the secret header alone. */
    readonly clientCertificate?: {
      /** The ARN of an imported certificate in AWS Certificate Manager of us-east-1. */
      readonly arn: string;
      /** The path of a PEM file: the authority that has issued it. */
      readonly authority: string;
    };
    /** Requests of one address in five minutes, after which it is refused for a while. Default: 10,000. */
    readonly requestsPerFiveMinutes?: number;
    /** Raise it by one to change the secret between CloudFront and the API. Default: 1. */
    readonly originSecretGeneration?: number;
  };
  /** A region that takes over when the first one fails. Needs {@link env}. Default: none. */
  readonly secondRegion?: string;
  /** Tags for every resource that can have them, beside `latchkey:stage`. Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The managed policy that limits every role. Default: none. */
  readonly permissionsBoundary?: IManagedPolicy;
  /**
   * How many functions the account may run at the same time, as `aws lambda get-account-settings` shows: reserves and
   * batches are computed against it. Default: 1,000.
   */
  readonly accountConcurrency?: number;
  /** Deploys new versions all at once, without alarms: for one deployment during an outage. Default: false. */
  readonly emergency?: boolean;
  /** The name of a Tenants table that exists, such as a restored one. Default: a new one. */
  readonly tenantsTable?: string;
}
