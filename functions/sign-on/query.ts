import { Problem } from '../../shared/problems/problem.ts';
import { maximumReturnToLength, parseReturnTo } from '../../shared/sign-in/browser/return-to.ts';
import type { RequiredFreshness } from '../../shared/sign-in/required-authentication.ts';
import { accountParameter, anotherAccount, maxAgeParameter, reauthenticateParameter } from '../location.ts';

/** The parameters of a sign-on request, apart from its tenant. */
export interface SignOnQuery extends RequiredFreshness {
  /** The destination after the sign-in: a path of the tenant's origin. */
  readonly returnTo: string | undefined;
  /** The sign-in name to suggest to the directory. */
  readonly loginHint: string | undefined;
  /** Whether the directory must ask who the person is: "Try another account". */
  readonly asksForAccount: boolean;
}

const maximumLoginHintLength = 256;

/** Returns the valid parameters of a request that is refused or fails: "Try again" sends them again. */
export function signOnParametersOf(rawQuery: string): Partial<SignOnQuery> {
  try {
    return readSignOnQuery(rawQuery);
  } catch {
    return {};
  }
}

/**
 * Reads `returnTo`, `login_hint`, `account` and {@link requiredFreshness}. An invalid hint is dropped. So is an empty `returnTo`, which a template leaves,
 * and one over 1,024 characters: the person signs in and lands at the start. Any other value that is not a path of this
 * origin is refused, so that the author of the link notices.
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
  const asksForAccount = query.get(accountParameter) === anotherAccount;
  // A hint would choose the account that the person does not want.
  return {
    returnTo,
    loginHint: isHint && !asksForAccount ? loginHint : undefined,
    asksForAccount,
    ...requiredFreshness(query),
  };
}

/** The longest age that is told from any age, in digits of seconds: 31 years. */
const agePattern = /^\d{1,9}$/;

/**
 * Reads `reauthenticate` and `max_age`. What cannot be read counts as the strictest: the author of the link wanted a
 * fresh sign-in, and would not notice that there was none.
 */
function requiredFreshness(query: URLSearchParams): RequiredFreshness {
  const ages = query
    .getAll(maxAgeParameter)
    .map((text) => (agePattern.test(text) ? Number.parseInt(text, 10) : 0));
  return {
    ...(query.has(reauthenticateParameter) ? { reauthenticate: true } : {}),
    ...(ages.length === 0 ? {} : { maxAgeSeconds: Math.min(...ages) }),
  };
}
