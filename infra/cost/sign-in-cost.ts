import { assumptions } from './assumptions.ts';
import type { Measured, MeasuredCall, Measurement } from './measured.ts';
import type { Prices } from './prices.ts';

/** One line of a bill. */
export interface CostItem {
  readonly name: string;
  readonly usd: number;
  /** How much of what. */
  readonly quantity: string;
}

const bytesOfGb = 1e9;
const million = 1e6;

/** How long a call is billed on average, in milliseconds. */
function billedMilliseconds(call: Measurement): number {
  const { coldStartShare, memoryMbOfOneProcessor, runtimeStartMilliseconds, waitMilliseconds } = assumptions;
  const stretch = Math.max(1, memoryMbOfOneProcessor / call.memoryMb);
  const waiting = call.storeCalls * waitMilliseconds;
  const warm = Math.ceil(call.warmProcessorMilliseconds * stretch + waiting);
  const cold = Math.ceil(call.coldProcessorMilliseconds * stretch + waiting + runtimeStartMilliseconds);
  return (1 - coldStartShare) * warm + coldStartShare * cold;
}

/** Whether requests come through CloudFront and its firewall. */
export interface Behind {
  readonly edge: boolean;
}

/** What a million of one call of the API costs, item by item. What goes out by CloudFront leaves the API for nothing. */
export function costOfMillion(
  call: Measurement,
  prices: Prices,
  { edge }: Behind = { edge: false },
): readonly CostItem[] {
  const accessBytes = call.accessLogBytes + assumptions.bytesAddedToLogLine;
  const outPerGb = edge ? prices.edgeTransferOutPerGb : prices.transferOutPerGb;
  const ofEdge = [
    item('CloudFront', prices.edgePerMillionRequests, '1 request'),
    item('Firewall', prices.webAclPerMillionRequests, '1 request'),
  ];
  return [
    item('HTTP API', prices.httpApiPerMillionRequests, '1 request'),
    ...(edge ? ofEdge : []),
    ...costOfMillionRuns(call, prices),
    item('Access log', logUsd(accessBytes, prices), `${accessBytes} bytes`),
    item('Data out', gb(call.responseBytes) * outPerGb, `${call.responseBytes} bytes`),
  ];
}

/** The same of a function alone, whatever calls it. */
export function costOfMillionRuns(call: Measurement, prices: Prices): readonly CostItem[] {
  const gbSeconds = (billedMilliseconds(call) / 1_000) * (call.memoryMb / 1_024);
  const logBytes = call.logBytes + call.logEvents * assumptions.bytesAddedToLogLine;
  return [
    item('Lambda requests', prices.lambdaPerMillionRequests, '1 request'),
    item(
      'Lambda duration',
      gbSeconds * million * prices.lambdaPerGbSecond,
      `${billedMilliseconds(call).toFixed(0)} ms at ${call.memoryMb} MB`,
    ),
    item('DynamoDB writes', call.writeUnits * prices.writeUnitsPerMillion, counted(call.writeUnits)),
    item('DynamoDB reads', call.readUnits * prices.readUnitsPerMillion, counted(call.readUnits)),
    item('Function log', logUsd(logBytes, prices), `${logBytes} bytes`),
  ];
}

/** What so many bytes are after a million times. */
function gb(bytes: number): number {
  return (bytes * million) / bytesOfGb;
}

/** A million lines of so many bytes, kept for as long as is assumed. */
function logUsd(bytes: number, { logsPerGb, logStoragePerGbMonth }: Prices): number {
  return gb(bytes) * (logsPerGb + (logStoragePerGbMonth * assumptions.logRetentionDays) / 30);
}

function counted(units: number): string {
  return `${units} ${units === 1 ? 'unit' : 'units'}`;
}

function item(name: string, usd: number, quantity: string): CostItem {
  return { name, usd, quantity };
}

/** What a million uses of one of the stage's KMS keys cost: an assertion decrypted, or a request signed. */
export function costOfMillionKeyUses({ kmsPerMillionRequests }: Prices): number {
  return kmsPerMillionRequests;
}

/** Which calls a sign-in is made of, and how many of each. */
const callsOfSignIn = (): readonly (readonly [MeasuredCall, number])[] => [
  ['sign-on', 1],
  ['assertion-consumer', 1],
  ['session', assumptions.sessionRequestsPerSignIn],
];

/** What a million sign-ins cost: one line an item and a call, the largest first. */
export function costOfMillionSignIns(
  { calls }: Pick<Measured, 'calls'>,
  prices: Prices,
  behind?: Behind,
): readonly CostItem[] {
  return callsOfSignIn()
    .flatMap(([name, times]) =>
      costOfMillion(calls[name], prices, behind).map((each) => ({
        name: `${each.name}, ${name}`,
        usd: each.usd * times,
        quantity: times === 1 ? each.quantity : `${times} × ${each.quantity}`,
      })),
    )
    .sort((one, other) => other.usd - one.usd);
}

/**
 * What a million sign-ins by OpenID Connect cost: `authorize` at the issuer's host, which only redirects, and at the
 * tenant's; the directory's response, which also stores the code; its redemption, with one signature by KMS.
 */
export function costOfMillionOpenIdSignIns(
  { calls }: Pick<Measured, 'calls'>,
  prices: Prices,
  behind?: Behind,
): number {
  const { authorize, token, 'code-of-sign-in': posted } = calls;
  const redirected = { ...authorize, readUnits: 0, writeUnits: 0, storeCalls: 0 };
  const requests = [redirected, authorize, posted, token];
  const ofRequests = requests.map((call) => sumOf(costOfMillion(call, prices, behind)));
  return ofRequests.reduce((sum, usd) => sum + usd, 0) + costOfMillionKeyUses(prices);
}

/** The sum of a bill. */
export function sumOf(items: readonly CostItem[]): number {
  return items.reduce((sum, { usd }) => sum + usd, 0);
}
