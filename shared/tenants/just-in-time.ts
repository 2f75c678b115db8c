import * as v from 'valibot';
import { isReservedClaim } from '../claims/claim-names.ts';
import type { MappedClaims } from '../claims/map-claims.ts';
import { Problem } from '../problems/problem.ts';
import { directoryIn, isEntraIssuer } from './intake/entra-hosts.ts';

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

/**
 * Whom a sign-in creates as a user: a person with this value of a claim that the application gets, or anybody of the
 * tenant's directory. The operator decides alone: a user may cost the vendor a seat, and the customer's administrator
 * decides by the claim in the directory.
 */
export const justInTimeSchema = v.union([
  v.strictObject({
    claim: v.pipe(
      shortText,
      v.check((name) => !isReservedClaim(name)),
    ),
    value: shortText,
  }),
  v.strictObject({ anybody: v.literal(true) }),
]);

/** See {@link justInTimeSchema}. */
export type JustInTime = v.InferOutput<typeof justInTimeSchema>;

/** Who asks to become a user. */
interface Newcomer {
  /** The directory that the message says the person is of. */
  readonly directoryId: string;
  readonly claims: MappedClaims;
}

/**
 * Requires that `rule` admits a person. Values are compared exactly.
 * @param issuer Of the tenant's directory. Entra's names the directory: a guest's home directory is another one.
 * @throws Problem `user-not-entitled`, which names no value that the person has
 */
export function requireEntitled(rule: JustInTime, issuer: string, { directoryId, claims }: Newcomer): void {
  if ('anybody' in rule) {
    const directory = isEntraIssuer(issuer) ? directoryIn(issuer) : undefined;
    if (directory === undefined || directory === directoryId) return;
    throw new Problem('user-not-entitled', {
      expected: `directory ${directory}`,
      actual: 'another directory',
    });
  }
  const has = claims[rule.claim];
  if (has === rule.value || (Array.isArray(has) && has.includes(rule.value))) return;
  throw new Problem('user-not-entitled', {
    expected: `${rule.value} in ${rule.claim}`,
    actual: has === undefined ? 'no value' : 'other values',
  });
}
