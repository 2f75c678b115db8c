import type { EncryptionChoices } from '../../fixtures/encrypt.ts';
import type { Acceptance, Attack } from '../attack.ts';
import type { Genuine } from '../genuine.ts';
import { type SealChoices, sealed } from './sealed.ts';
import type { TenantMode } from './verdict.ts';

/** An attack on a tenant that takes encrypted assertions; without a control of its own, the sealed message is it. */
export interface EncryptionAttack extends Attack {
  /** Default `optional`; the control is always sent to one that is. */
  readonly tenant?: TenantMode;
}

/** A message that a tenant with encryption accepts. */
export interface EncryptionAcceptance extends Acceptance {
  /** Default `optional`. */
  readonly tenant?: TenantMode;
}

type Choices = SealChoices | ((genuine: Genuine) => SealChoices);

const choicesOf = (choices: Choices, genuine: Genuine) =>
  typeof choices === 'function' ? choices(genuine) : choices;

/** A sealed message with something wrong in it. */
export const sealing = (name: string, choices: Choices, code: Attack['code']): EncryptionAttack => ({
  name,
  attack: (genuine) => sealed(genuine, choicesOf(choices, genuine)),
  code,
});

/** One that anything between unwrapping the key and the signature in the plaintext is to refuse. */
export const unopened = (name: string, choices: Choices): EncryptionAttack =>
  sealing(name, choices, 'decryption-failed');

/** One whose cipher text or key was made differently. */
export const encryptedBy = (name: string, encryption: EncryptionChoices): EncryptionAttack =>
  unopened(name, { encryption });

/** A sealed message that is to be accepted. */
export const opened = (name: string, choices: Choices): EncryptionAcceptance => ({
  name,
  message: (genuine) => sealed(genuine, choicesOf(choices, genuine)),
});
