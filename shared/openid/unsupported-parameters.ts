import type { Parameters } from '../http/parameters.ts';
import { AuthorizationError } from './authorization-error.ts';

/**
 * Refuses what this provider does not do: another response type or mode, and requests inside a token.
 * @throws AuthorizationError
 * @see https://openid.net/specs/openid-connect-core-1_0.html#JWTRequests
 */
export function refuseUnsupported(parameters: Parameters): void {
  const has = (name: string) => parameters.one(name) !== undefined;
  if (has('request')) throw new AuthorizationError('request_not_supported', 'request is not supported');
  if (has('request_uri')) {
    throw new AuthorizationError('request_uri_not_supported', 'request_uri is not supported');
  }
  if (has('registration')) {
    throw new AuthorizationError('registration_not_supported', 'registration is not supported');
  }
  const type = parameters.one('response_type');
  if (type === undefined) throw new AuthorizationError('invalid_request', 'response_type is missing');
  if (type !== 'code') {
    throw new AuthorizationError('unsupported_response_type', 'response_type must be code');
  }
  if ((parameters.one('response_mode') ?? 'query') !== 'query') {
    throw new AuthorizationError('invalid_request', 'response_mode must be query');
  }
}
