import { parseReturnTo } from '../../shared/http/return-to.ts';
import { Problem } from '../../shared/saml/inbound/problem.ts';

/** What a sign-on request may ask for beside its tenant. */
export interface SignOnQuery {
  /** Where to go afterwards: a path of the tenant's own origin. */
  readonly returnTo: string | undefined;
  /** The sign-in name to suggest to the directory. */
  readonly loginHint: string | undefined;
}

const maximumLoginHintLength = 256;

/**
 * Reads `returnTo` and `login_hint`. A hint that is no hint is dropped; a path that is none is refused,
 * because whoever made that link has to know.
 * @throws Problem `return-to-malformed`
 */
export function readSignOnQuery(rawQuery: string): SignOnQuery {
  const query = new URLSearchParams(rawQuery);
  const [wanted, ...more] = query.getAll('returnTo');
  const returnTo = wanted === undefined || more.length > 0 ? undefined : parseReturnTo(wanted);
  if (wanted !== undefined && returnTo === undefined) {
    throw new Problem('return-to-malformed', { expected: 'one path of this origin', actual: wanted });
  }
  const loginHint = query.get('login_hint') ?? '';
  const isHint = loginHint !== '' && loginHint.length <= maximumLoginHintLength;
  return { returnTo, loginHint: isHint ? loginHint : undefined };
}
