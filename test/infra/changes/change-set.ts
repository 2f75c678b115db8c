import type { Json } from '../template-differences.ts';
import type { DeployedResource, DeployedStack, DeployedTemplate, Deployment } from './deployment.ts';
import { isSame, referencesOf } from './json.ts';
import { type Replacement, replacementOf } from './replacement.ts';

/**
 * What happens to a resource. `replaced` makes the new one first and then removes the old one, or leaves it if
 * {@link Change.keepsOld}. `released` leaves the resource where it is and takes it out of the stack (`Retain`).
 */
type Action = 'created' | 'updated' | 'replaced' | 'deleted' | 'released';

/** One resource of a change set. */
export interface Change {
  /** The stack without the stage's name. */
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly action: Action;
  /** Properties that differ, or whose reference does: sorted. Empty for what is created, deleted or released. */
  readonly properties: readonly string[];
  /** `UpdatePolicy`, `DeletionPolicy` and `UpdateReplacePolicy` that differ. */
  readonly attributes: readonly string[];
  /** Whether a replaced resource stays as it is outside the stack. */
  readonly keepsOld: boolean;
}

/**
 * Returns the change sets of a deployment, stack by stack in its order: what CloudFormation would do with each resource.
 * Whether an update replaces is the registry's `createOnlyProperties`; where the schema says "maybe" it counts as a
 * replacement. Who refers to a replaced resource changes with it. Stacks that `after` no longer has are not in it: CDK
 * leaves them, see {@link leftBehind} and {@link deletionOf}.
 */
export function changeSet(before: Deployment, after: Deployment): readonly Change[] {
  return after.flatMap((stack) => {
    const earlier = before.find(({ name }) => name === stack.name);
    return stackChanges(stack.name, earlier?.template ?? { Resources: {} }, stack.template);
  });
}

/** Returns the stacks that a deployment leaves as they are, because the stage no longer has them. */
export function leftBehind(before: Deployment, after: Deployment): readonly DeployedStack[] {
  return before.filter(({ name }) => !after.some((stack) => stack.name === name));
}

/** Returns what `cdk destroy` or `delete-stack` would do with the resources of one stack. */
export function deletionOf({ name, template }: DeployedStack): readonly Change[] {
  return stackChanges(name, template, { Resources: {} });
}

/** Returns the changes as lines to compare in a test: `Data: updated TenantsTable (Replicas)`. */
export function changeLines(changes: readonly Change[]): readonly string[] {
  return changes.map(({ stack, action, id, properties, attributes, keepsOld }) => {
    const what = [...properties, ...attributes].join(', ');
    return `${stack}: ${action} ${id}${what === '' ? '' : ` (${what})`}${keepsOld ? ', keeps the old one' : ''}`;
  });
}

function stackChanges(stack: string, before: DeployedTemplate, after: DeployedTemplate): readonly Change[] {
  const replaced = replacedIn(before, after);
  const ids = new Set([...Object.keys(before.Resources), ...Object.keys(after.Resources)]);
  return [...ids].flatMap((id) => {
    const [old, made] = [before.Resources[id], after.Resources[id]];
    const change = resourceChange(old, made, replaced, id);
    return change === undefined ? [] : [{ stack, id, type: (made ?? old)?.Type ?? '', ...change }];
  });
}

type ResourceChange = Pick<Change, 'action' | 'properties' | 'attributes' | 'keepsOld'>;

function resourceChange(
  old: DeployedResource | undefined,
  made: DeployedResource | undefined,
  replaced: ReadonlySet<string>,
  id: string,
): ResourceChange | undefined {
  const alone = { properties: [], attributes: [], keepsOld: false };
  if (old === undefined) return made === undefined ? undefined : { action: 'created', ...alone };
  // RetainExceptOnCreate keeps what a successful deployment made, as Retain does.
  if (made === undefined) return { action: isKept(old.DeletionPolicy) ? 'released' : 'deleted', ...alone };
  const properties = changedProperties(old, made, replaced);
  const attributes = (['UpdatePolicy', 'DeletionPolicy', 'UpdateReplacePolicy'] as const).filter(
    (name) => !isSame(old[name], made[name]),
  );
  if (properties.length === 0 && attributes.length === 0) return undefined;
  return replaced.has(id)
    ? { action: 'replaced', properties, attributes, keepsOld: isKept(made.UpdateReplacePolicy) }
    : { action: 'updated', properties, attributes, keepsOld: false };
}

/** The resources that are replaced, for their own properties or because what they refer to is. */
function replacedIn(before: DeployedTemplate, after: DeployedTemplate): ReadonlySet<string> {
  const replaced = new Set<string>();
  for (let known = -1; known < replaced.size; ) {
    known = replaced.size;
    for (const [id, made] of Object.entries(after.Resources)) {
      const old = before.Resources[id];
      if (old !== undefined && replacementBy(old, made, replaced) !== 'no') replaced.add(id);
    }
  }
  return replaced;
}

function replacementBy(
  old: DeployedResource,
  made: DeployedResource,
  replaced: ReadonlySet<string>,
): Replacement {
  if (old.Type !== made.Type) return 'yes';
  const answers = changedProperties(old, made, replaced).map((name) =>
    replacementOf(made.Type, name, old.Properties?.[name], made.Properties?.[name]),
  );
  return answers.find((answer) => answer === 'yes') ?? answers.find((answer) => answer === 'maybe') ?? 'no';
}

function changedProperties(
  old: DeployedResource,
  made: DeployedResource,
  replaced: ReadonlySet<string>,
): readonly string[] {
  const names = new Set([...Object.keys(old.Properties ?? {}), ...Object.keys(made.Properties ?? {})]);
  return [...names]
    .filter((name) => {
      const [was, is]: (Json | undefined)[] = [old.Properties?.[name], made.Properties?.[name]];
      return !isSame(was, is) || referencesOf(is).some((id) => replaced.has(id));
    })
    .toSorted();
}

function isKept(policy: string | undefined): boolean {
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}
