import * as v from 'valibot';
import type { AppProfile } from '../apps/profile.ts';
import { type SignOutReach, signOutReaches } from '../apps/sign-out-reach.ts';

/** How a tenant's people sign out, where it differs from the profile. */
export const signOutRulesSchema = v.strictObject({
  /** Default: the profile's. */
  reach: v.exactOptional(v.picklist(signOutReaches)),
  /** Whether a LogoutRequest of the directory must be signed. Default: an unsigned one ends the sessions that it names. */
  requiresSignature: v.exactOptional(v.literal(true)),
});

/** See {@link signOutRulesSchema}. */
export type SignOutRules = v.InferOutput<typeof signOutRulesSchema>;

/** Returns how far a sign-out of `tenant` reaches: its own rule, else the profile's, else `local`. */
export function signOutReachOf(
  app: Pick<AppProfile, 'signOut'>,
  { signOut }: { readonly signOut?: SignOutRules },
): SignOutReach {
  return signOut?.reach ?? app.signOut ?? 'local';
}
