import type { ProblemTexts } from '../../problem-text.ts';

const newLink = 'Ask the person who sent the link for a new one.';

/** Refusals of the set-up page, in English. */
export const setupTexts: ProblemTexts['setup'] = {
  'setup-not-open': {
    sentence:
      'This link is invalid, or its page was open for too long. Open your link again. If that fails, ask the person who sent it for a new one.',
    remedy: newLink,
  },
  'setup-link-expired': {
    sentence: 'This link has expired. Ask the person who sent it for a new one.',
    remedy: newLink,
  },
  'setup-link-revoked': {
    sentence:
      'This link was closed by the people who run the application. Ask the person who sent it for a new one.',
    remedy: newLink,
  },
  'setup-link-used': {
    sentence:
      'This link has been opened as often as it may be. Continue in the browser that opened it, or ask the person who sent it for a new one.',
    remedy: newLink,
  },
  'setup-form-refused': {
    sentence:
      'This form came from another site, or its page was open for too long. Open your link again and continue there.',
    remedy: 'Open the set-up link again. What you entered before is still there.',
  },
  'setup-form-malformed': {
    sentence: 'This form arrived incomplete or changed. Open your link again and continue there.',
    remedy:
      'There is nothing to change in Entra. Look for a proxy, script or browser extension that changes what the browser sends.',
  },
  'setup-upload-too-large': {
    sentence: 'This file is larger than any metadata or certificate. Go back and choose the file from Entra.',
    remedy: 'Download Federation Metadata XML or Certificate (Base64), and choose that file.',
    rule: 'At most 256 kB',
  },
  'setup-draft-too-large': {
    sentence:
      'These certificates are too large to be stored: a connection may have 48 kB of them. Go back and enter fewer or smaller ones.',
    remedy:
      'Enter only the active certificate of Entra and the next one. If that is still too much, ask the people who run the application to retire old ones.',
    rule: 'At most 48 kB',
  },
  'setup-too-often': {
    sentence: 'Too many attempts. Try again in an hour.',
    remedy: 'Wait an hour, or ask the person who sent the link for a new one.',
  },
  'setup-read-only': {
    sentence:
      'With this link you can view the set-up, but not change it. Ask the person who sent it for another one.',
    remedy: 'Ask the person who sent the link for one that allows changes.',
  },
  'setup-nothing-to-renew': {
    sentence:
      'Single sign-on is not set up yet, so there is no certificate to renew. Ask the person who sent your link for a set-up link.',
    remedy: 'Ask the person who sent the link for one that sets single sign-on up.',
  },
  'setup-draft-of-another-link': {
    sentence:
      'Another set-up is in progress, and your link only renews the certificate. Finish that set-up first, or ask the person who sent your link.',
    remedy: 'Finish the other set-up with its own link, or ask the person who sent the link to close it.',
  },
  'setup-draft-withdrawn': {
    sentence:
      'The link by which these values were entered has been closed, so we cannot use them. Enter the values from Entra again.',
    remedy: 'Enter the values from Entra again with a valid set-up link. They replace the old ones.',
  },
  'setup-administrator-required': {
    sentence:
      'You signed in, but your account may not manage single sign-on. Ask the people who run the application to make you an administrator, or to send you a set-up link.',
    remedy: 'Ask the people who run the application to make this person an administrator.',
    rule: 'Only an administrator of the organisation',
  },
  'setup-sign-in-not-fresh': {
    sentence:
      'Your directory did not ask you to sign in again. Sign out of your directory and try again. If that does not help, ask the people who run the application for a set-up link.',
    remedy:
      'Sign out of Entra in this browser, then try again. If the directory ignores a request for a fresh sign-in, use a set-up link.',
  },
};
