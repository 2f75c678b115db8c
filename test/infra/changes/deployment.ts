import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import type { DeploymentOptions } from '../../../infra/build-stage.ts';
import type { CodeOf } from '../../../infra/bundling/bundles.ts';
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

/** How a deployment differs from others of its stage. */
export interface DeployedOptions extends DeploymentOptions {
  /** Any name: two deployments have the same code if they have the same release. Default `1.0`. */
  readonly release?: string;
}

/**
 * Returns the deployment of a stage with these settings, as `cdk.json` would have them. The functions have no bundles:
 * their code is as different as their releases are called.
 * @throws Error with a line for each fault of the settings
 */
export function deploymentOf(
  settings: object,
  { release = '1.0', ...options }: DeployedOptions = {},
): Deployment {
  const stage = readStage(stageName, { [stageName]: settings });
  const { stacks } = synthesize(stage, { codeOf: codeOf(release), options });
  const made = Object.values(stacks).filter((stack) => stack !== undefined);
  return inOrder(made).map((stack) => ({
    name: stack.stackName.replace(`Latchkey-${stageName}-`, ''),
    region: stage.region === undefined ? '' : stack.region,
    template: templateOf(stack).toJSON() as DeployedTemplate,
  }));
}

let root: string | undefined;

/** A folder of each function in each release, which go with the process. */
function codeOf(release: string): CodeOf {
  if (root === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'latchkey-release-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    root = made;
  }
  const ofRelease = join(root, release);
  return (name) => {
    const folder = join(ofRelease, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.mjs'), `${name} ${release}`);
    return folder;
  };
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
