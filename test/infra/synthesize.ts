import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { buildStage, type DeploymentOptions, type StageStacks } from '../../infra/build-stage.ts';
import { type CodeOf, unbundled } from '../../infra/bundling/bundles.ts';
import { type ExampleStage, exampleStage } from '../../infra/documents/example-stages.ts';
import type { Stage } from '../../infra/stage.ts';
import { defined } from '../../shared/objects/defined.ts';

/** Properties of a resource as CloudFormation takes them. */
export type Properties = Readonly<Record<string, unknown>>;

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: readonly string[];
  readonly UpdatePolicy?: Properties;
}

const { stages: _, ...context } = cdkJson.context;

/** The feature flags of cdk.json. */
export const flags: Readonly<Record<string, unknown>> = context;

/** An app and the stacks of its one stage. */
export interface Synthesized {
  readonly app: App;
  readonly stacks: StageStacks;
}

/** The files of the project share one process: each example is made once. */
const examples = new Map<ExampleStage, Synthesized>();

/**
 * The stacks of a stage, under the flags of cdk.json. Bundling takes a second; without it the templates are the same
 * but for the names of the assets.
 */
export function synthesize(
  of: ExampleStage | Stage,
  {
    codeOf,
    outdir,
    options,
  }: { codeOf?: CodeOf; outdir?: string; options?: DeploymentOptions | undefined } = {},
): Synthesized {
  const shared =
    typeof of === 'string' && codeOf === undefined && outdir === undefined && options === undefined;
  const known = shared ? examples.get(of) : undefined;
  if (known !== undefined) return known;
  const app = new App({ context: flags, ...defined({ outdir }) });
  const stage = typeof of === 'string' ? exampleStage(of) : of;
  const made = { app, stacks: buildStage(app, stage, codeOf ?? unbundled, options) };
  if (shared) examples.set(of, made);
  return made;
}

/** The template of a stack that the stage has. */
export function templateOf(stack: Stack | undefined): Template {
  if (stack === undefined) throw new Error('The stage has no such stack');
  return Template.fromStack(stack);
}

/** The resources of one type, by logical ID. */
export function resourcesOf(template: Template, type: string): Readonly<Record<string, Resource>> {
  return template.findResources(type) as Record<string, Resource>;
}

/** The properties of every resource of one type. */
export function propertiesOf(template: Template, type: string): Properties[] {
  return Object.values(resourcesOf(template, type)).map(({ Properties = {} }) => Properties);
}
