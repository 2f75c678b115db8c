import type { ProblemKind } from '../problem-kind.ts';

/** The kind of a request from a client that this stage does not have registered in this way. */
const notRegistered = (specification: string): ProblemKind => ({
  specification,
  fixedBy: 'operator',
  status: 400,
  logLevel: 'warn',
  class: 'configuration',
});

/**
 * Problems with a request of an OpenID client that a person reads: until its client and its redirect URI are proven, the
 * browser is not redirected. Any later problem is an error that the client gets.
 */
export const openIdProblems = {
  'openid-request-malformed': {
    specification: 'RFC 6749 3.1',
    fixedBy: 'sender',
    status: 400,
    logLevel: 'warn',
    class: 'attack',
  },
  'openid-client-unknown': notRegistered('RFC 6749 4.1.2.1'),
  'openid-redirect-unknown': notRegistered('OpenID Connect Core 3.1.2.1'),
  'openid-session-unknown': notRegistered('OpenID Connect RP-Initiated Logout 2'),
} as const satisfies Readonly<Record<string, ProblemKind>>;
