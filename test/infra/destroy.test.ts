import type { Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { exampleStages } from '../../infra/documents/example-stages.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { documentAt } from '../docs/document.ts';
import { type Resource, synthesize, templateOf } from './synthesize.ts';

/** The stacks that `npm run destroy` names, as the patterns that it names them by. */
const patterns = [...packageJson.scripts.destroy.matchAll(/'(\*-[^']+)'/g)].map(
  ([, pattern = '']) => pattern,
);
const isDestroyed = (name: string) =>
  patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name));

const resourcesIn = (stack: Stack) =>
  Object.values(templateOf(stack).toJSON()['Resources'] as Record<string, Resource>);
const typesOf = (resources: readonly Resource[]) => new Set(resources.map(({ Type }) => Type));
/** A deployment that rolls back takes with it what it has made itself under the second of the two policies. */
const isKept = ({ DeletionPolicy = 'Delete' }: Resource) =>
  ['Retain', 'RetainExceptOnCreate'].includes(DeletionPolicy);

describe.each(exampleStages)('npm run destroy, of the stage %s,', (name) => {
  const stacks = Object.values(synthesize(name).stacks).filter(
    (stack): stack is Stack => stack !== undefined,
  );

  it('leaves the stacks that hold customers’ trust, and no other', () => {
    const left = stacks.map(({ stackName }) => stackName).filter((stackName) => !isDestroyed(stackName));

    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((stackName) => !/-(?:Data|Keys)(?:-[a-z0-9-]+)?$/.test(stackName))).toEqual([]);
    for (const stack of stacks)
      expect(stack.terminationProtection ?? false).toBe(left.includes(stack.stackName));
  });

  it('keeps whatever stands in them, should they go as well', () => {
    const left = stacks.filter(({ stackName }) => !isDestroyed(stackName)).flatMap(resourcesIn);

    expect(left.filter((resource) => !isKept(resource))).toEqual([]);
  });

  it('keeps nothing of the others but the logs of functions, and versions, which go with their function', () => {
    const gone = stacks.filter(({ stackName }) => isDestroyed(stackName)).flatMap(resourcesIn);

    expect(typesOf(gone.filter(isKept))).toEqual(new Set(['AWS::Logs::LogGroup', 'AWS::Lambda::Version']));
    // CloudFormation names them, so that the next deployment does not collide with them.
    for (const { Type, Properties } of gone.filter(isKept)) {
      if (Type === 'AWS::Logs::LogGroup') expect(Properties).not.toHaveProperty('LogGroupName');
    }
  });
});

it('docs/operating.md says what stays', () => {
  const [, down = ''] = documentAt('docs/operating.md').split('## Take a stage down');

  for (const what of ['-Data', 'both tables', '-Keys', 'log groups']) expect(down).toContain(what);
});
