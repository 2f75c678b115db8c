/** A requirement of a specification of OpenID, and the test that holds the provider to it. */
export interface Requirement {
  /** The section: `Core 3.1.2.1`. */
  readonly section: string;
  readonly requirement: string;
  /** The file of the test, and a part of its title as the file has it. */
  readonly test: readonly [file: string, title: string];
  /** What the provider does otherwise, and why. Default: it does what the section says. */
  readonly note?: string;
}

const authorize = 'test/functions/authorize/authorize.test.ts';
const request = 'test/openid/authorization-request.test.ts';
const code = 'test/functions/authorize/code-of-sign-in.test.ts';
const endSession = 'test/functions/end-session/end-session.test.ts';
const redirects = 'test/attacks/openid/redirects.test.ts';
const requests = 'test/attacks/openid/requests.test.ts';
const redeem = 'test/functions/token/redeem-code.test.ts';
const refresh = 'test/functions/token/refresh-tokens.test.ts';
const clients = 'test/functions/token/client-authentication.test.ts';
const tokens = 'test/functions/token/request.test.ts';
const userinfo = 'test/functions/userinfo/userinfo.test.ts';
const discovery = 'test/functions/discovery.test.ts';

const row = (
  section: string,
  requirement: string,
  test: readonly [file: string, title: string],
  note?: string,
): Requirement => ({ section, requirement, test, ...(note === undefined ? {} : { note }) });

