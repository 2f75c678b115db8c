import { Buffer } from 'node:buffer';
import { Problem } from '../problems/problem.ts';
import type { ClaimMapping, MappedClaim } from './claim-mapping.ts';
import { groupsAttribute, groupsLinkAttribute } from './claim-names.ts';

/** What an application gets of a person: one value, or a list for a claim of many. A claim without a value is absent. */
export type MappedClaims = Readonly<Record<string, string | readonly string[]>>;

/**
 * The most bytes of all claims of a session, as JSON in UTF-8. The claims are part of the one write of a sign-in and of
 * every read of the session, so their size is bounded: 30 roles of 60 letters fit.
 */
export const maximumMappedClaimsBytes = 2_048;

/** The values of a message's attributes, by their names. */
type AttributeValues = ReadonlyMap<string, readonly string[]>;

/**
 * Returns the claims that `mapping` makes of a message's attributes. Pure; the time is proportional to the message.
 * Values that are empty or come twice are left out. The facts of a problem name attributes and claims, and no value.
 * @throws Problem `claim-groups-overage`, `claim-missing`, `claim-many-values`, `claims-too-large`, in this order
 */
export function mapClaims(mapping: ClaimMapping, attributes: AttributeValues): MappedClaims {
  const claims: [string, string | readonly string[]][] = [];
  for (const mapped of mapping) {
    const values = valuesOf(mapped, attributes);
    refuseOverage(mapped, values, attributes);
    const [first] = values;
    if (first === undefined) {
      if (mapped.required) throw missing(mapped);
      continue;
    }
    if (!mapped.many && values.length > 1) {
      throw new Problem('claim-many-values', {
        expected: `one value for ${mapped.claim}`,
        actual: `${values.length} values`,
      });
    }
    claims.push([mapped.claim, mapped.many ? values : first]);
  }
  const made = Object.fromEntries(claims);
  refuseTooLarge(made);
  return made;
}

/** Returns the values of the first of a claim's attributes that has any. */
function valuesOf({ attributes: names }: MappedClaim, attributes: AttributeValues): readonly string[] {
  for (const name of names) {
    const values = attributes.get(name)?.filter((value) => value !== '') ?? [];
    if (values.length > 0) return [...new Set(values)];
  }
  return [];
}

/**
 * Refuses a link to groups in place of groups, whether or not they are required: an application that gets no group
 * would take the person of 200 groups for one without any.
 */
function refuseOverage(
  { claim, attributes: names }: MappedClaim,
  values: readonly string[],
  attributes: AttributeValues,
): void {
  if (values.length > 0 || !attributes.has(groupsLinkAttribute) || !names.includes(groupsAttribute)) return;
  throw new Problem('claim-groups-overage', {
    expected: `${groupsAttribute} for ${claim}`,
    actual: groupsLinkAttribute,
  });
}

function missing({ claim, attributes: names }: MappedClaim): Problem {
  return new Problem('claim-missing', {
    expected: `a value of ${names.join(' or ')} for ${claim}`,
    actual: 'none',
  });
}

function refuseTooLarge(claims: MappedClaims): void {
  const bytes = bytesOf(claims);
  if (bytes <= maximumMappedClaimsBytes) return;
  const sizes = Object.entries(claims).map(([name, value]) => ({ name, bytes: bytesOf(value), value }));
  const [largest] = sizes.sort((one, other) => other.bytes - one.bytes);
  const count = Array.isArray(largest?.value) ? ` in ${largest.value.length} values` : '';
  throw new Problem('claims-too-large', {
    expected: `at most ${maximumMappedClaimsBytes} bytes`,
    actual: `${bytes} bytes; ${largest?.name} has ${largest?.bytes}${count}`,
  });
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
