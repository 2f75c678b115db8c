/** Who can make the next attempt succeed. `sender`: a genuine directory never sends such a message. */
export type Fixer = 'person' | 'customer-admin' | 'operator' | 'sender';

/** The class of a rejection in alarms. */
export type ProblemClass = 'attack' | 'configuration' | 'expiry' | 'person' | 'fault';

/**
 * What the token endpoint and userinfo answer to a program.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_token'
  | 'unsupported_grant_type'
  | 'server_error'
  | 'temporarily_unavailable';

/** The row of one problem code. It has no sentence: each language's catalogue has one for every code. */
export interface ProblemKind {
  /** The section of the specification that requires the rule; absent where only Latchkey does. */
  readonly specification?: string;
  readonly fixedBy: Fixer;
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;
  readonly logLevel: 'info' | 'warn' | 'error';
  readonly class: ProblemClass;
  /** What a client of the OpenID Provider is told. Default: by the status. */
  readonly oauthError?: OAuthError;
  /** Where `actual` is a sign-in name: a page shows it to that person, a log line redacts it. */
  readonly actualIsSignInName?: true;
}
