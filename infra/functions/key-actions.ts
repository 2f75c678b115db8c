import type { Key } from 'aws-cdk-lib/aws-kms';
import type { FunctionName } from '../../functions/routes.ts';
import type { KeyPurpose } from '../../shared/keys/key-ids.ts';

/** The keys of a stage by their use, the current one first; none where the use is switched off. */
export type Keys = Readonly<Partial<Record<KeyPurpose, readonly Key[]>>>;

/** What a function does with our keys, which it never holds. */
export type KeyActions = Readonly<Partial<Record<KeyPurpose, 'Decrypt' | 'Sign'>>>;

/** What each function does with the keys, and so all that its role may do. No use, no permission. */
export const keyActions: Readonly<Partial<Record<FunctionName, KeyActions>>> = {
  'assertion-consumer': { decryption: 'Decrypt' },
  'sign-on': { requestSigning: 'Sign' },
};
