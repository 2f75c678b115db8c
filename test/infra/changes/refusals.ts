import type { Json } from '../template-differences.ts';
import { type Change, changeSet } from './change-set.ts';
import type { DeployedStack, Deployment } from './deployment.ts';
import { isRecord } from './json.ts';
import { isGlobal, sharedName } from './physical-names.ts';

/**
 * Returns why CloudFormation would refuse a deployment, one line each; empty if nothing is known against it:
 *
 * - a resource would have to be replaced and keeps a name that the old one still has;
 * - a resource would get a name that another resource still has at that moment, in its own stack or in another;
 * - a resource would change its type;
 * - an export would go that a stack which is deployed later still imports.
 *
 * Stacks are deployed one after the other in the order of `after`. Stacks that only `before` has stay as they are, unless
 * `removedFirst` names them: those the operator has deleted beforehand.
 */
export function refusals(
  before: Deployment,
  after: Deployment,
  removedFirst: readonly string[] = [],
): readonly string[] {
  const standing = before.filter(({ name }) => !removedFirst.includes(name));
  const changes = changeSet(standing, after);
  return after.flatMap((stack) => {
    const place = after.indexOf(stack);
    const deployed = after.slice(0, place);
    // Until this stack is deployed the later ones, and those that the stage no longer has, are as they were.
    const others = [...deployed, ...standing.filter(({ name }) => !isAmong(deployed, name))];
    const own = changes.filter((change) => change.stack === stack.name);
    return [
      ...own.flatMap((change) => takenNames(change, stack, standing, others)),
      ...typeChanges(own, stack, standing),
      ...exportsInUse(stack, others),
    ].map((reason) => `${stack.name}: ${reason}`);
  });
}

/** What a resource would be called that is made or renamed, and who has that name. */
function takenNames(
  change: Change,
  stack: DeployedStack,
  standing: Deployment,
  others: Deployment,
): readonly string[] {
  const made = stack.template.Resources[change.id];
  if (made === undefined) return [];
  const inPlace = standing.find(({ name }) => name === stack.name);
  // Old resources of the same stack go after the new ones are made; what is updated does not stand in its own way.
  const holders = [...others.filter(({ name }) => name !== stack.name), ...(inPlace ? [inPlace] : [])];
  return holders.flatMap((holder) =>
    Object.entries(holder.template.Resources).flatMap(([id, resource]) => {
      const isElsewhere = !isGlobal(resource.Type) && holder.region !== stack.region;
      const isItself = change.action === 'updated' && holder === inPlace && id === change.id;
      if (resource.Type !== made.Type || isElsewhere || isItself) return [];
      const shared = sharedName(made, resource);
      return shared === undefined
        ? []
        : [`${change.id} cannot be ${change.action}: ${holder.name}/${id} has ${shared}`];
    }),
  );
}

function typeChanges(own: readonly Change[], stack: DeployedStack, standing: Deployment): readonly string[] {
  const old = standing.find(({ name }) => name === stack.name)?.template.Resources ?? {};
  return own.flatMap(({ id, type }) => {
    const was = old[id]?.Type ?? type;
    return was === type ? [] : [`${id} cannot become ${type}: it is ${was}`];
  });
}

/** Exports of the standing stack that are not in the new template, and that another stack imports at that moment. */
function exportsInUse(stack: DeployedStack, others: Deployment): readonly string[] {
  const old = others.find(({ name }) => name === stack.name);
  if (old === undefined) return [];
  const kept = exportsOf(stack);
  return exportsOf(old)
    .filter(([name, value]) => !kept.some(([same, is]) => same === name && is === value))
    .flatMap(([name]) =>
      others
        .filter((other) => other.name !== stack.name && importsOf(propertiesIn(other)).includes(name))
        .map((other) => `the export ${name} cannot change or go: ${other.name} imports it`),
    );
}

function exportsOf({ template }: DeployedStack): readonly (readonly [name: string, value: string])[] {
  return Object.values(template.Outputs ?? {}).flatMap((output) =>
    output.Export === undefined ? [] : [[text(output.Export.Name), JSON.stringify(output)] as const],
  );
}

function propertiesIn({ template }: DeployedStack): Json {
  return Object.values(template.Resources).map(({ Properties = {} }) => Properties);
}

function importsOf(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(importsOf);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'Fn::ImportValue' ? [text(inner)] : importsOf(inner),
  );
}

function isAmong(stacks: Deployment, name: string): boolean {
  return stacks.some((stack) => stack.name === name);
}

function text(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
