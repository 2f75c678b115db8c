import { parseTenantId } from '../../shared/ids/tenant-id.ts';

/** What would have to hold for two templates to be the same path: the values of the one tenant, and of the other. */
interface Conditions {
  readonly one: Set<string>;
  readonly other: Set<string>;
  /** Whether both tenants would have to be the same. */
  isOneTenant: boolean;
}

/**
 * Returns whether two path templates could be the same path, each for some tenant. All places of a template name one
 * tenant, so `/sp/{tenant}/sp` and `/{tenant}/a/sp` could, and `/{tenant}/sp/{tenant}` and `/{tenant}/{tenant}/a` could
 * not. Conservative where two parts vary at different places: it then compares their fixed ends alone.
 */
export function pathsOverlap(one: string, other: string): boolean {
  const [ones, others] = [one.split('/'), other.split('/')];
  if (ones.length !== others.length) return false;
  const conditions: Conditions = { one: new Set(), other: new Set(), isOneTenant: false };
  if (!ones.every((part, index) => partsOverlap(part, others[index] ?? '', conditions))) return false;
  const { one: first, other: second, isOneTenant } = conditions;
  return isOneTenant ? new Set([...first, ...second]).size <= 1 : first.size <= 1 && second.size <= 1;
}

function partsOverlap(one: string, other: string, conditions: Conditions): boolean {
  const [before = '', after] = one.split('{tenant}');
  const [otherBefore = '', otherAfter] = other.split('{tenant}');
  if (after === undefined && otherAfter === undefined) return one === other;
  if (after === undefined) return isNamed(one, otherBefore, otherAfter ?? '', conditions.other);
  if (otherAfter === undefined) return isNamed(other, before, after, conditions.one);
  if (before === otherBefore && after === otherAfter) conditions.isOneTenant = true;
  const startsAlike = before.startsWith(otherBefore) || otherBefore.startsWith(before);
  return startsAlike && (after.endsWith(otherAfter) || otherAfter.endsWith(after));
}

/** Returns whether a tenant could be called what a fixed part would have in its place, and notes that name. */
function isNamed(part: string, before: string, after: string, names: Set<string>): boolean {
  const name = part.slice(before.length, part.length - after.length);
  names.add(name);
  return part === `${before}${name}${after}` && parseTenantId(name) !== undefined;
}
