import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { notRecognised } from './signature.ts';

const unreadable: ProblemText = {
  sentence: 'We could not read this request to sign out. Sign out in the application instead.',
  remedy:
    'Entra never sends this, so there is nothing to change there. Look for a proxy, script or browser extension that changes what the browser sends.',
};

/** Refusals of a logout message, in English. */
export const logoutTexts: ProblemTexts['logout'] = {
  'logout-message-missing': unreadable,
  'logout-message-malformed': unreadable,
  'logout-request-structure': unreadable,
  'logout-request-expired': unreadable,
  'logout-relay-state-too-long': { ...unreadable, rule: 'SAML Bindings 3.4.3: 80 bytes; at most 1 kB' },
  'sign-out-other-origin': {
    sentence:
      'You are still signed in: the request to sign out came from another site. You can sign out here.',
    remedy:
      'Link to a page of this host, where the person signs out. Only a form of the same origin may post to /sign-out.',
  },
  'sign-out-everywhere-other-origin': {
    sentence:
      'You are still signed in: the request to sign out everywhere did not come from our page. You can sign out in this browser here.',
    remedy:
      'Link to /welcome, where the person signs out everywhere. Only a form of that page may post to it.',
  },
  'logout-issuer-mismatch': {
    ...notRecognised,
    remedy:
      'Enter the value of the set-up page. If it is there already, enter the Microsoft Entra Identifier on the set-up page again.',
  },
};
