import { readFormParameters } from '../../shared/http/form-parameters.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { Problem } from '../../shared/problems/problem.ts';

/**
 * Returns the access token of a request: from the header `Authorization`, or from the form of a POST. Undefined where it
 * has none. A token in the query does not count: addresses are logged.
 * @throws Problem `openid-token-request` for a token at both places, and for a body that is no form
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2
 */
export function bearerTokenOf(request: EndpointRequest): string | undefined {
  const [, inHeader] = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(request.header('authorization') ?? '') ?? [];
  const inForm = tokenInForm(request);
  if (inHeader !== undefined && inForm !== undefined) throw malformed('the token once', 'in header and form');
  return inHeader ?? inForm;
}

function tokenInForm(request: EndpointRequest): string | undefined {
  const isForm = request.method === 'POST' && (request.body?.length ?? 0) > 0;
  if (!isForm) return undefined;
  const read = readFormParameters(request);
  if ('fault' in read) throw malformed('a form, each parameter once', read.fault);
  return read.parameters.get('access_token');
}

function malformed(expected: string, actual: string): Problem {
  return new Problem('openid-token-request', { expected, actual });
}
