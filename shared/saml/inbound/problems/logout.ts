import type { ProblemKind } from '../problem-kind.ts';
import { notRecognised } from './signature.ts';

const row = (specification: string): ProblemKind => ({
  sentence: 'This was not a sign-out that we can read. To sign out, use the application.',
  specification,
  fixedBy: 'sender',
  remedy: 'Nothing to change in Entra: it never sends this. Look for a proxy or script in between.',
  status: 400,
  logLevel: 'warn',
  class: 'attack',
});

/** Refusals of a logout message. */
export const logoutProblems = {
  'logout-message-missing': row('SAML Bindings 3.4.4'),
  'logout-message-malformed': row('SAML Bindings 3.4.4.1'),
  'logout-request-structure': row('SAML Core 3.7.1'),
  'logout-request-expired': row('SAML Core 3.7.1'),
  'logout-relay-state-too-long': row('SAML Bindings 3.4.3: 80 bytes; limit of this product: 1 kB'),
  'sign-out-other-origin': {
    sentence:
      'The request to sign out came from another site, so you are still signed in. You can sign out here.',
    specification: 'Rule of this product; cross-site request forgery',
    fixedBy: 'operator',
    remedy:
      'An application on another host shows a link to a page of this host, and the person signs out there. Only a form of this very origin may post to /sign-out.',
    status: 403,
    logLevel: 'warn',
    class: 'attack',
  },
  'logout-issuer-mismatch': {
    ...row('SAML Core 3.7.1, SAML Profiles 4.4.4.1'),
    ...notRecognised,
    fixedBy: 'customer-admin',
    remedy:
      'Entra ID > Enterprise apps > the application > Single sign-on > Basic SAML Configuration > Logout Url: enter the one of this tenant. Or hand over the Microsoft Entra Identifier again.',
    class: 'configuration',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
