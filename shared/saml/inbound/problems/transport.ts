import type { ProblemKind } from '../problem-kind.ts';

const notASignIn = 'This was not a sign-in that we can read. Please start again from the application.';
const byTheSender = 'Nothing to change in Entra: it never sends this. Look for a proxy or script in between.';
const binding = 'SAML Bindings 3.5.4';

const refusedByForm = (more: Partial<ProblemKind> = {}): ProblemKind => ({
  sentence: notASignIn,
  specification: binding,
  fixedBy: 'sender',
  remedy: byTheSender,
  status: 400,
  logLevel: 'warn',
  class: 'attack',
  ...more,
});

/** Refusals of the request itself, before a byte of the message is looked at. */
export const transportProblems = {
  'method-not-allowed': refusedByForm({ status: 405, specification: 'RFC 9110 15.5.6' }),
  'media-type': refusedByForm({ status: 415 }),
  'body-too-large': refusedByForm({
    status: 413,
    specification: 'Limit of this product: 256 kB',
    fixedBy: 'customer-admin',
    remedy:
      'Entra ID > Enterprise apps > the application > Single sign-on > Attributes & Claims: send fewer groups or attributes.',
  }),
  'answer-too-large': refusedByForm({
    sentence:
      'What this request asks for does not fit in an answer. Please start again from the application.',
    specification: 'Limit of this product: 8 kB of headers',
  }),
  'saml-response-missing': refusedByForm(),
  'saml-response-repeated': refusedByForm(),
  'form-malformed': refusedByForm({ specification: 'URL Standard 5.1' }),
  'form-field-unexpected': refusedByForm(),
  'relay-state-repeated': refusedByForm(),
  'base64-malformed': refusedByForm({
    specification: 'RFC 4648 4',
    remedy:
      'Nothing to change in Entra: it never sends this. A proxy, script or browser extension on the way changes the form. The network team of the organisation lets it pass the body on unchanged.',
  }),
} as const satisfies Readonly<Record<string, ProblemKind>>;
