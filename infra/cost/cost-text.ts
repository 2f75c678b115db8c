import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { buildStage } from '../build-stage.ts';
import { unbundled } from '../bundling/bundles.ts';
import { type ExampleStage, exampleStage } from '../documents/example-stages.ts';
import { assumptionsText } from './assumptions.ts';
import type { PricedResource } from './counted-resources.ts';
import { idleCost } from './idle-cost.ts';
import type { Measured } from './measured.ts';
import { type PricedRegion, pricedRegions } from './price-list.ts';
import { pricesTable } from './price-text.ts';
import { prices } from './prices.ts';
import {
  type Behind,
  type CostItem,
  costOfMillion,
  costOfMillionKeyUses,
  costOfMillionOpenIdSignIns,
  costOfMillionSignIns,
  sumOf,
} from './sign-in-cost.ts';

const regions = pricedRegions;
const [first] = regions;
const usd = (amount: number) => amount.toFixed(2);

/** How many of the largest items are named. */
const named = 3;

/** Everything about the cost, as Markdown: for a terminal, and for docs/cost.md. */
export function costText(measured: Measured): string {
  const idle = (stage: ExampleStage) =>
    byRegion('item', 'is', (region) => idleCost(resourcesOfStage(stage), measured, prices[region]));
  const million = (behind?: Behind) =>
    byRegion('item', 'takes', (region) => costOfMillionSignIns(measured, prices[region], behind));
  return `${[
    'Per million sign-ins, in USD:',
    '',
    million(),
    '',
    `The ${named} largest: ${largest(measured).join('; ')}.`,
    '',
    `A million sign-ins by OpenID Connect, with the redemption of the code and without \`GET /session\`: ${openIdText(measured)}.`,
    '',
    'What options add per million sign-ins:',
    '',
    optionsTable(measured),
    '',
    'Per million of each request:',
    '',
    callsTable(measured),
    '',
    'A month without sign-ins, for a stage with nothing switched on:',
    '',
    idle('plain'),
    '',
    'The same with encrypted assertions, signed requests and an edge:',
    '',
    idle('full'),
    '',
    'The same in two regions. Flows stay in their region, so a sign-in costs no more than in one:',
    '',
    idle('tworegions'),
    '',
    `Measured on ${measured.on}: ${measured.machine}. Assumed:`,
    '',
    ...assumptionsText().map((each) => `- ${each}`),
    '',
    '## Prices',
    '',
    pricesTable(),
  ].join('\n')}\n`;
}

/** What a million sign-ins by OpenID Connect cost in each region. */
function openIdText(measured: Measured): string {
  return regions
    .map((region) => `${usd(costOfMillionOpenIdSignIns(measured, prices[region]))} (${region})`)
    .join(', ');
}

function optionsTable(measured: Measured): string {
  const plain = (region: PricedRegion) => sumOf(costOfMillionSignIns(measured, prices[region]));
  const edge = (region: PricedRegion) =>
    sumOf(costOfMillionSignIns(measured, prices[region], { edge: true })) - plain(region);
  const keyUse = (region: PricedRegion) => costOfMillionKeyUses(prices[region]);
  const row = (option: string, because: string, of: (region: PricedRegion) => number) => [
    option,
    because,
    ...regions.map((region) => usd(of(region))),
  ];
  return table([
    ['option', 'because of', ...regions],
    row('`edge`', 'CloudFront and firewall for each of three requests, less for data out', edge),
    row('`decryption`', 'one use of the KMS key', keyUse),
    row('`requestSigning`', 'one use of the KMS key', keyUse),
    row('`secondRegion`', 'nothing: flows are not replicated', () => 0),
  ]);
}

/** The largest items of a million sign-ins in the first region. */
export function largest(measured: Measured): readonly string[] {
  return costOfMillionSignIns(measured, prices[first])
    .slice(0, named)
    .map(({ name, usd: amount }) => `${name} ${usd(amount)}`);
}

function byRegion(head: string, of: string, itemsIn: (region: PricedRegion) => readonly CostItem[]): string {
  const columns = regions.map(itemsIn);
  const [rows = []] = columns;
  const amountOf = (name: string) =>
    columns.map((items) => usd(items.find((each) => each.name === name)?.usd ?? 0));
  return table([
    [head, of, ...regions],
    ...rows
      .filter((row) => row.usd >= 0.005)
      .map(({ name, quantity }) => [name, quantity, ...amountOf(name)]),
    ['**all**', '', ...columns.map((items) => `**${usd(sumOf(items))}**`)],
  ]);
}

function callsTable({ calls }: Measured): string {
  return table([
    ['request', 'reads', 'writes', 'log bytes', ...regions],
    ...keysOf(calls).map((name) => {
      const call = calls[name];
      return [
        name,
        String(call.readUnits),
        String(call.writeUnits),
        String(call.logBytes + call.accessLogBytes),
        ...regions.map((region) => usd(sumOf(costOfMillion(call, prices[region])))),
      ];
    }),
  ]);
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Every resource of an example stage, as its templates have them. */
export function resourcesOfStage(name: ExampleStage): readonly PricedResource[] {
  const stacks = buildStage(new App(), exampleStage(name), unbundled);
  return Object.values(stacks).flatMap((stack) =>
    stack === undefined
      ? []
      : (Object.values(Template.fromStack(stack).toJSON()['Resources'] ?? {}) as PricedResource[]),
  );
}
