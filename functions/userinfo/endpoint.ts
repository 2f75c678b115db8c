import type { Site } from '../../shared/apps/site.ts';
import { type EndpointOptions, endpoint, type LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { type Answer, json, withHeaders } from '../../shared/http/answer.ts';
import { preflightAnswer, readableByAnyOrigin } from '../../shared/http/cross-origin.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import type { ClientId } from '../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { isIssuerHost } from '../../shared/openid/issuer.ts';
import { issuerOfClient } from '../../shared/openid/issuer-of-client.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { findAccess } from '../../shared/sign-in/grant/find-access.ts';
import type { Grant } from '../../shared/sign-in/grant/grant.ts';
import { mismatchOfGrant, type TokenIssuing } from '../../shared/sign-in/grant/issue-tokens.ts';
import { personClaims } from '../../shared/sign-in/grant/person-claims.ts';
import { bearerTokenOf } from './bearer-token.ts';

/** The dependencies of userinfo. */
export interface UserinfoDependencies extends Pick<TokenIssuing, 'grants' | 'accountStatuses'> {
  readonly sites: readonly Site[];
  readonly clients: { find(id: ClientId): Promise<OpenIdClient | undefined> };
}

const methods = ['GET', 'POST', 'OPTIONS'] as const;

/**
 * Returns the handler of GET and POST /oauth2/userinfo, which answers with JSON, problems included. `clock`: the
 * system’s by default.
 */
export function userinfoEndpoint(
  deps: UserinfoDependencies,
  options: Pick<EndpointOptions, 'clock' | 'edge'> = {},
): LambdaHandler {
  return endpoint((request) => handle(deps, request), { methods, problems: 'bearer', ...options });
}

/**
 * Tells a client who the person of its access token is: the claims of the ID token, as they are now. Three or four
 * reads, at each call; none without a token.
 * @throws Problem `tenant-not-found`, `openid-token-request`, `openid-access-refused`
 * @see https://openid.net/specs/openid-connect-core-1_0.html#UserInfo
 */
async function handle(deps: UserinfoDependencies, request: EndpointRequest): Promise<Answer> {
  const { sites } = deps;
  if (!isIssuerHost(sites, request.host)) {
    throw new Problem('tenant-not-found', { actual: 'no issuer at this host' });
  }
  if (request.method === 'OPTIONS') return preflightAnswer(methods);
  const token = bearerTokenOf(request);
  if (token === undefined) return unauthenticated();
  const { grant, session } = await findAccess(deps, token, request.receivedAt);
  await requireClientOf(deps, request.host, grant);
  return readableByAnyOrigin(json(200, personClaims(session, grant.authorization.scope)));
}

/** A removed client loses its tokens too, and a token counts only at the issuer of its own app. */
async function requireClientOf(
  { sites, clients }: UserinfoDependencies,
  host: string,
  grant: Grant,
): Promise<void> {
  const client = await clients.find(grant.authorization.client);
  const issuer = client && issuerOfClient(sites, host, client);
  const mismatch =
    client === undefined || issuer === undefined || client.app !== grant.app
      ? (['a client of an app at this host', 'another one'] as const)
      : mismatchOfGrant({ client, issuer }, grant);
  if (mismatch === undefined) return;
  const [expected, actual] = mismatch;
  throw new Problem('openid-access-refused', { expected, actual });
}

/** A request without a token is told how to authenticate, and no error. It is not logged: it is no attempt. */
function unauthenticated(): Answer {
  return readableByAnyOrigin(withHeaders(json(401, {}), { 'www-authenticate': 'Bearer realm="latchkey"' }));
}
