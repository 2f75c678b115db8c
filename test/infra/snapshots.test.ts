import type { Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { type ExampleStage, exampleStages } from '../../infra/documents/example-stages.ts';
import { synthesize, templateOf } from './synthesize.ts';
import { differences, type Json } from './template-differences.ts';

/** The stage whose templates are kept as a whole; of the others, only what differs from it is kept. */
const whole: ExampleStage = 'full';
const others = exampleStages.filter((stage) => stage !== whole);

const fileOf = (name: string) => new URL(`snapshots/${name}`, import.meta.url).pathname;

function stacksOf(stage: ExampleStage): readonly (readonly [name: string, stack: Stack])[] {
  return Object.values(synthesize(stage).stacks).flatMap((stack) =>
    stack === undefined ? [] : [[stack.stackName, stack] as const],
  );
}

/** The template without what changes with every line of code: names of assets, and versions made of them. */
function textOf(stack: Stack): string {
  return `${JSON.stringify(templateOf(stack).toJSON(), undefined, 2)}\n`
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<asset>')
    .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>');
}

/** The template with the same text for the name of its stage, whatever the stage; CDK hashes the name into some IDs. */
function comparable(stack: Stack, stage: ExampleStage): Json {
  const text = textOf(stack);
  const masked = text
    .replaceAll(new RegExp(`(Latchkey[- ]?|latchkey-)${stage}`, 'g'), '$1<stage>')
    .replaceAll(`"Value": "${stage}"`, '"Value": "<stage>"')
    .replaceAll(/\w+<stage>[\w<>]+/g, (id) =>
      id.replaceAll(/[0-9A-F]{8}(?:[0-9A-F]{8})?(?=$|Latchkey<)/g, '<hash>'),
    );
  const template = JSON.parse(masked);
  const resources = (json: { Resources: object }) => Object.keys(json.Resources).length;
  if (resources(template) !== resources(JSON.parse(text))) throw new Error('Two resources got one masked ID');
  return template;
}

/** The stack of the whole stage that does the same work: a second region is compared with the first. */
function counterpartOf(name: string): Stack {
  const kind = /^Latchkey-\w+-(\w+)/.exec(name)?.[1];
  const found = stacksOf(whole).find(([each]) => each === `Latchkey-${whole}-${kind}`);
  if (found === undefined) throw new Error(`The stage ${whole} has no ${kind} stack`);
  return found[1];
}

describe(`the stage ${whole}`, () => {
  it.each(stacksOf(whole))('has %s as it was reviewed: -u accepts a change', async (name, stack) => {
    await expect(textOf(stack)).toMatchFileSnapshot(fileOf(`${name}.json`));
  });
});

describe.each(others)('the stage %s', (stage) => {
  it.each(stacksOf(stage))('has %s as it was reviewed: -u accepts a change', async (name, stack) => {
    const lines = differences(comparable(counterpartOf(name), whole), comparable(stack, stage));
    expect(lines).not.toEqual([]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(fileOf(`${name}.diff`));
  });
});
