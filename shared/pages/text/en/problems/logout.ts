import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';
import { notRecognised } from './signature.ts';

const unreadable: ProblemText = {
  sentence: 'This was not a sign-out that we can read. To sign out, use the application.',
  remedy: 'Nothing to change in Entra: it never sends this. Look for a proxy or script in between.',
};

/** Refusals of a logout message, in English. */
export const logoutTexts: ProblemTexts['logout'] = {
  'logout-message-missing': unreadable,
  'logout-message-malformed': unreadable,
  'logout-request-structure': unreadable,
  'logout-request-expired': unreadable,
  'logout-relay-state-too-long': {
    ...unreadable,
    rule: 'SAML Bindings 3.4.3: 80 bytes; limit of this product: 1 kB',
  },
  'sign-out-other-origin': {
    sentence:
      'The request to sign out came from another site, so you are still signed in. You can sign out here.',
    remedy:
      'An application on another host shows a link to a page of this host, and the person signs out there. Only a form of this very origin may post to /sign-out.',
    rule: 'Rule of this product; cross-site request forgery',
  },
  'logout-issuer-mismatch': {
    ...notRecognised,
    remedy: `${entra.basic} > Logout Url: enter the one of this tenant. Or hand over the Microsoft Entra Identifier again.`,
  },
};
