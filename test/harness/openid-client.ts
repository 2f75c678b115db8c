import type { ClientId } from '../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { ask, cookiesOf, locationOf } from './ask.ts';
import type { Customer } from './customer.ts';
import type { Product } from './product.ts';

/** SHA-256 of `dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`: the example of RFC 7636, appendix B. */
const exampleChallenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** Returns what finds these clients. A test may add and remove them. */
export function clientsIn(clients: Map<ClientId, OpenIdClient>) {
  return { find: async (id: ClientId) => clients.get(id) };
}

/** The values of an authorization request, as a test writes them. */
export type SentRequest = Readonly<Record<string, string>>;

/** Returns the parameters that a client of TimeTrack's load balancer sends for the tenant of `customer`. */
export function requestOf(client: OpenIdClient, redirectUri: string, more: SentRequest = {}): SentRequest {
  return {
    client_id: client.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'af0ifjsldkj',
    nonce: 'n-0S6_WzA2Mj',
    code_challenge: exampleChallenge,
    code_challenge_method: 'S256',
    ...more,
  };
}

/** Returns the URL of an authorization request at `origin`. */
export function authorizeUrl(origin: string, parameters: SentRequest): string {
  return `${origin}/oauth2/authorize?${new URLSearchParams(parameters)}`;
}

/** Follows a browser from an authorization request at any host to the directory; what it then holds. */
export async function beginForClient(product: Product, url: string, held: readonly string[] = []) {
  let answer = await ask(product.authorize, { url, cookies: held });
  // The hop from the issuer's host.
  if (locationOf(answer).includes('/oauth2/authorize?')) {
    answer = await ask(product.authorize, { url: locationOf(answer), cookies: held });
  }
  const requestId = new URL(locationOf(answer)).searchParams.get('RelayState') ?? '';
  return { answer, requestId, cookies: cookiesOf(answer) };
}

/** Returns the parameters of an answer at a redirect URI. */
export function answeredAt(location: string): SentRequest {
  return Object.fromEntries(new URL(location).searchParams);
}

/** Returns the redirect URI of a load balancer in front of a customer's host. */
export function loadBalancerRedirect(customer: Customer): string {
  return customer.at('/oauth2/idpresponse');
}
