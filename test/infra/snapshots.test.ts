import type { Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import { synthesize, templateOf } from './synthesize.ts';

/** What changes with every line of code: names of assets, and the versions that are made of them. */
function masked(template: unknown): string {
  return `${JSON.stringify(template, undefined, 2)}\n`
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<asset>')
    .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>');
}

describe.each(exampleStages)('the stage %s', (name) => {
  const { stacks } = synthesize(name);
  const made = Object.values(stacks).filter((stack): stack is Stack => stack !== undefined);

  it.each(made.map((stack) => [stack.stackName, stack] as const))(
    'has %s as it was looked at: -u where it is meant to change',
    async (stackName, stack) => {
      const file = new URL(`snapshots/${stackName}.json`, import.meta.url).pathname;
      await expect(masked(templateOf(stack).toJSON())).toMatchFileSnapshot(file);
    },
  );
});
