import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { FunctionName } from '../../functions/routes.ts';
import { buildStage } from '../build-stage.ts';
import { unbundled } from '../bundling/bundles.ts';
import { pascalCase } from '../constructs/names.ts';
import { exampleStage } from './example-stages.ts';

/** One thing that a function may touch, and what it may do to it. */
export interface RoleGrant {
  readonly name: FunctionName;
  /** `Tenants`, `Flows, index by-session-index`, `keys for decryption`. */
  readonly to: string;
  readonly actions: readonly string[];
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;

/** What a resource that only its name in the template tells is called here. */
const kinds: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'queue',
  'AWS::Events::EventBus': 'event bus',
  'AWS::SNS::Topic': 'topic',
  'AWS::KMS::Key': 'key',
  'AWS::Lambda::Version': 'version',
  'AWS::CodeDeploy::DeploymentGroup': 'deployments of',
};

/**
 * Everything that the roles of the functions allow, read from the template of a stage that has everything switched on,
 * so that nothing is left out which some construct adds on its own. Writing to a function's own log is not among it.
 * @throws Error where a role allows something that this cannot name
 */
export function grantsOfRoles(): readonly RoleGrant[] {
  const { service } = buildStage(new App(), exampleStage('full'), unbundled);
  const resources = Template.fromStack(service).toJSON()['Resources'] as Resources;
  return [...service.functions.keys()].flatMap((name) => grantsOf(name, resources));
}

function grantsOf(name: FunctionName, resources: Resources): RoleGrant[] {
  const policies = Object.entries(resources).filter(
    ([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(`${pascalCase(name)}RoleDefaultPolicy`),
  );
  const found = new Map<string, string[]>();
  for (const [, { Properties }] of policies) {
    const { PolicyDocument } = Properties as { PolicyDocument: { Statement: readonly Statement[] } };
    for (const { Effect, Action, Resource } of PolicyDocument.Statement) {
      if (Effect !== 'Allow') throw new Error(`A statement of ${name} that is not understood`);
      for (const resource of [Resource].flat()) {
        const to = thingOf(resource, name, resources);
        const actions = [Action].flat().map((action) => action.replace(/^[a-z]+:/, ''));
        if (to !== undefined) found.set(to, [...(found.get(to) ?? []), ...actions]);
      }
    }
  }
  return [...found].map(([to, actions]) => ({ name, to, actions: [...new Set(actions)] }));
}

function thingOf(resource: unknown, name: FunctionName, resources: Resources): string | undefined {
  // Only actions without resources have it: the least-privilege test knows each of them.
  if (resource === '*') return 'the account';
  const text = JSON.stringify(resource);
  const [, table, index] = /table\/latchkey-[a-z]+-(tenants|flows)(?:\/index\/([a-z-]+))?"/.exec(text) ?? [];
  if (table !== undefined) return `${pascalCase(table)}${index === undefined ? '' : `, index ${index}`}`;
  const [, streamed] = /FnGetAtt(Flows|Tenants)TableStreamArn/.exec(text) ?? [];
  if (streamed !== undefined) return `${streamed}, stream`;
  const [, use] = /:ExportsOutputFnGetAtt([A-Za-z]+)\d[0-9A-F]{8}Arn/.exec(text) ?? [];
  if (use !== undefined) return `keys of ${use.replace(/(?!^)(?=[A-Z])/g, ' ').toLowerCase()}`;
  const [, attribute, own] = /^\{"(?:Fn::GetAtt":\["(\w+)","\w+"\]|Ref":"(\w+)")\}$/.exec(text) ?? [];
  const [, group] = /:deploymentgroup:.*"Ref":"(\w+)"\}\]\]\}$/.exec(text) ?? [];
  const id = attribute ?? own ?? group ?? '';
  const type = resources[id]?.Type ?? '';
  if (type === 'AWS::Logs::LogGroup' && id.startsWith(`${pascalCase(name)}Log`)) return undefined;
  const kind = kinds[type];
  if (kind === undefined) throw new Error(`${name} may do something to what has no name here: ${text}`);
  return `${kind} ${id.replace(/[0-9A-F]{8}(?:[0-9a-f]{32})?$/, '')}`;
}

/** A table of them, a row for each function and thing. */
export function rolesTable(): string {
  const rows = grantsOfRoles().map(({ name, to, actions }) => `| ${name} | ${to} | ${actions.join(', ')} |`);
  return `| function | to | may |\n|---|---|---|\n${rows.join('\n')}\n`;
}
