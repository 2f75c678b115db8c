import type { ProblemText, ProblemTexts } from '../../problem-text.ts';

/** For what cannot be read, in this table and in that of the document. */
export const unreadable: ProblemText = {
  sentence:
    'We could not read this sign-in: it arrived damaged or incomplete. Open the application and sign in again.',
  remedy:
    'Entra never sends this, so there is nothing to change there. Look for a proxy, script or browser extension that changes what the browser sends.',
};

/** For a message that is larger than a limit. */
export const tooLarge: ProblemText = {
  sentence:
    'We could not sign you in: your organisation’s sign-in sends more data than this application accepts. Ask your IT department to reduce it.',
  remedy: 'Send fewer groups or attributes.',
};

/** Refusals of the request itself, in English. */
export const transportTexts: ProblemTexts['transport'] = {
  'method-not-allowed': {
    ...unreadable,
    sentence: 'This address cannot be opened this way. Open the application and start again.',
  },
  'media-type': unreadable,
  'body-too-large': { ...tooLarge, rule: 'At most 256 kB' },
  'answer-too-large': {
    ...unreadable,
    sentence: 'This request asks for more than one answer can hold. Open the application and start again.',
    rule: 'At most 8 kB of headers in an answer',
  },
  'saml-response-missing': unreadable,
  'saml-response-repeated': unreadable,
  'form-malformed': unreadable,
  'form-field-unexpected': unreadable,
  'relay-state-repeated': unreadable,
  'base64-malformed': {
    ...unreadable,
    remedy:
      'Entra never sends this: a proxy, script or browser extension changed the form on the way. Ask your network team to let the body of this form through unchanged.',
  },
};
