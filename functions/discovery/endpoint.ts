import { locationsAt } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import {
  type EndpointOptions,
  endpoint,
  type LambdaHandler,
  type RouteHandler,
} from '../../shared/endpoint/endpoint.ts';
import { publicJson } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { discoveryDocument } from '../../shared/openid/discovery-document.ts';
import { issuerAt } from '../../shared/openid/issuer.ts';
import type { TokenKeys } from '../../shared/openid/token-keys.ts';
import { Problem } from '../../shared/problems/problem.ts';

/** The dependencies of the discovery endpoint. */
export interface DiscoveryDependencies {
  readonly sites: readonly Site[];
  readonly keys: Pick<TokenKeys, 'all'>;
}

/** How long a client may keep the discovery document and the key set, in seconds. */
const discoveryAgeSeconds = 3_600;

const policy = { kind: 'public', maximumAgeSeconds: discoveryAgeSeconds } as const;

const configuration = '/.well-known/openid-configuration';
const names: readonly string[] = [configuration, '/.well-known/oauth-authorization-server'];

/** Returns the handler of the discovery document and of the key set, for GET. `clock`: the system’s by default. */
export function discoveryEndpoint(
  deps: DiscoveryDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  return endpoint(discoveryHandler(deps), { methods: ['GET'], problems: 'json', ...options });
}

/**
 * Handles GET of the key set at every host of the stage, and of the discovery document below an issuer. A tenant's host is
 * no issuer: a client that is configured with it learns that before anyone signs in. At first one request to KMS for
 * each key.
 * @throws Problem `tenant-not-found`
 */
function discoveryHandler({ sites, keys }: DiscoveryDependencies): RouteHandler {
  return async (request) => {
    if (request.path === '/oauth2/jwks' && locationsAt(sites, request).length > 0)
      return publicJson({ keys: await keys.all() }, policy);
    return publicJson(documentAt(sites, request), policy);
  };
}

function documentAt(sites: readonly Site[], { host, path }: EndpointRequest) {
  const found = issuerAt(sites, { host, path });
  const below = found && path.slice(new URL(found.issuer).pathname.replace(/\/$/, '').length);
  if (found === undefined || below === undefined || !names.includes(below))
    throw new Problem('tenant-not-found', { actual: 'no issuer at this address' });
  return discoveryDocument(found.site, found.issuer);
}