/** What OpenID Connect Core asks of a Basic OP, with Discovery, RP-Initiated Logout and the RFCs that they rest on. */
export const requirements: readonly Requirement[] = [
  row('Core 3.1.2.1', 'GET and POST at the authorization endpoint', [
    authorize,
    'posted by a form is the same request',
  ]),
  row('Core 3.1.2.1', '`scope` contains `openid`; other unknown scopes are ignored', [
    request,
    'unknown scopes',
  ]),
  row(
    'Core 3.1.2.1',
    '`response_type=code`',
    [request, 'hybrid'],
    'Implicit and hybrid flows are not offered: `unsupported_response_type`.',
  ),
  row('Core 3.1.2.1', '`client_id` names a known client', [authorize, 'of an unknown client']),
  row('Core 3.1.2.1', '`redirect_uri` is one of the client’s, by simple string comparison', [
    redirects,
    'is never sent to $name',
  ]),
  row(
    'Core 3.1.2.1',
    '`state` comes back unchanged',
    [code, 'fits into the headers of the answer with the longest state'],
    'At most 4,096 visible ASCII characters, 5,120 as a URL writes them.',
  ),
  row(
    'Core 3.1.2.1',
    '`response_mode`: the default of the flow',
    [request, 'response_mode=query'],
    'Any other mode is `invalid_request`.',
  ),
  row('Core 3.1.2.1', '`nonce` goes into the ID token unchanged', [
    redeem,
    'makes an ID token that a client can verify',
  ]),
  row('Core 3.1.2.1', '`display`', [request, 'unknown parameters'], 'Ignored: one page fits every screen.'),
  row('Core 3.1.2.1', '`prompt=none` shows no page', [
    authorize,
    'with prompt=none tells the client that the person has to sign in',
  ]),
  row('Core 3.1.2.1', '`prompt=none` beside another value is an error', [request, 'none beside login']),
  row(
    'Core 3.1.2.1',
    '`prompt=login` asks the person to sign in again',
    [authorize, 'over a running session asks the directory for %s'],
    'By ForceAuthn at the directory; its AuthnInstant decides.',
  ),
  row(
    'Core 3.1.2.1',
    '`prompt=consent`',
    [request, 'consent, which the vendor has given'],
    'The vendor, who registers the client, has consented for everyone (3.1.2.4).',
  ),
  row(
    'Core 3.1.2.1',
    '`prompt=select_account`',
    [authorize, 'over a running session asks the directory for %s'],
    'The directory asks: SAML has no account picker.',
  ),
  row(
    'Core 3.1.2.1',
    '`max_age` asks the person to sign in again where the authentication is older; `auth_time` says when it was',
    [authorize, 'for a fresh sign-in refuses an older one'],
  ),
  row('Core 3.1.2.1', '`ui_locales` chooses the language of pages; no error for an unknown one', [
    endSession,
    'shows its pages in the language of ui_locales',
  ]),
  row(
    'Core 3.1.2.1',
    '`id_token_hint`',
    [request, 'unknown parameters'],
    'Ignored at this endpoint: compare `sub` of the new ID token. It counts at the end-session endpoint.',
  ),
  row('Core 3.1.2.1', '`login_hint` goes to the directory', [request, 'drops a hint that is too long']),
  row('Core 3.1.2.1', '`acr_values` is a wish', [request, 'keeps what it demands of the sign-in']),
  row('Core 3.1.2.2', 'parameters that are not understood are ignored', [request, 'unknown parameters']),
  row('RFC 6749 3.1', 'each parameter at most once; an empty one counts as absent', [
    request,
    'is refused where %s occurs twice',
  ]),
  row('Core 3.1.2.3', 'protection against cross-site request forgery and clickjacking', [
    requests,
    'login cross-site request forgery',
  ]),
  row('Core 3.1.2.3', '`login_required` where `prompt=none` finds no session', [
    requests,
    'never begins a sign-in, and sets no cookie',
  ]),
  row('Core 3.1.2.5', 'a code by `application/x-www-form-urlencoded` in the query of the redirect URI', [
    authorize,
    'begins a sign-in whose answer brings a code',
  ]),
  row('Core 3.1.2.6', 'an error with `state` goes to the redirect URI', [
    authorize,
    'with an error goes back to the client',
  ]),
  row('Core 3.1.2.6', 'no redirect where the redirect URI is invalid', [
    authorize,
    '%s is a page, never a redirect',
  ]),
  row(
    'Core 6',
    '`request`, `request_uri` and `registration` that are not supported are refused by their own errors',
    [request, 'a request_uri'],
  ),
  row(
    'Core 5.5',
    '`claims`',
    [request, 'unknown parameters'],
    'Ignored, as discovery says; scopes choose the claims.',
  ),
  row(
    'RFC 7636 4.3',
    '`S256`; a public client must use it',
    [request, 'of a public client must have a challenge'],
    '`plain` is refused.',
  ),
  row('RFC 9207 2', '`iss` in every answer, errors included', [requests, 'is told by iss in every answer']),
  row('RFC 6749 4.1.2', 'a code is bound to its client and redirect URI, and expires', [
    redeem,
    'can be redeemed until its last second',
  ]),
  row('RFC 6749 4.1.2', 'a code that is used twice revokes what came of it', [
    redeem,
    'revokes what came of it when it is presented later',
  ]),
  row('Core 3.1.3.1', 'clients authenticate with the method that they registered', [
    clients,
    'a client with a secret',
  ]),
  row('Core 9', '`client_secret_basic`, `client_secret_post`, `private_key_jwt`, `none`', [
    clients,
    'a client with a private key',
  ]),
  row('Core 3.1.3.2', 'the token request is validated', [tokens, 'a request for tokens']),
  row('Core 3.1.3.3', 'the answer has `id_token`, `access_token`, `token_type` and is never cached', [
    redeem,
    'is redeemed for tokens, by one signature',
  ]),
  row('Core 3.1.3.6', '`at_hash`; `iss`, `sub`, `aud`, `exp`, `iat`', [
    redeem,
    'makes an ID token that a client can verify',
  ]),
  row('Core 3.1.3.7', 'an ID token verifies by the key set alone', [
    redeem,
    'makes an ID token that a client can verify',
  ]),
  row('Core 12', 'a refresh brings the same `sub`, `iss`, `aud` and `auth_time`, and no `nonce`', [
    refresh,
    'brings an ID token of the same person and sign-in',
  ]),
  row('Core 5.3', 'userinfo by GET and POST with a bearer token', [userinfo, 'userinfo']),
  row('Core 5.3.2', '`sub` of userinfo equals that of the ID token', [
    userinfo,
    'are the same in the ID token, at userinfo and at GET /session',
  ]),
  row('Core 5.3.3', 'errors of userinfo as RFC 6750 says', [
    userinfo,
    'asks for a token where there is none',
  ]),
  row(
    'Core 5.4',
    '`profile`, `email`',
    [userinfo, 'leave out what the directory did not say'],
    '`email_verified` is never sent: no directory proves it.',
  ),
  row('Core 8', '`sub` is public: the same at every client, and never used again', [
    userinfo,
    'are the same in the ID token, at userinfo and at GET /session',
  ]),
  row('Core 10.1', 'keys have a `kid`; the next one is published before it signs', [
    discovery,
    'the key set',
  ]),
  row('Core 15.1', 'ID tokens signed with RS256', [redeem, 'makes an ID token that a client can verify']),
  row('Discovery 3', 'the document has every required value, and all of it is true', [
    discovery,
    'promises what the provider does, and nothing else',
  ]),
  row('Discovery 4', 'the document is at `/.well-known/openid-configuration` below the issuer', [
    discovery,
    'the discovery document',
  ]),
  row('RP-Initiated Logout 2', 'GET and POST at the end-session endpoint', [
    endSession,
    'posted by a form goes on to the same request',
  ]),
  row('RP-Initiated Logout 2', '`id_token_hint` is ours, whatever its expiry', [
    endSession,
    'with its ID token, expired as it is',
  ]),
  row('RP-Initiated Logout 2', '`client_id` equals the audience of the hint', [
    endSession,
    'a hint beside another client_id',
  ]),
  row('RP-Initiated Logout 2', 'without a proof of the session the person is asked', [
    endSession,
    'without a hint asks the person',
  ]),
  row(
    'RP-Initiated Logout 2',
    '`logout_hint`',
    [endSession, 'without a hint asks the person'],
    'Accepted and ignored: only the session of this browser can end.',
  ),
  row(
    'RP-Initiated Logout 3',
    '`post_logout_redirect_uri` is one of the client’s, exactly; `state` comes back',
    [redirects, 'a sign-out never leads to $name'],
  ),
  row('RP-Initiated Logout 4', 'on an invalid request the browser is not redirected', [
    endSession,
    'without a registered address ends with the page',
  ]),
];

/** Returns the table of {@link requirements}. */
export function conformanceTable(): string {
  const rows = requirements.map(
    ({ section, requirement, test: [file, title], note = '' }) =>
      `| ${section} | ${requirement} | ${note} | [${title.replaceAll('|', '\\|')}](../../${file}) |`,
  );
  return ['| section | requirement | here | test |', '|---|---|---|---|', ...rows].join('\n');
}
