import * as v from 'valibot';
import type { FunctionName } from '../functions/routes.ts';
import type { AppId } from '../shared/ids/app-id.ts';
import { defined } from '../shared/objects/defined.ts';
import { sessionLength } from '../shared/tenants/tenant.ts';
import { functionNames } from './functions/function-records.ts';

/** An object without room for a mistyped key: one that is not known is refused, and the known ones are named. */
function section<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, ({ expected }) =>
    expected === 'never'
      ? `is not known here: ${Object.keys(entries).join(', ')}`
      : 'must be an object with known keys',
  );
}

const text = (pattern: RegExp, message: string) => v.pipe(v.string(message), v.regex(pattern, message));

const number = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
};

const flag = v.optional(v.boolean('must be true or false'), false);

const region = text(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'must be a region such as eu-central-1');

const certificateArn = text(
  /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]+$/,
  'must be the ARN of a certificate in AWS Certificate Manager',
);

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

const domain = text(
  new RegExp(`^(?:\\*\\.)?(?:${label}\\.)+[a-z]{2,63}$`),
  'must be a domain name, such as perform.example.com or *.example.com',
);
const hostName = new RegExp(`^(?:${label}\\.)+[a-z]{2,63}$`);

const app = section({
  /** `*.example.com` where the tenant stands in the host name. */
  domain,
  /** In the stage's region. Without it the stack asks for one, proved through the hosted zone. */
  certificateArn: v.optional(certificateArn),
  /** In us-east-1, for CloudFront. */
  edgeCertificateArn: v.optional(certificateArn),
  /** In the second region. */
  secondRegionCertificateArn: v.optional(certificateArn),
  /** The public zone in Route 53 that the domain is in. Without it the operator enters the records. */
  hostedZone: v.optional(
    section({
      id: text(/^Z[A-Z0-9]{1,31}$/, 'must be the id of a hosted zone, such as Z0123456789ABC'),
      name: text(hostName, 'must be the name of a hosted zone'),
    }),
  ),
  /** With an edge: the host of the vendor's own application, which answers every path that is not Latchkey's. */
  applicationOrigin: v.optional(text(hostName, 'must be a host name, such as app.internal.example.com')),
  /**
   * With an edge: the vendor's own distribution in place of one that the stage makes. `own` before it exists, then its
   * domain name, and the records of the app's host lead there.
   */
  distribution: v.optional(
    text(
      /^(?:own|d[a-z0-9]{5,30}\.cloudfront\.net)$/,
      'must be own, or the domain name of a distribution, such as d111111abcdef8.cloudfront.net',
    ),
  ),
});

/** What WAF takes in a set of addresses. */
const addressRange = /^(?:(?:\d{1,3}\.){3}\d{1,3}\/(?:[1-9]|[12]\d|3[0-2])|[0-9a-f:]*:[0-9a-f:]*\/\d{1,3})$/;

const throttle = v.optional(section({ perSecond: number(1, 100_000), burst: number(1, 100_000) }));

/** How many requests a kind of route takes a second, and at once. */
interface Throttle {
  readonly perSecond: number;
  readonly burst: number;
}

/** The throttles that a stage does not say. */
const defaultThrottles: Readonly<
  Record<'direct' | 'behindEdge', Readonly<Record<'signOn' | 'assertionConsumer' | 'other', Throttle>>>
> = {
  direct: {
    signOn: { perSecond: 50, burst: 100 },
    assertionConsumer: { perSecond: 50, burst: 100 },
    other: { perSecond: 200, burst: 400 },
  },
  // The firewall limits each address, and all of them share the throttles: they are far above one address's share.
  behindEdge: {
    signOn: { perSecond: 150, burst: 200 },
    assertionConsumer: { perSecond: 150, burst: 200 },
    other: { perSecond: 500, burst: 500 },
  },
};

/** What CloudWatch Logs takes, in days. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653,
] as const;

/** A number a function, for those that differ from the default. */
const perFunction = (least: number, most: number) =>
  v.optional(
    section(
      Object.fromEntries(functionNames.map((name) => [name, v.optional(number(least, most))])) as Record<
        FunctionName,
        v.OptionalSchema<ReturnType<typeof number>, undefined>
      >,
    ),
    {},
  );

/** A value of the same kind for any app. */
function perApp<Schema extends v.GenericSchema>(ids: readonly AppId[], schema: Schema) {
  return section(
    Object.fromEntries(ids.map((id) => [id, v.optional(schema)])) as Record<
      AppId,
      v.OptionalSchema<Schema, undefined>
    >,
  );
}

const maximumHours = sessionLength.maximumSeconds / 3_600;
const minimumHours = sessionLength.minimumSeconds / 3_600;
const hours = `must be ${minimumHours} to ${maximumHours} hours`;

