import type { ProblemKind } from '../problem-kind.ts';

/** The kind of a request that carries no readable message. */
const refusedRequest = {
  specification: 'SAML Bindings 3.5.4',
  fixedBy: 'sender',
  status: 400,
  logLevel: 'warn',
  class: 'attack',
} as const satisfies ProblemKind;

/** The kind of a request over a limit that only Latchkey sets. */
const overLimit = {
  fixedBy: 'sender',
  status: 400,
  logLevel: 'warn',
  class: 'attack',
} as const satisfies ProblemKind;

/** Problems with the request itself, before the message in it is read. */
export const transportProblems = {
  'method-not-allowed': { ...refusedRequest, status: 405, specification: 'RFC 9110 15.5.6' },
  'media-type': { ...refusedRequest, status: 415 },
  'body-too-large': { ...overLimit, status: 413, fixedBy: 'customer-admin' },
  'answer-too-large': overLimit,
  'saml-response-missing': refusedRequest,
  'saml-response-repeated': refusedRequest,
  'form-malformed': { ...refusedRequest, specification: 'URL Standard 5.1' },
  'form-field-unexpected': refusedRequest,
  'relay-state-repeated': refusedRequest,
  'base64-malformed': { ...refusedRequest, specification: 'RFC 4648 4' },
} as const satisfies Readonly<Record<string, ProblemKind>>;
