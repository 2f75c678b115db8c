import type { ProblemTexts } from '../../problem-text.ts';

/** Refusals of an OpenID client's request, in English. */
export const openIdTexts: ProblemTexts['openId'] = {
  'openid-request-malformed': {
    sentence:
      'We could not read this request to sign in: it arrived damaged or incomplete. Open the application and sign in again.',
    remedy: 'Look for a proxy, script or browser extension that changes what the browser sends.',
    rule: 'At most 64 parameters, in UTF-8',
  },
  'openid-client-unknown': {
    sentence:
      'The application that sent you here is not registered for sign-in. Open it from its start page and sign in again.',
    remedy: 'Register the application as a client, and enter its client ID exactly as registered.',
  },
  'openid-redirect-unknown': {
    sentence:
      'The application that sent you here expects you back at an address that is not registered. Open it from its start page and sign in again.',
    remedy:
      'Register this redirect URI for the client. Every character counts: upper and lower case, the port, a slash at the end.',
  },
  'openid-session-unknown': {
    sentence:
      'We could not tell which session to end: the application did not say it. Open the application and sign out there.',
    remedy: 'Send the ID token as id_token_hint, or the request to the host of the tenant.',
  },
};
