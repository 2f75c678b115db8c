import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { type Answer, redirect } from '../../shared/http/answer.ts';
import { languageOfLocales } from '../../shared/http/locales.ts';
import { type Parameters, readParameters } from '../../shared/http/parameters.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { parseClientId } from '../../shared/ids/client-id.ts';
import { defined } from '../../shared/objects/defined.ts';
import { logRefusedAuthorization } from '../../shared/observability/log.ts';
import { AuthorizationError } from '../../shared/openid/authorization-error.ts';
import { readAuthorizationRequest } from '../../shared/openid/authorization-request.ts';
import { errorLocation, type RequestToAnswer } from '../../shared/openid/authorization-response.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { issuerOf } from '../../shared/openid/issuer.ts';
import { proveRedirect } from '../../shared/openid/prove-redirect.ts';
import { stateOf } from '../../shared/openid/request-parameters.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { problemContextWithoutRetry } from '../location.ts';
import { askedIssuer, type OpenIdPlace, openIdPlacesAt } from '../openid-place.ts';
import type { AuthorizeDependencies } from './dependencies.ts';
import { leadToTenant } from './lead-to-tenant.ts';

/** Returns the handler of GET and POST /oauth2/authorize. `clock`: the system’s by default. */
export function authorizeEndpoint(
  deps: AuthorizeDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(authorizeHandler(deps), {
    methods: ['GET', 'POST'],
    event: 'sign-in.refused',
    problemContext: (request) => problemContextWithoutRetry(deps.sites, request),
    ...options,
  });
}

/**
 * Handles an authorization request of an OpenID client, in this order:
 *
 * 1. The client has to be one of an app at this host, and the redirect URI one of the client's. Until then every problem
 *    is a page; from then on an error of the request is told to the client at its redirect URI.
 * 2. A request at another host than its tenant's, and every POST, is redirected to the same request at the tenant's host
 *    ({@link leadToTenant}). Nothing is stored for that, and the tenant's host checks the whole request again.
 * 3. There a running session that is good enough gets a code by one write; without one a sign-in begins, whose flow
 *    keeps the request (`answerAtTenant`).
 *
 * Requests: one read of the client (none while it is cached), and at the tenant's host those of a sign-on.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthorizationEndpoint
 * @throws Problem `tenant-not-found`, `tenant-disabled`, `openid-…`
 */
function authorizeHandler(deps: AuthorizeDependencies): RouteHandler {
  return async (request) => {
    const places = openIdPlacesAt(deps.sites, request);
    const parameters = readParameters(request);
    const { client, place } = await findClient(deps, parameters, places);
    const proven = proveRedirect(client, parameters);
    const issuer = askedIssuer(deps.sites, place, parameters.one('iss'));
    try {
      if (issuer === undefined) throw new AuthorizationError('invalid_request', 'iss is not an issuer here');
      const asked = readAuthorizationRequest(parameters, proven, issuer);
      const language = languageOfLocales(asked.uiLocales, request.language);
      return await leadToTenant(deps, { ...request, language }, place, { client, asked });
    } catch (error) {
      if (!(error instanceof AuthorizationError)) throw error;
      const answered = {
        redirectUri: proven.redirectUri,
        issuer: issuer ?? issuerOf(deps.sites, place.site),
        ...defined({ state: stateOf(parameters) }),
      };
      return tellClient(request, client, answered, error);
    }
  };
}

/**
 * Returns the client of a request, and the place of its app at this host.
 * @throws Problem `openid-client-unknown`: also for a client of an app that is not at this host
 */
async function findClient(
  { clients }: Pick<AuthorizeDependencies, 'clients'>,
  parameters: Parameters,
  places: readonly OpenIdPlace[],
): Promise<{ readonly client: OpenIdClient; readonly place: OpenIdPlace }> {
  const id = parseClientId(parameters.one('client_id') ?? '');
  const client = id && (await clients.find(id));
  const place = client && places.find(({ site }) => site.app.id === client.app);
  if (client !== undefined && place !== undefined) return { client, place };
  throw new Problem('openid-client-unknown', {
    expected: 'one client_id of a client at this host',
    actual: id ?? 'none',
  });
}

function tellClient(
  { reference, visitorAddress }: EndpointRequest,
  { app, id }: OpenIdClient,
  answered: RequestToAnswer,
  error: AuthorizationError,
): Answer {
  logRefusedAuthorization({
    app,
    client: id,
    reference,
    error: error.code,
    reason: error.message,
    address: visitorAddress,
  });
  return redirect(errorLocation(answered, error));
}
