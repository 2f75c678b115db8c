/** The errors that a client gets at its redirect URI. Unlike a problem, each one is for a program. */
type AuthorizationErrorCode =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'interaction_required'
  | 'login_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'registration_not_supported';

/**
 * Thrown to refuse an authorization request whose client and redirect URI are proven: the browser is redirected to the
 * client with the code and the description.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthError
 */
export class AuthorizationError extends Error {
  override readonly name = 'AuthorizationError';
  readonly code: AuthorizationErrorCode;

  /** @param description For the developer of the client: visible ASCII without `"` and `\` (RFC 6749 4.1.2.1). */
  constructor(code: AuthorizationErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}