/** The schema of one stage with these apps as cdk.json has it. */
const writtenSchemaOf = (ids: readonly AppId[]) =>
  section({
    account: v.optional(text(/^\d{12}$/, 'must be the 12 digits of an AWS account, as text')),
    region: v.optional(region),
    apps: v.optional(perApp(ids, app), {}),
    /** The domain to which an app moves, beside the one in `apps` or the API's own address. */
    movingTo: v.optional(perApp(ids, app), {}),
    /**
     * Earlier addresses of an app, `api` for the API's own: without this word, a release that drops an address is refused.
     * They stay in the list, because the names of constructs follow from it.
     */
    retiredAddresses: v.optional(
      perApp(
        ids,
        v.array(v.union([v.literal('api'), domain], 'must be domains, or api'), 'must be a list of domains'),
      ),
      {},
    ),
    logRetentionDays: v.optional(
      v.picklist(retentionDays, `must be one of ${retentionDays.join(', ')} days`),
      90,
    ),
    alarmAddresses: v.optional(
      v.array(
        text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be a mail address'),
        'must be a list of mail addresses',
      ),
      [],
    ),
    noticeAddresses: v.optional(
      v.array(
        text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be a mail address'),
        'must be a list of mail addresses',
      ),
      [],
    ),
    /** Beside Microsoft's login hosts: where metadata may be fetched from. */
    metadataHosts: v.optional(
      v.array(
        text(
          new RegExp(`^(?:${label}\\.)+[a-z]{2,63}(?::\\d{2,5})?$`),
          'must be a host name, such as adfs.example.com or idp.example.com:8443',
        ),
        'must be a list of host names',
      ),
      [],
    ),
    /** Default: {@link defaultThrottles}. */
    throttles: v.optional(section({ signOn: throttle, assertionConsumer: throttle, other: throttle }), {}),
    maximumSessionHours: v.optional(
      v.pipe(v.number(hours), v.minValue(minimumHours, hours), v.maxValue(maximumHours, hours)),
      maximumHours,
    ),
    memoryMb: perFunction(128, 10_240),
    reservedConcurrency: perFunction(1, 10_000),
    decryption: flag,
    requestSigning: flag,
    /** Whether applications sign people in by OpenID Connect. Default: true, but false with a second region. */
    openIdConnect: v.optional(v.boolean('must be true or false')),
    /** Raise it by one to make a new key beside the one in use. */
    decryptionKeyGeneration: v.optional(number(1, 1_000), 1),
    requestSigningKeyGeneration: v.optional(number(1, 1_000), 1),
    /** Raise it by one to sign with the next key, which is published already, and to make the one after it. */
    tokenSigningKeyGeneration: v.optional(number(1, 1_000), 1),
    edge: v.optional(
      section({
        /** Whether requests that did not come through it are refused: not while DNS moves, in either direction. */
        enforce: v.optional(v.boolean('must be true or false'), true),
        /** Requests of one address in five minutes, after which it is refused for a while. */
        requestsPerFiveMinutes: v.optional(number(10, 2_000_000_000), 10_000),
        /** Where the vendor's back ends ask `GET /session` from: no limit holds for them there. */
        backEndAddresses: v.optional(
          v.array(
            text(addressRange, 'must be an address or a range, such as 203.0.113.7/32 or 2001:db8::/48'),
            'must be a list of address ranges',
          ),
          [],
        ),
        /** By it CloudFront proves itself in the TLS handshake; the API then refuses every other caller before it counts. */
        clientCertificate: v.optional(
          section({
            /** In us-east-1, imported. */
            arn: certificateArn,
            /** A file of PEM certificates: the authority that has issued it. */
            authority: text(/\S/, 'must be the path of a PEM file'),
          }),
        ),
        /** Raise it by one to change the secret between CloudFront and the API. */
        originSecretGeneration: v.optional(number(1, 1_000_000), 1),
      }),
    ),
    secondRegion: v.optional(region),
    /** On every resource that can have tags, beside `latchkey:stage`. */
    tags: v.optional(
      v.record(
        text(
          /^(?!aws:)[\p{L}\p{N} _.:/=+@-]{1,128}$/iu,
          'must be a tag’s name that does not begin with aws:',
        ),
        text(/^[\p{L}\p{N} _.:/=+@-]{0,256}$/u, 'must be a tag’s value of at most 256 characters'),
        'must be an object of tags',
      ),
      {},
    ),
    /** The managed policy that limits every role of the stage. */
    permissionsBoundary: v.optional(
      text(
        /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/,
        'must be the ARN of a managed policy',
      ),
    ),
    /** How many functions the account may run at the same time, as `aws lambda get-account-settings` shows. */
    accountConcurrency: v.optional(number(10, 1_000_000), 1_000),
    /** A Tenants table that exists, such as one restored from a backup: the stack then uses it and makes none. */
    tenantsTable: v.optional(text(/^[A-Za-z0-9_.-]{3,255}$/, 'must be the name of a table')),
  });

/**
 * Returns the schema of one stage of cdk.json with these apps, which fills in every default. docs/operating.md says what
 * each key is for.
 */
export const stageSchemaOf = (ids: readonly AppId[]) =>
  v.pipe(
    writtenSchemaOf(ids),
    v.transform(({ throttles, ...stage }) => ({
      ...stage,
      openIdConnect: stage.openIdConnect ?? stage.secondRegion === undefined,
      throttles: {
        ...defaultThrottles[stage.edge === undefined ? 'direct' : 'behindEdge'],
        ...defined(throttles),
      },
    })),
  );

/** A stage as cdk.json has it, with every default filled in. */
export type StageSettings = v.InferOutput<ReturnType<typeof stageSchemaOf>>;

/** One app of a stage. */
export type AppSettings = v.InferOutput<typeof app>;
