import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';

/** For what cannot be read, in this table and in that of the document. */
export const unreadable: ProblemText = {
  sentence: 'This was not a sign-in that we can read. Please start again from the application.',
  remedy: 'Nothing to change in Entra: it never sends this. Look for a proxy or script in between.',
};

/** For what is larger than a limit. */
export const fewerClaims = `${entra.claims}: send fewer groups or attributes.`;

/** Refusals of the request itself, in English. */
export const transportTexts: ProblemTexts['transport'] = {
  'method-not-allowed': unreadable,
  'media-type': unreadable,
  'body-too-large': {
    ...unreadable,
    remedy: fewerClaims,
    rule: 'Limit of this product: 256 kB',
  },
  'answer-too-large': {
    ...unreadable,
    sentence:
      'What this request asks for does not fit in an answer. Please start again from the application.',
    rule: 'Limit of this product: 8 kB of headers',
  },
  'saml-response-missing': unreadable,
  'saml-response-repeated': unreadable,
  'form-malformed': unreadable,
  'form-field-unexpected': unreadable,
  'relay-state-repeated': unreadable,
  'base64-malformed': {
    ...unreadable,
    remedy:
      'Nothing to change in Entra: it never sends this. A proxy, script or browser extension on the way changes the form. The network team of the organisation lets it pass the body on unchanged.',
  },
};
