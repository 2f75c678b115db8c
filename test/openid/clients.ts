import { type ClientId, parseClientId } from '../../shared/ids/client-id.ts';
import { hashOfSecret } from '../../shared/ids/secret.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { secretOfOnes } from '../ids/identifiers.ts';

/** Returns the client id `text`, which a test knows to be one. */
export function clientId(text: string): ClientId {
  const id = parseClientId(text);
  if (id === undefined) throw new TypeError(`no client id: ${text}`);
  return id;
}

/** Returns a client of TimeTrack's load balancer, whose secret is `secretOfOnes`, with these differences. */
export function loadBalancerClient(differences: Partial<OpenIdClient> = {}): OpenIdClient {
  return {
    app: 'timetrack',
    id: clientId(`client_${'A'.repeat(22)}`),
    displayName: 'Load balancer',
    authentication: 'secret',
    redirectUris: ['https://{tenant}.timetrackenterprise.com/oauth2/idpresponse'],
    postLogoutRedirectUris: ['https://{tenant}.timetrackenterprise.com/'],
    secrets: [{ hash: hashOfSecret(secretOfOnes), createdAt: new Date('2026-11-01T00:00:00Z') }],
    ...differences,
  };
}
