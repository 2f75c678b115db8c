import type { FunctionName } from '../../functions/routes.ts';
import type { KeyUse } from '../../shared/keys/key-ids.ts';

/** A key of a stage that a function may use without ever holding it, by what it is for. */
export type KeyName = KeyUse;

/** What each function does with the keys, and so all that its role may do. No key, no permission. */
export const keyActions: Readonly<
  Partial<Record<FunctionName, Readonly<Partial<Record<KeyName, readonly string[]>>>>>
> = {
  'assertion-consumer': { decryption: ['Decrypt'] },
  'sign-on': { requestSigning: ['Sign'] },
};
