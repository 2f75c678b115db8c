import { defined } from '../objects/defined.ts';
import type { AcceptedAssertion } from '../saml/inbound/verify.ts';
import { authenticationMethodsOf } from './authentication-methods.ts';

/** How and when a person proved to the directory who they are. It may be months before the sign-in. */
export interface Authentication {
  /** The directory's AuthnInstant, in whole seconds. */
  readonly authenticatedAt: Date;
  /** The directory's AuthnContextClassRef. Undefined where it states none, or one that is too long. */
  readonly acr?: string;
  /** Names of RFC 8176, see {@link authenticationMethodsOf}. Undefined where the directory names no known method. */
  readonly amr?: readonly string[];
}

/** The longest class that a session keeps, in characters: a longer one is left out, because a part says something else. */
export const longestClass = 256;

/** Returns what an assertion says of how and when its person signed in to the directory. Pure. */
export function authenticationOf({
  authnInstant,
  authnContextClassRef,
  attributes,
}: Pick<AcceptedAssertion, 'authnInstant' | 'authnContextClassRef' | 'attributes'>): Authentication {
  const methods = authenticationMethodsOf(attributes, authnContextClassRef);
  const isKept = authnContextClassRef !== undefined && authnContextClassRef.length <= longestClass;
  return {
    // Rounded down: an authentication must not look newer than it is.
    authenticatedAt: new Date(Math.floor(authnInstant.getTime() / 1_000) * 1_000),
    ...defined({
      acr: isKept && authnContextClassRef !== '' ? authnContextClassRef : undefined,
      amr: methods.length === 0 ? undefined : methods,
    }),
  };
}
