import { signJwt } from '../../shared/openid/sign-jwt.ts';
import { testTokenKeys } from '../fixtures/token-keys.ts';
import { ask, locationOf } from '../harness/ask.ts';
import type { Customer } from '../harness/customer.ts';
import { loadBalancerClient } from '../openid/clients.ts';
import type { Watched } from './every-function.ts';

const issuer = 'https://login.timetrackenterprise.com';
/** The key that stands in for all of KMS. */
const keys = testTokenKeys(['decryption']);

/**
 * A client ends the session of `cookies` by its ID token, twice: the second request finds the session ended. Each leads
 * to the directory of `customer`, a tenant with single logout. Throws where one did not.
 */
export async function runTheEndSession(
  { of }: Watched,
  customer: Customer,
  cookies: readonly string[],
): Promise<void> {
  const session = cookies.find((cookie) => cookie.startsWith('__Host-session=')) ?? '';
  const { user, tenant } = customer;
  const sid = session.split('.')[2] ?? '';
  const client = loadBalancerClient();
  const claims = { iss: issuer, aud: client.id, sub: user.id, tenant: tenant.id, sid };
  const sent = {
    id_token_hint: await signJwt(keys, claims),
    post_logout_redirect_uri: customer.at('/'),
  };
  const url = customer.at(`/oauth2/end-session?${new URLSearchParams(sent)}`);
  for (const which of ['first', 'second']) {
    const answer = await ask(of['end-session'].endSession, { url, cookies });
    const { logoutUrl = 'no Logout URL' } = tenant.connection;
    if (answer.statusCode !== 303 || !locationOf(answer).startsWith(`${logoutUrl}?SAMLRequest=`)) {
      throw new Error(`The ${which} request was answered ${answer.statusCode}, ${locationOf(answer)}`);
    }
  }
}
