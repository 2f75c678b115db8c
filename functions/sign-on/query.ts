import { Problem } from '../../shared/problems/problem.ts';
import { maximumReturnToLength, parseReturnTo } from '../../shared/sign-in/browser/return-to.ts';

/** What a sign-on request may ask for beside its tenant. */
export interface SignOnQuery {
  /** Where to go afterwards: a path of the tenant's own origin. */
  readonly returnTo: string | undefined;
  /** The sign-in name to suggest to the directory. */
  readonly loginHint: string | undefined;
}

const maximumLoginHintLength = 256;

/** Returns what can be kept of a query that is refused, or whose request fails: "Try again" asks for the same. */
export function signOnParametersOf(rawQuery: string): Partial<SignOnQuery> {
  try {
    return readSignOnQuery(rawQuery);
  } catch {
    return {};
  }
}

/**
 * Reads `returnTo` and `login_hint`. A hint that is no hint is dropped. So are an empty path, which a template leaves,
 * and one over 1,024 characters: the person signs in and lands at the start. Anything else that is not a path of this
 * origin is refused, so that the maker of the link finds out.
 * @throws Problem `return-to-malformed`
 */
export function readSignOnQuery(rawQuery: string): SignOnQuery {
  const query = new URLSearchParams(rawQuery);
  const [wanted, ...more] = query.getAll('returnTo');
  const isLeftOut = wanted === undefined || wanted === '' || wanted.length > maximumReturnToLength;
  const returnTo = isLeftOut || more.length > 0 ? undefined : parseReturnTo(wanted);
  if (returnTo === undefined && (!isLeftOut || more.length > 0)) {
    throw new Problem('return-to-malformed', { expected: 'one path of this origin', actual: wanted ?? '' });
  }
  const loginHint = query.get('login_hint') ?? '';
  const isHint = loginHint !== '' && loginHint.length <= maximumLoginHintLength;
  return { returnTo, loginHint: isHint ? loginHint : undefined };
}
