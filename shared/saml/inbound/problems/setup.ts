import type { ProblemKind } from '../problem-kind.ts';

const row = (more: Partial<ProblemKind> & Pick<ProblemKind, 'sentence' | 'remedy'>): ProblemKind => ({
  specification: 'Rule of this product',
  fixedBy: 'operator',
  status: 403,
  logLevel: 'info',
  class: 'configuration',
  ...more,
});

/** Refusals of the set-up page. */
export const setupProblems = {
  // Unknown, expired, revoked, opened too often, of another tenant, or no link at all: nobody learns which.
  'setup-not-open': row({
    sentence:
      'This page opens with a set-up link, and yours does not open it, or not any more. Ask whoever sent it for a new one.',
    remedy: 'The operator makes a new link: latchkey setup-link create.',
  }),
  'setup-form-refused': row({
    sentence:
      'This form did not come from our page, or the page was too old. Open the link again and go on from there.',
    specification: 'Cross-site request forgery',
    fixedBy: 'person',
    remedy: 'Open the set-up link again. What was entered before is still there.',
    logLevel: 'warn',
    class: 'attack',
  }),
  'setup-form-malformed': row({
    sentence: 'This form is not one that our page sends. Open the link again and go on from there.',
    fixedBy: 'sender',
    remedy: 'Nothing to change in Entra. Look for a proxy or script in between.',
    status: 400,
    logLevel: 'warn',
    class: 'attack',
  }),
  'setup-upload-too-large': row({
    sentence:
      'What was uploaded is larger than any metadata or certificate. Go back and choose the file from Entra.',
    specification: 'Limit of this product: 256 kB',
    fixedBy: 'customer-admin',
    remedy:
      'Entra ID > Enterprise apps > the application > Single sign-on > SAML Certificates: download Federation Metadata XML or Certificate (Base64).',
    status: 413,
  }),
  'setup-draft-too-large': row({
    sentence:
      'These certificates are too large to be kept: all certificates of a connection together have at most 48 kB. Go back and enter fewer or smaller ones.',
    specification: 'Limit of this product: 48 kB',
    fixedBy: 'customer-admin',
    remedy:
      'Hand over only the active certificate of Entra and the next one. If the running connection trusts many, the operator retires those that sign no more: latchkey tenant key retire.',
    status: 413,
  }),
  'setup-too-often': row({
    sentence: 'That was done very often within this hour. Please go on in the next one.',
    fixedBy: 'person',
    remedy: 'Wait for the next hour, or ask the operator for a new link: latchkey setup-link create.',
    status: 429,
    logLevel: 'warn',
    class: 'attack',
  }),
  'setup-read-only': row({
    sentence: 'Your link lets you look at the set-up, and not change it.',
    remedy: 'The operator makes a link that may change it: latchkey setup-link create.',
  }),
  'setup-nothing-to-renew': row({
    sentence:
      'Single sign-on is not set up yet, so there is no certificate to renew. Ask the person who sent your link for a set-up link.',
    remedy: 'Create a link of the intent set-up: latchkey setup-link create.',
    status: 409,
  }),
  'setup-draft-of-another-link': row({
    sentence:
      'Another set-up is under way, and your link only renews the certificate. Finish that set-up first, or ask the person who sent your link.',
    remedy:
      'See whose it is: latchkey tenant history. To give it up, revoke its link: latchkey setup-link revoke.',
    status: 409,
  }),
  'setup-draft-withdrawn': row({
    sentence:
      'The link by which these values were chosen has been closed, so they cannot be used. Hand over the values from Entra again.',
    remedy:
      'Enter the values from Entra again by an open set-up link; they replace those of the closed link.',
    fixedBy: 'customer-admin',
    status: 409,
  }),
} as const satisfies Readonly<Record<string, ProblemKind>>;
