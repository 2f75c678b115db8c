import type { FunctionName } from '../../functions/routes.ts';

/** A key of a stage that a function may use without ever holding it. */
export type KeyName = 'decryption' | 'requestSigning';

/** The variable that tells a function the ARN of a key; unset where the stage has it switched off. */
export const keyVariables: Readonly<Record<KeyName, string>> = {
  decryption: 'LATCHKEY_DECRYPTION_KEY',
  requestSigning: 'LATCHKEY_REQUEST_SIGNING_KEY',
};

/** What each function does with the keys, and so all that its role may do. No key, no permission. */
export const keyActions: Readonly<
  Partial<Record<FunctionName, Readonly<Partial<Record<KeyName, readonly string[]>>>>>
> = {
  'assertion-consumer': { decryption: ['Decrypt'] },
  'sign-on': { requestSigning: ['Sign'] },
};
