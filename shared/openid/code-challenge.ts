import type { Parameters } from '../http/parameters.ts';
import { AuthorizationError } from './authorization-error.ts';
import type { OpenIdClient } from './client.ts';

/**
 * Returns the code challenge of a request: SHA-256 of the verifier, base64url. A client without a secret must send one.
 * The method is `S256` and is named: without a name it would be `plain`, which proves nothing to a reader of the query.
 * @throws AuthorizationError `invalid_request`
 * @see https://www.rfc-editor.org/rfc/rfc7636#section-4.3
 */
export function codeChallengeOf(
  { authentication }: Pick<OpenIdClient, 'authentication'>,
  parameters: Parameters,
): string | undefined {
  const challenge = parameters.one('code_challenge');
  const method = parameters.one('code_challenge_method');
  if (challenge === undefined) {
    if (method !== undefined) throw refusal('code_challenge_method without code_challenge');
    if (authentication === 'none') throw refusal('code_challenge is missing: a public client must use PKCE');
    return undefined;
  }
  if (method !== 'S256') throw refusal('code_challenge_method must be S256');
  // 32 bytes: the two spare bits of the last character are zero.
  if (!/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(challenge)) {
    throw refusal('code_challenge is not a SHA-256 in base64url');
  }
  return challenge;
}

function refusal(description: string): AuthorizationError {
  return new AuthorizationError('invalid_request', description);
}
