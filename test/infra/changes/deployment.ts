import type { Stack } from 'aws-cdk-lib';
import type { DeploymentOptions } from '../../../infra/build-stage.ts';
import { unbundled } from '../../../infra/bundling/bundles.ts';
import { readStage } from '../../../infra/stages.ts';
import { synthesize, templateOf } from '../synthesize.ts';
import type { Json } from '../template-differences.ts';

/** A resource as a template has it. */
export interface DeployedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, Json>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: Json;
}

/** A template as CloudFormation gets it. */
export interface DeployedTemplate {
  readonly Resources: Readonly<Record<string, DeployedResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Export?: { readonly Name: Json } }>>;
}

/** One stack of a deployment. */
export interface DeployedStack {
  /** Without the stage: `Data`, `Service`, `Service-eu-west-1`. */
  readonly name: string;
  /** Empty where the stage does not say it. */
  readonly region: string;
  readonly template: DeployedTemplate;
}

/** What `npm run deploy` hands to CloudFormation: the stacks in the order in which CDK deploys them. */
export type Deployment = readonly DeployedStack[];

const stageName = 'change';

/**
 * Returns the deployment of a stage with these settings, as `cdk.json` would have them. The functions have no bundles:
 * two deployments differ in their code only where a test says so.
 * @throws Error with a line for each fault of the settings
 */
export function deploymentOf(settings: object, options?: DeploymentOptions): Deployment {
  const stage = readStage(stageName, { [stageName]: settings });
  const { stacks } = synthesize(stage, { codeOf: unbundled, options });
  const made = Object.values(stacks).filter((stack) => stack !== undefined);
  return inOrder(made).map((stack) => ({
    name: stack.stackName.replace(`Latchkey-${stageName}-`, ''),
    region: stage.region === undefined ? '' : stack.region,
    template: templateOf(stack).toJSON() as DeployedTemplate,
  }));
}

/** Each stack behind those that it depends on, as CDK's `--concurrency 1` deploys them. */
function inOrder(stacks: readonly Stack[]): readonly Stack[] {
  const ordered = new Set<Stack>();
  const add = (stack: Stack): void => {
    if (ordered.has(stack)) return;
    for (const dependency of stack.dependencies) add(dependency);
    ordered.add(stack);
  };
  for (const stack of stacks) add(stack);
  return [...ordered];
}
