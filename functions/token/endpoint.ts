import type { Site } from '../../shared/apps/site.ts';
import { type EndpointOptions, endpoint, type LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { ProblemResponse } from '../../shared/endpoint/problem-response.ts';
import { type Answer, json, withHeaders } from '../../shared/http/answer.ts';
import { preflightAnswer, readableByAnyOrigin } from '../../shared/http/cross-origin.ts';
import { readFormParameters } from '../../shared/http/form-parameters.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { logIssuedTokens } from '../../shared/observability/log.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { authenticateClient } from '../../shared/openid/client-authentication/authenticate-client.ts';
import { presentedClient } from '../../shared/openid/client-authentication/presented-client.ts';
import { isIssuerHost } from '../../shared/openid/issuer.ts';
import { issuerOfClient } from '../../shared/openid/issuer-of-client.ts';
import { type CurrentKey, signJwt } from '../../shared/openid/sign-jwt.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { FlowStore } from '../../shared/sign-in/flow-store.ts';
import type { TokenAsker, TokenIssuing, TokenSet } from '../../shared/sign-in/grant/issue-tokens.ts';
import { redeemCode } from '../../shared/sign-in/grant/redeem-code.ts';
import { refreshTokens } from '../../shared/sign-in/grant/refresh-tokens.ts';
import { revokeToken } from '../../shared/sign-in/grant/revoke-token.ts';
import { noteUse } from '../note-use.ts';

/** The dependencies of the token endpoint. */
export interface TokenDependencies extends Omit<TokenIssuing, 'signIdToken'> {
  readonly flows: Pick<FlowStore, 'noteUse'>;
  readonly sites: readonly Site[];
  readonly clients: Parameters<typeof authenticateClient>[0];
  readonly tokenKeys: CurrentKey;
}

/** An authenticated request. */
interface ClientRequest {
  readonly request: EndpointRequest;
  readonly parameters: ReadonlyMap<string, string>;
  readonly asker: TokenAsker;
  readonly issuing: TokenIssuing;
  readonly flows: Pick<FlowStore, 'noteUse'>;
}

const methods = ['POST', 'OPTIONS'] as const;

/** Where a token is revoked. Every other path of the function issues tokens. */
const revocationPath = '/oauth2/revoke';

/**
 * Returns the handler of POST /oauth2/token and POST /oauth2/revoke, which answers with JSON, problems included.
 * `clock`: the system’s by default.
 */
export function tokenEndpoint(
  deps: TokenDependencies,
  options: Pick<EndpointOptions, 'clock' | 'edge'> = {},
): LambdaHandler {
  return endpoint((request) => handle(deps, request), { methods, problems: 'oauth', ...options });
}

/**
 * Authenticates the client and answers it: one read for the client, and what `redeemCode`, `refreshTokens` or
 * `revokeToken` needs. No read at a host without an issuer, nor for a request that is not well-formed.
 * @throws Problem `tenant-not-found`, `openid-token-request`, and those of the functions above
 */
async function handle(deps: TokenDependencies, request: EndpointRequest): Promise<Answer> {
  if (!isIssuerHost(deps.sites, request.host)) {
    throw new Problem('tenant-not-found', { actual: 'no issuer at this host' });
  }
  if (request.method === 'OPTIONS') return preflightAnswer(methods);
  const read = readFormParameters(request);
  if ('fault' in read) {
    throw new Problem('openid-token-request', {
      expected: 'a form, each parameter once',
      actual: read.fault,
    });
  }
  const { parameters } = read;
  const asker = await askerOf(deps, request, parameters);
  const { tokenKeys, flows, ...rest } = deps;
  const issuing: TokenIssuing = { ...rest, signIdToken: (claims) => signJwt(tokenKeys, claims) };
  const asked: ClientRequest = { request, parameters, asker, issuing, flows };
  try {
    return readableByAnyOrigin(
      request.path === revocationPath ? await revoke(asked) : await issueTokens(asked),
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { app } = deps.sites.find((site) => site.app.id === asker.client.app) ?? {};
    throw new ProblemResponse(error, app === undefined ? {} : { app });
  }
}

async function askerOf(
  { sites, clients }: TokenDependencies,
  request: EndpointRequest,
  parameters: ReadonlyMap<string, string>,
): Promise<TokenAsker> {
  const { host, receivedAt: now } = request;
  const client = await authenticateClient(
    clients,
    presentedClient(request.header('authorization'), parameters),
    {
      audiencesOf: (each) => audiencesOf(issuerOfClient(sites, host, each)),
      now,
    },
  );
  return { client, issuer: requireIssuer(sites, host, client), now };
}

/** A client may name the issuer or either endpoint as the audience of its assertion. */
function audiencesOf(issuer: string | undefined): readonly string[] {
  if (issuer === undefined) return [];
  const { origin } = new URL(issuer);
  return [issuer, `${origin}/oauth2/token`, `${origin}${revocationPath}`];
}

function requireIssuer(sites: readonly Site[], host: string, client: OpenIdClient): string {
  const issuer = issuerOfClient(sites, host, client);
  if (issuer !== undefined) return issuer;
  throw new Problem('openid-client-refused', {
    expected: `a client of an app at ${host}`,
    actual: `${client.id} of ${client.app}`,
  });
}

async function issueTokens(asked: ClientRequest): Promise<Answer> {
  const { request, parameters, asker, flows } = asked;
  const grantType = requireParameter(parameters, 'grant_type');
  const set = await tokensBy(grantType, asked);
  const { session } = set;
  // A load balancer refreshes when its person asks for something: it is a use of the session.
  await noteUse({ flows }, session, request);
  logIssuedTokens({
    app: session.app,
    tenant: session.tenant,
    flow: session.id,
    client: asker.client.id,
    grantType,
    reference: request.reference,
    address: request.visitorAddress,
  });
  return withHeaders(json(200, tokenAnswer(set, asker.now)), { pragma: 'no-cache' });
}

function tokensBy(grantType: string, { parameters, asker, issuing }: ClientRequest): Promise<TokenSet> {
  if (grantType === 'authorization_code') {
    return redeemCode(issuing, asker, {
      code: requireParameter(parameters, 'code'),
      redirectUri: requireParameter(parameters, 'redirect_uri'),
      codeVerifier: parameters.get('code_verifier'),
    });
  }
  if (grantType === 'refresh_token') {
    return refreshTokens(issuing, asker, requireParameter(parameters, 'refresh_token'));
  }
  throw new Problem('openid-grant-type', {
    expected: 'authorization_code or refresh_token',
    actual: 'another grant type',
  });
}

/** @see https://openid.net/specs/openid-connect-core-1_0.html#TokenResponse */
function tokenAnswer({ accessToken, expiresAt, refreshToken, idToken, scope }: TokenSet, now: Date) {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1_000)),
    refresh_token: refreshToken,
    id_token: idToken,
    scope: scope.join(' '),
  };
}

async function revoke({ parameters, asker, issuing }: ClientRequest): Promise<Answer> {
  await revokeToken(issuing, asker, requireParameter(parameters, 'token'));
  return json(200, {});
}

function requireParameter(parameters: ReadonlyMap<string, string>, name: string): string {
  const value = parameters.get(name);
  if (value !== undefined) return value;
  throw new Problem('openid-token-request', { expected: name, actual: 'none' });
}
