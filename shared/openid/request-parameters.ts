import type { Parameters } from '../http/parameters.ts';

/** Every parameter that the authorize endpoint reads: each occurs at most once. */
export const authorizationParameters = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'max_age',
  'acr_values',
  'login_hint',
  'ui_locales',
  'tenant',
  'iss',
  'request',
  'request_uri',
  'registration',
] as const;

/** The longest `state`, in characters. Load balancers and frameworks keep their whole cookie in it. */
export const maximumStateLength = 4_096;

/** The longest `state` as a URL writes it, in characters: the redirect has to fit into the headers of an answer. */
export const maximumEncodedStateLength = 5_120;

/**
 * Returns the state of a request: also of a refused one, whose answer carries it. Undefined where it is absent, repeated,
 * too long, or has characters beyond visible ASCII and blanks (RFC 6749 A.5).
 */
export function stateOf(parameters: Parameters): string | undefined {
  const state = parameters.one('state');
  if (state === undefined || state.length > maximumStateLength || !/^[\x20-\x7e]+$/.test(state))
    return undefined;
  return new URLSearchParams({ state }).toString().length - 'state='.length <= maximumEncodedStateLength
    ? state
    : undefined;
}
