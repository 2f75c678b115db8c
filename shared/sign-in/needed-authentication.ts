import type { Authentication } from './authentication.ts';
import { authenticationAgeSeconds } from './authentication-age.ts';
import { isMultiFactorClass } from './authentication-methods.ts';
import type { RequiredFreshness } from './required-authentication.ts';

/** What a client asks of the person's authentication. */
export interface AskedAuthentication extends RequiredFreshness {
  /** Authentication contexts, any of which will do: `acr_values`. A wish: no sign-in is refused for them. Default: any. */
  readonly acrValues?: readonly string[];
}

/**
 * Returns what has to happen before a client gets what it asks for. `none`: the running session will do. `sign-in`: the
 * directory may use its own session. `reauthentication`: it must ask the person again (`ForceAuthn`, SAML Core 3.4.1),
 * also for an age, because its own session may be months old. Pure.
 * @param session The browser's running session at this tenant. Undefined: none.
 * @example
 * ```ts
 * const needed = neededAuthentication(session, authorization, now);
 * if (needed === 'none') return answerFrom(session);
 * await beginSignIn(flows, tenant, { …, authorization, session });
 * redirect(await authnRequestLocation(…, { …, forceAuthn: needed === 'reauthentication' }));
 * ```
 */
export function neededAuthentication(
  session: Partial<Authentication> | undefined,
  { reauthenticate, maxAgeSeconds, acrValues = [] }: AskedAuthentication,
  now: Date,
): 'none' | 'sign-in' | 'reauthentication' {
  if (reauthenticate === true) return 'reauthentication';
  if (session === undefined) return maxAgeSeconds === undefined ? 'sign-in' : 'reauthentication';
  const age = authenticationAgeSeconds(session.authenticatedAt, now);
  const isYoung = maxAgeSeconds === undefined || age <= maxAgeSeconds;
  const isOfContext = acrValues.length === 0 || acrValues.some((asked) => isContext(asked, session));
  return isYoung && isOfContext ? 'none' : 'reauthentication';
}

/** Entra states the class `Password` also where there were several factors: the methods tell. */
function isContext(asked: string, { acr, amr = [] }: Partial<Authentication>): boolean {
  return asked === acr || (isMultiFactorClass(asked) && amr.includes('mfa'));
}
