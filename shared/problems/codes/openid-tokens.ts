import type { ProblemKind } from '../problem-kind.ts';

const core = 'OpenID Connect Core';

/** Problems of the token endpoint, of revocation and of userinfo. Programs read them; no person sees a page. */
export const openIdTokenProblems = {
  'openid-token-request': {
    specification: 'RFC 6749 3.2',
    fixedBy: 'operator',
    status: 400,
    logLevel: 'warn',
    class: 'configuration',
    oauthError: 'invalid_request',
  },
  'openid-grant-type': {
    specification: 'RFC 6749 5.2',
    fixedBy: 'operator',
    status: 400,
    logLevel: 'warn',
    class: 'configuration',
    oauthError: 'unsupported_grant_type',
  },
  'openid-client-refused': {
    specification: `${core} 9`,
    fixedBy: 'operator',
    status: 401,
    logLevel: 'warn',
    class: 'configuration',
    oauthError: 'invalid_client',
  },
  'openid-client-secret-expired': {
    specification: `${core} 9`,
    fixedBy: 'operator',
    status: 401,
    logLevel: 'warn',
    class: 'expiry',
    oauthError: 'invalid_client',
  },
  'openid-grant-refused': {
    specification: 'RFC 6749 5.2',
    fixedBy: 'person',
    status: 400,
    logLevel: 'warn',
    class: 'person',
    oauthError: 'invalid_grant',
  },
  'openid-grant-reused': {
    specification: 'RFC 6749 4.1.2',
    fixedBy: 'person',
    status: 400,
    logLevel: 'warn',
    class: 'attack',
    oauthError: 'invalid_grant',
  },
  'openid-session-ended': {
    specification: 'RFC 6749 5.2',
    fixedBy: 'person',
    status: 400,
    logLevel: 'info',
    class: 'person',
    oauthError: 'invalid_grant',
  },
  'openid-access-refused': {
    specification: 'RFC 6750 3.1',
    fixedBy: 'person',
    status: 401,
    logLevel: 'info',
    class: 'person',
    oauthError: 'invalid_token',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
