import type { ProblemKind } from '../problem-kind.ts';
import { notRecognisedKind } from './signature.ts';

const unreadable = (specification: string): ProblemKind => ({
  specification,
  fixedBy: 'sender',
  status: 400,
  logLevel: 'warn',
  class: 'attack',
});

/** Problems with a logout message. */
export const logoutProblems = {
  'logout-message-missing': unreadable('SAML Bindings 3.4.4'),
  'logout-message-malformed': unreadable('SAML Bindings 3.4.4.1'),
  'logout-request-structure': unreadable('SAML Core 3.7.1'),
  'logout-request-expired': unreadable('SAML Core 3.7.1'),
  'logout-relay-state-too-long': unreadable('SAML Bindings 3.4.3'),
  'sign-out-other-origin': {
    specification: 'Cross-site request forgery',
    fixedBy: 'operator',
    status: 403,
    logLevel: 'warn',
    class: 'attack',
  },
  'sign-out-everywhere-other-origin': {
    specification: 'Cross-site request forgery',
    fixedBy: 'operator',
    status: 403,
    logLevel: 'warn',
    class: 'attack',
  },
  'logout-issuer-mismatch': {
    ...notRecognisedKind,
    specification: 'SAML Core 3.7.1, SAML Profiles 4.4.4.1',
    fixedBy: 'customer-admin',
    logLevel: 'warn',
    class: 'configuration',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
