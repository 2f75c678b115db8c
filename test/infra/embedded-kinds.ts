import { App, Aspects, Stage as CdkStage, type Environment, Stack, Tags } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { unbundled } from '../../infra/bundling/bundles.ts';
import { EmbeddedLatchkey } from '../../infra/embedding/embedded-latchkey.ts';
import type { LatchkeyProps } from '../../infra/embedding/latchkey-props.ts';
import type { RegionOfLatchkey } from '../../infra/embedding/region-of-latchkey.ts';

const env = { account: '123456789012', region: 'eu-central-1' };

/** A kind of Latchkey inside an app of a vendor. */
export interface EmbeddedKind {
  /** Where the vendor's stack is; default: {@link env}. */
  readonly env?: Environment | 'unknown';
  /** Whether the vendor's stack is in a CDK stage. Default false. */
  readonly inStage?: boolean;
  /** Makes the props. What it makes stands in `base`, a stack of the vendor's below the one that uses Latchkey. */
  readonly props: (base: Stack) => LatchkeyProps;
}

const zone = (scope: Construct, zoneName: string) =>
  HostedZone.fromHostedZoneAttributes(scope, `Zone-${zoneName}`, { hostedZoneId: 'Z0VENDOR', zoneName });

/** Both apps at the vendor's domains, whose zones exist already. */
const apps = (scope: Construct): NonNullable<LatchkeyProps['apps']> => ({
  timetrack: { domain: '*.time.example.com', hostedZone: zone(scope, 'time.example.com') },
  trakstar: { domain: 'perform.example.com', hostedZone: zone(scope, 'example.com') },
});

const certificate = (scope: Construct, region: string) =>
  Certificate.fromCertificateArn(
    scope,
    `Certificate-${region}`,
    `arn:aws:acm:${region}:123456789012:certificate/12345678-0000-4000-8000-000000000000`,
  );

/** A policy that the app makes, with a name: CDK carries no other over regions. */
const boundary = (scope: Construct) =>
  new ManagedPolicy(scope, 'Boundary', {
    managedPolicyName: 'perform-boundary',
    statements: [new PolicyStatement({ actions: ['dynamodb:*', 'logs:*'], resources: ['*'] })],
  });

/** Every kind by its name, as a vendor would write it. */
export const embeddedKinds = {
  'as it is': { props: () => ({}) },
  'in an app that does not say where': { env: 'unknown', props: () => ({}) },
  'in a CDK stage': { inStage: true, props: (base) => ({ stageName: 'beta', apps: apps(base) }) },
  'with a zone and a certificate that the app makes': {
    props: (base) => {
      const hostedZone = new HostedZone(base, 'Zone', { zoneName: 'example.com' });
      const made = new Certificate(base, 'Certificate', { domainName: 'perform.example.com' });
      return { apps: { trakstar: { domain: 'perform.example.com', hostedZone, certificate: made } } };
    },
  },
  'with keys and mail': {
    props: () => ({ decryption: true, requestSigning: true, noticeAddresses: ['a@example.com'] }),
  },
  'behind an edge': { props: (base) => ({ apps: apps(base), edge: {} }) },
  'behind an edge that is optional, in two regions': {
    props: (base) => ({ apps: apps(base), edge: { enforce: false }, secondRegion: 'eu-west-1' }),
  },
  'behind an edge with the application of the vendor': {
    props: (base) => {
      const { timetrack, trakstar } = apps(base);
      return {
        apps: {
          ...(timetrack && { timetrack }),
          ...(trakstar && { trakstar: { ...trakstar, applicationOrigin: 'perform.internal.example.com' } }),
        },
        edge: {},
      };
    },
  },
  'behind an edge in us-east-1': {
    env: { ...env, region: 'us-east-1' },
    props: (base) => ({ apps: apps(base), edge: { requestsPerFiveMinutes: 2_000 } }),
  },
  'behind an edge with certificates of its own': {
    props: (base) => {
      const { timetrack, trakstar } = apps(base);
      const certificates = {
        certificate: certificate(base, env.region),
        edgeCertificate: certificate(base, 'us-east-1'),
      };
      return {
        apps: {
          ...(timetrack && { timetrack: { ...timetrack, ...certificates } }),
          ...(trakstar && { trakstar: { ...trakstar, ...certificates } }),
        },
        edge: {},
      };
    },
  },
  'in two regions': { props: (base) => ({ apps: apps(base), secondRegion: 'eu-west-1' }) },
  'in two regions, of a stage': {
    inStage: true,
    props: (base) => ({ apps: apps(base), secondRegion: 'eu-west-1', emergency: true }),
  },
  'with a boundary that exists, and tags': {
    props: (base) => ({
      permissionsBoundary: ManagedPolicy.fromManagedPolicyName(base, 'Boundary', 'boundary'),
      tags: { 'cost-centre': '4711' },
    }),
  },
  'with a boundary that the app makes': {
    props: (base) => ({ permissionsBoundary: boundary(base) }),
  },
  'in two regions with a boundary': {
    props: (base) => ({
      apps: apps(base),
      secondRegion: 'eu-west-1',
      permissionsBoundary: ManagedPolicy.fromManagedPolicyName(base, 'Boundary', 'boundary'),
    }),
  },
  restored: { props: () => ({ tenantsTable: 'latchkey-restored-tenants' }) },
  'in an emergency, of a new account': { props: () => ({ emergency: true, accountConcurrency: 10 }) },
  'behind an edge with a zone that the app makes': {
    props: (base) => {
      const hostedZone = new HostedZone(base, 'Zone', { zoneName: 'example.com' });
      return {
        apps: {
          timetrack: { domain: '*.time.example.com', hostedZone },
          trakstar: { domain: 'perform.example.com', hostedZone },
        },
        edge: {},
      };
    },
  },
  'in two regions with a zone that the app makes': {
    props: (base) => {
      const hostedZone = new HostedZone(base, 'Zone', { zoneName: 'example.com' });
      return {
        apps: {
          timetrack: { domain: '*.time.example.com', hostedZone },
          trakstar: { domain: 'perform.example.com', hostedZone },
        },
        secondRegion: 'eu-west-1',
        permissionsBoundary: boundary(base),
      };
    },
  },
} as const satisfies Readonly<Record<string, EmbeddedKind>>;

