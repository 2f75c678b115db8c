import type { ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';

const own = 'Rule of this product';

/** Refusals of the set-up page, in English. */
export const setupTexts: ProblemTexts['setup'] = {
  'setup-not-open': {
    sentence:
      'This page opens with a set-up link, and yours does not open it, or not any more. Ask whoever sent it for a new one.',
    remedy: 'The operator makes a new link: latchkey setup-link create.',
    rule: own,
  },
  'setup-form-refused': {
    sentence:
      'This form did not come from our page, or the page was too old. Open the link again and go on from there.',
    remedy: 'Open the set-up link again. What was entered before is still there.',
  },
  'setup-form-malformed': {
    sentence: 'This form is not one that our page sends. Open the link again and go on from there.',
    remedy: 'Nothing to change in Entra. Look for a proxy or script in between.',
    rule: own,
  },
  'setup-upload-too-large': {
    sentence:
      'What was uploaded is larger than any metadata or certificate. Go back and choose the file from Entra.',
    remedy: `${entra.certificates}: download Federation Metadata XML or Certificate (Base64).`,
    rule: 'Limit of this product: 256 kB',
  },
  'setup-draft-too-large': {
    sentence:
      'These certificates are too large to be kept: all certificates of a connection together have at most 48 kB. Go back and enter fewer or smaller ones.',
    remedy:
      'Hand over only the active certificate of Entra and the next one. If the running connection trusts many, the operator retires those that sign no more: latchkey tenant key retire.',
    rule: 'Limit of this product: 48 kB',
  },
  'setup-too-often': {
    sentence: 'That was done very often within this hour. Please go on in the next one.',
    remedy: 'Wait for the next hour, or ask the operator for a new link: latchkey setup-link create.',
    rule: own,
  },
  'setup-read-only': {
    sentence: 'Your link lets you look at the set-up, and not change it.',
    remedy: 'The operator makes a link that may change it: latchkey setup-link create.',
    rule: own,
  },
  'setup-nothing-to-renew': {
    sentence:
      'Single sign-on is not set up yet, so there is no certificate to renew. Ask the person who sent your link for a set-up link.',
    remedy: 'Create a link of the intent set-up: latchkey setup-link create.',
    rule: own,
  },
  'setup-draft-of-another-link': {
    sentence:
      'Another set-up is under way, and your link only renews the certificate. Finish that set-up first, or ask the person who sent your link.',
    remedy:
      'See whose it is: latchkey tenant history. To give it up, revoke its link: latchkey setup-link revoke.',
    rule: own,
  },
  'setup-draft-withdrawn': {
    sentence:
      'The link by which these values were chosen has been closed, so they cannot be used. Hand over the values from Entra again.',
    remedy:
      'Enter the values from Entra again by an open set-up link; they replace those of the closed link.',
    rule: own,
  },
};
