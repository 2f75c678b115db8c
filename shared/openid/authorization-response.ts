import type { Authorization } from './authorization.ts';
import type { AuthorizationError } from './authorization-error.ts';

/** Where an answer goes: what is kept of the request that it answers. */
export type RequestToAnswer = Pick<Authorization, 'redirectUri' | 'issuer' | 'state'>;

/**
 * Returns the URL that takes a code to the client, with the request's `state` and with `iss`, by which the client tells
 * this provider's answers from others'.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 * @see https://www.rfc-editor.org/rfc/rfc9207
 */
export function codeLocation(request: RequestToAnswer, code: string): string {
  return locationWith(request, { code });
}

/** Returns the URL that takes an error to the client, with the request's `state` and with `iss`. */
export function errorLocation(request: RequestToAnswer, { code, message }: AuthorizationError): string {
  return locationWith(request, { error: code, error_description: message });
}

/** The redirect URI itself is not parsed: what the client registered is what the browser opens. */
function locationWith(
  { redirectUri, state, issuer }: RequestToAnswer,
  answer: Readonly<Record<string, string>>,
): string {
  const parameters = new URLSearchParams({
    ...answer,
    ...(state === undefined ? {} : { state }),
    iss: issuer,
  });
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`;
}
