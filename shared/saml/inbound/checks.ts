/**
 * What is asked of a message, by the name that a diagnosis reports it under, in the order of the ACS. Pages,
 * commands and stored items go by these names: one that is here stays. docs/verification.md has the rules of each.
 */
export const checkNames = [
  'encoding',
  'xml',
  'response',
  'signature',
  'signature-algorithm',
  'signing-key',
  'signature-value',
  'decryption',
  'certificate',
  'assertion',
  'claims',
  'subject',
  'conditions',
  'authentication',
  'identity',
  'issuer',
  'audience',
  'recipient',
  'destination',
  'answer',
  'times',
  'response-time',
  'status',
  'encryption',
  'request',
  'user',
] as const;

/** The name of a {@link checkNames check}. */
export type CheckName = (typeof checkNames)[number];

/**
 * How the steps of verification are taken. Each step is handed over with its name, and what it found comes back as a
 * function, which is how a later step takes it. Verification takes steps {@link failFast}; a diagnosis takes every
 * one that can be taken. There is one list of steps for both: the code that hands them over.
 */
export type CheckRunner = <Found>(name: CheckName, step: () => Found) => () => Found;

/** At once, and nothing after the first that throws. */
export const failFast: CheckRunner = (_, step) => {
  const found = step();
  return () => found;
};
