/** List prices of one region, in USD, without free tiers and without discounts. */
export interface Prices {
  readonly httpApiPerMillionRequests: number;
  readonly lambdaPerMillionRequests: number;
  /** arm64. */
  readonly lambdaPerGbSecond: number;
  readonly readUnitsPerMillion: number;
  readonly writeUnitsPerMillion: number;
  readonly tableStoragePerGbMonth: number;
  readonly recoveryPerGbMonth: number;
  readonly logsPerGb: number;
  readonly logStoragePerGbMonth: number;
  readonly metricPerMonth: number;
  readonly alarmMetricPerMonth: number;
  readonly compositeAlarmPerMonth: number;
  readonly dashboardPerMonth: number;
  readonly kmsKeyPerMonth: number;
  readonly kmsPerMillionRequests: number;
  readonly transferOutPerGb: number;
  readonly queuePerMillionRequests: number;
  readonly secretPerMonth: number;
  readonly webAclPerMonth: number;
  readonly webAclRulePerMonth: number;
  /** HTTPS, of an address in AWS. */
  readonly healthCheckPerMonth: number;
}

/** Where each price stands. */
export const priceSources = [
  'https://aws.amazon.com/api-gateway/pricing/',
  'https://aws.amazon.com/lambda/pricing/',
  'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  'https://aws.amazon.com/cloudwatch/pricing/',
  'https://aws.amazon.com/kms/pricing/',
  'https://aws.amazon.com/ec2/pricing/on-demand/',
  'https://aws.amazon.com/sqs/pricing/',
  'https://aws.amazon.com/secrets-manager/pricing/',
  'https://aws.amazon.com/waf/pricing/',
  'https://aws.amazon.com/route53/pricing/',
] as const;

/** The year whose prices these are: look them up again before anything depends on them. */
export const pricesOf = '2025';

const everywhere = {
  lambdaPerMillionRequests: 0.2,
  lambdaPerGbSecond: 0.0000133334,
  metricPerMonth: 0.3,
  alarmMetricPerMonth: 0.1,
  compositeAlarmPerMonth: 0.5,
  dashboardPerMonth: 3,
  kmsKeyPerMonth: 1,
  // RSA of 2,048 bits costs no more than symmetric keys.
  kmsPerMillionRequests: 3,
  transferOutPerGb: 0.09,
  queuePerMillionRequests: 0.4,
  secretPerMonth: 0.4,
  webAclPerMonth: 5,
  webAclRulePerMonth: 1,
  healthCheckPerMonth: 1.5,
} as const;

/** By region. */
export const prices = {
  'us-east-1': {
    ...everywhere,
    httpApiPerMillionRequests: 1,
    readUnitsPerMillion: 0.125,
    writeUnitsPerMillion: 0.625,
    tableStoragePerGbMonth: 0.25,
    recoveryPerGbMonth: 0.2,
    logsPerGb: 0.5,
    logStoragePerGbMonth: 0.03,
  },
  'eu-central-1': {
    ...everywhere,
    httpApiPerMillionRequests: 1.2,
    readUnitsPerMillion: 0.1525,
    writeUnitsPerMillion: 0.7625,
    tableStoragePerGbMonth: 0.306,
    recoveryPerGbMonth: 0.2448,
    logsPerGb: 0.63,
    logStoragePerGbMonth: 0.0324,
  },
} as const satisfies Readonly<Record<string, Prices>>;

/** A region whose prices are known. */
export type PricedRegion = keyof typeof prices;
