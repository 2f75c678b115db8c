/** Regions whose prices are known: those that the documents and the examples name. */
export const pricedRegions = ['us-east-1', 'eu-central-1', 'eu-west-1'] as const;

/** One of {@link pricedRegions}. */
export type PricedRegion = (typeof pricedRegions)[number];

/** A list price in USD, and when it was read in AWS's price list; without a date it was not confirmed there. */
type Reading = readonly [usd: number, on?: string];

/** A price, without free tiers and without discounts: the first tier of its unit. */
export interface ListedPrice {
  readonly unit: string;
  /** The code of AWS's offer, by which {@link sourceOf} finds the price list. */
  readonly offer: string;
  readonly usd: Readonly<Record<PricedRegion, Reading>>;
}

function listed(offer: string, unit: string, us: Reading, central: Reading, west: Reading): ListedPrice {
  return { unit, offer, usd: { 'us-east-1': us, 'eu-central-1': central, 'eu-west-1': west } };
}

function everywhere(offer: string, unit: string, reading: Reading): ListedPrice {
  return listed(offer, unit, reading, reading, reading);
}

const [us, central, west] = ['2026-09-06', '2026-09', '2026-10-02'];
const million = 'million requests';

/** Every price that the cost is computed with. */
export const priceList = {
  httpApiPerMillionRequests: listed(
    'AmazonApiGateway',
    million,
    [1, '2026-09'],
    [1.2, '2026-09-21'],
    [1.11, west],
  ),
  lambdaPerMillionRequests: listed('AWSLambda', million, [0.2, us], [0.2, '2026-09-21'], [0.2, west]),
  /** arm64. */
  lambdaPerGbSecond: listed(
    'AWSLambda',
    'GB-second of arm64',
    [0.0000133334, us],
    [0.0000133334, central],
    [0.0000133334, west],
  ),
  readUnitsPerMillion: listed(
    'AmazonDynamoDB',
    'million read request units',
    [0.125, us],
    [0.1525, central],
    [0.141],
  ),
  writeUnitsPerMillion: listed(
    'AmazonDynamoDB',
    'million write request units',
    [0.625, us],
    [0.7625, central],
    [0.705],
  ),
  /** Of a table with a replica: in each region. */
  replicatedWriteUnitsPerMillion: listed(
    'AmazonDynamoDB',
    'million replicated write request units',
    [0.625, us],
    [0.7625],
    [0.705],
  ),
  tableStoragePerGbMonth: listed(
    'AmazonDynamoDB',
    'GB and month of a table',
    [0.25, us],
    [0.306, central],
    [0.283],
  ),
  recoveryPerGbMonth: listed(
    'AmazonDynamoDB',
    'GB and month of point-in-time recovery',
    [0.2],
    [0.2448, central],
    [0.2264],
  ),
  logsPerGb: listed('AmazonCloudWatch', 'GB of logs', [0.5], [0.63, central], [0.57, west]),
  logStoragePerGbMonth: listed(
    'AmazonCloudWatch',
    'GB and month of logs',
    [0.03],
    [0.0324, central],
    [0.03, west],
  ),
  metricPerMonth: everywhere('AmazonCloudWatch', 'custom metric and month', [0.3]),
  alarmMetricPerMonth: listed(
    'AmazonCloudWatch',
    'metric under alarm and month',
    [0.1],
    [0.1, central],
    [0.1, west],
  ),
  compositeAlarmPerMonth: everywhere('AmazonCloudWatch', 'composite alarm and month', [0.5]),
  dashboardPerMonth: everywhere('AmazonCloudWatch', 'dashboard and month', [3]),
  kmsKeyPerMonth: everywhere('awskms', 'key and month', [1]),
  /** RSA of 2,048 bits costs no more than symmetric keys. */
  kmsPerMillionRequests: everywhere('awskms', `${million} with RSA of 2,048 bits`, [3]),
  transferOutPerGb: listed('AWSDataTransfer', 'GB to the internet', [0.09, us], [0.09], [0.09]),
  queuePerMillionRequests: listed('AWSQueueService', million, [0.4], [0.4, central], [0.4, west]),
  secretPerMonth: everywhere('AWSSecretsManager', 'secret and month', [0.4]),
  webAclPerMonth: everywhere('awswaf', 'web ACL and month', [5, '2026-10-01']),
  webAclRulePerMonth: everywhere('awswaf', 'rule and month', [1, '2026-10-01']),
  webAclPerMillionRequests: everywhere('awswaf', million, [0.6, '2026-10-01']),
  /** Of visitors in the United States, and in Europe. */
  edgePerMillionRequests: listed(
    'AmazonCloudFront',
    `${million} over HTTPS, from North America and Europe`,
    [1, us],
    [1.2],
    [1.2],
  ),
  edgeTransferOutPerGb: listed('AmazonCloudFront', 'GB to the internet', [0.085, us], [0.085], [0.085]),
  /** Of an address in AWS. */
  healthCheckPerMonth: everywhere('AmazonRoute53', 'health check and month', [0.5, '2026-10-01']),
  healthCheckOptionPerMonth: everywhere('AmazonRoute53', 'option of a health check, as HTTPS, and month', [
    1,
    '2026-10-01',
  ]),
} as const satisfies Readonly<Record<string, ListedPrice>>;

/** One of {@link priceList}. */
export type PriceName = keyof typeof priceList;

/** Offers whose prices are the same in every region, or go by where the visitor is. */
const globalOffers: readonly string[] = ['AmazonCloudFront', 'AmazonRoute53', 'AWSDataTransfer'];

/**
 * Returns where the price stands in AWS's own list, which needs no credentials.
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
 */
export function sourceOf({ offer }: ListedPrice, region: PricedRegion): string {
  const list = `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${offer}/current`;
  return globalOffers.includes(offer) ? `${list}/index.json` : `${list}/${region}/index.json`;
}