/** What a vendor's app is made of: its own stacks and Latchkey's. */
export interface VendorsApp {
  readonly latchkey: EmbeddedLatchkey;
  readonly stacks: readonly Stack[];
}

/**
 * Makes an app of a vendor's around a kind of Latchkey: other feature flags, tags of its own, an API whose authorizer asks
 * who is signed in, a rule on the bus, and a role that runs the command. With a second region the same API there.
 */
export function vendorsApp(kind: EmbeddedKind): VendorsApp {
  const app = new App({ context: { '@aws-cdk/aws-iam:minimizePolicies': false } });
  Tags.of(app).add('owner', 'perform');
  Aspects.of(app).add({ visit: () => undefined });
  const place = kind.env === 'unknown' ? {} : { env: kind.env ?? env };
  const scope = kind.inStage === true ? new CdkStage(app, 'Production', place) : app;
  const stack = new Stack(scope, 'Perform', place);
  const base = new Stack(scope, 'PerformBase', { ...place, crossRegionReferences: true });
  new Queue(base, 'Queue');
  const latchkey = new EmbeddedLatchkey(stack, 'Sso', kind.props(base), unbundled);
  protectApi(stack, latchkey);
  new Rule(stack, 'KeyExpires', {
    eventBus: latchkey.bus,
    eventPattern: { source: ['latchkey'] },
    targets: [new SqsQueue(new Queue(stack, 'TellCustomer'))],
  });
  latchkey.grantOperate(
    new Role(stack, 'Operator', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
  );
  const { secondRegion } = latchkey;
  if (secondRegion === undefined) return { latchkey, stacks: [base, stack, ...latchkey.stacks] };
  const second = new Stack(scope, 'PerformInSecondRegion', { env: { ...env, region: 'eu-west-1' } });
  protectApi(second, secondRegion);
  return { latchkey, stacks: [base, stack, second, ...latchkey.stacks] };
}

/** As docs/embedding.md does it. */
function protectApi(stack: Stack, latchkey: Pick<RegionOfLatchkey, 'functions' | 'grantReadSessions'>): void {
  const authorizer = new LambdaFunction(stack, 'Authorizer', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('export async function handler() {}'),
    environment: { SESSION_FUNCTION: latchkey.functions.session.functionArn },
  });
  latchkey.grantReadSessions(authorizer);
  new HttpApi(stack, 'Api', {
    defaultAuthorizer: new HttpLambdaAuthorizer('SignedIn', authorizer, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
    }),
  });
}
