import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildStage } from '../build-stage.ts';
import { unbundled } from '../bundling/bundles.ts';
import { type ExampleStage, exampleStage } from '../documents/example-stages.ts';
import type { PricedResource } from './idle-cost.ts';

/** Every resource of an example stage, as its templates have them. */
export function resourcesOfStage(name: ExampleStage): readonly PricedResource[] {
  const stacks = buildStage(new App(), exampleStage(name), unbundled);
  return Object.values(stacks).flatMap((stack) =>
    stack === undefined
      ? []
      : (Object.values(Template.fromStack(stack).toJSON()['Resources'] ?? {}) as PricedResource[]),
  );
}
