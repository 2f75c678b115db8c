import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { buildStage } from '../build-stage.ts';
import { unbundled } from '../bundling/bundles.ts';
import { type ExampleStage, exampleStage } from '../documents/example-stages.ts';
import { assumptionsText } from './assumptions.ts';
import type { PricedResource } from './idle-cost.ts';
import { idleCost } from './idle-cost.ts';
import type { Measured } from './measured.ts';
import { type PricedRegion, priceSources, prices, pricesOf } from './prices.ts';
import { type CostItem, costOfMillion, costOfMillionSignIns, sumOf } from './sign-in-cost.ts';

const regions = keysOf(prices);
const first = regions[0] as PricedRegion;
const usd = (amount: number) => amount.toFixed(2);

/** How many of the largest items are named. */
const named = 3;

/** Everything about the cost, as Markdown: for a terminal, and for docs/cost.md. */
export function costText(measured: Measured): string {
  return `${[
    'Per million sign-ins, in USD:',
    '',
    byRegion('item', 'takes', (region) => costOfMillionSignIns(measured, prices[region])),
    '',
    `The ${named} largest: ${largest(measured).join('; ')}.`,
    '',
    'Per million of each request:',
    '',
    callsTable(measured),
    '',
    'A month without sign-ins, for a stage with nothing switched on:',
    '',
    byRegion('item', 'is', (region) => idleCost(resourcesOfStage('plain'), measured, prices[region])),
    '',
    'The same with encrypted assertions, signed requests and an edge:',
    '',
    byRegion('item', 'is', (region) => idleCost(resourcesOfStage('full'), measured, prices[region])),
    '',
    `Measured on ${measured.on}: ${measured.machine}. Assumed:`,
    '',
    ...assumptionsText().map((each) => `- ${each}`),
    '',
    `Prices of ${pricesOf}. Check the current ones before you rely on them: ${sources()}.`,
  ].join('\n')}\n`;
}

/** The largest items of a million sign-ins in the first region. */
export function largest(measured: Measured): readonly string[] {
  return costOfMillionSignIns(measured, prices[first])
    .slice(0, named)
    .map(({ name, usd: amount }) => `${name} ${usd(amount)}`);
}

function sources(): string {
  return priceSources.map((url) => `[${new URL(url).pathname.split('/')[1]}](${url})`).join(', ');
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
