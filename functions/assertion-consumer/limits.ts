import * as v from 'valibot';
import type { AppProfile } from '../../shared/apps/profile.ts';
import { sessionLength } from '../../shared/tenants/tenant.ts';
import { maximumSessionVariable, unsolicitedVariable } from './constants.ts';

/** What a deployment allows less of than app and tenant do. */
export interface SignInLimits {
  /** No session is longer, whatever its tenant says. */
  readonly maximumSessionSeconds: number;
  /**
   * False in a second region: the guard against a second use of an unsolicited response is an item of the region
   * that took it, and the other region cannot see it.
   */
  readonly takesUnsolicited: boolean;
}

/**
 * Whether an unsolicited response may sign people in to `app`. Where it may not, it starts a sign-in by request.
 * @param limits Default: what the app allows.
 */
export function acceptsUnsolicited({ idpInitiated }: AppProfile, limits?: SignInLimits): boolean {
  return idpInitiated && limits?.takesUnsolicited !== false;
}

const seconds = `${maximumSessionVariable} must be ${sessionLength.minimumSeconds} to ${sessionLength.maximumSeconds}`;

const schema = v.object({
  [maximumSessionVariable]: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,9}$/, seconds),
      v.transform(Number),
      v.minValue(sessionLength.minimumSeconds, seconds),
      v.maxValue(sessionLength.maximumSeconds, seconds),
    ),
    String(sessionLength.maximumSeconds),
  ),
  [unsolicitedVariable]: v.optional(
    v.picklist(['accept', 'restart'], `${unsolicitedVariable} must be accept or restart`),
    'accept',
  ),
});

/** @throws Error that names the variable */
export function readSignInLimits(environment: Readonly<Record<string, string | undefined>>): SignInLimits {
  const read = v.safeParse(schema, environment);
  if (!read.success) throw new Error(read.issues[0].message);
  return {
    maximumSessionSeconds: read.output[maximumSessionVariable],
    takesUnsolicited: read.output[unsolicitedVariable] === 'accept',
  };
}
