import { endpoint, type LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { redirectWithBody } from '../../shared/http/answer.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { Problem } from '../../shared/problems/problem.ts';

const every = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Answers every request without a route: with the page of an unknown tenant, or, for a path that ends with a slash, with
 * a redirect to the same path without it. A route key cannot end with a slash, and AWS does not say whether
 * `/auth/saml/{proxy+}` takes `/auth/saml/`: if it does not, the published Sign-on URL comes here. The function knows
 * no app; a path that is none is unknown without its slash too.
 */
export function notFoundEndpoint(): LambdaHandler {
  return endpoint(
    async (request) => {
      const location = withoutSlash(request);
      if (location !== undefined) return redirectWithBody(location);
      throw new Problem('tenant-not-found', { actual: 'no such address' });
    },
    { methods: every },
  );
}

/** Whole segments only: `//other.example/` would lead to another host. */
const endsWithSlash = /^(?:\/[A-Za-z0-9._~-]+)+\/$/;
const plainQuery = /^[\x21-\x7e]*$/;

/** Returns the path and query without the slash; undefined for any other request. */
function withoutSlash({ method, path, rawQuery }: EndpointRequest): string | undefined {
  if (!['GET', 'HEAD', 'POST'].includes(method) || !endsWithSlash.test(path)) return undefined;
  if (!plainQuery.test(rawQuery)) return undefined;
  return `${path.slice(0, -1)}${rawQuery === '' ? '' : `?${rawQuery}`}`;
}
