import { type EncryptionChoices, encryptedAssertion } from '../../fixtures/encrypt.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { asEntraWrites } from '../../fixtures/entra-response.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { signAssertion, signWhole } from '../../fixtures/sign.ts';
import type { SignatureChoices } from '../../fixtures/signature.ts';
import { assertionIn } from '../forgery.ts';
import type { Genuine } from '../genuine.ts';
import { swap } from '../splice.ts';
import type { SigningMode } from '../world.ts';

/** How a message is sealed; what is left out is as Entra does it with token encryption switched on. */
export interface SealChoices {
  readonly parts?: Partial<EntraParts>;
  /** Default: the case's own mode. */
  readonly sign?: SigningMode | 'both' | 'nothing';
  /** Default: the directory's signing key. */
  readonly signature?: SignatureChoices;
  readonly encryption?: EncryptionChoices;
  /** Changes the plaintext, signed or not, before it is encrypted. */
  readonly inside?: (assertion: string) => string | Uint8Array;
  /** Changes the EncryptedAssertion before a signature of the Response covers it. */
  readonly outside?: (encrypted: string) => string;
}

/**
 * A message whose Assertion is signed or not, then encrypted, and whose Response is then signed or not: the order
 * of Entra's three Signing Options.
 */
export function sealed(genuine: Genuine, choices: SealChoices = {}): string {
  const { sign = genuine.mode, signature = { key: signingKey() } } = choices;
  const { inside = (text) => text, outside = (text) => text } = choices;
  const unsigned = genuine.unsigned(choices.parts);
  const written = sign === 'response' || sign === 'nothing' ? unsigned : signAssertion(unsigned, signature);
  const assertion = assertionIn(written);
  const encrypted = outside(encryptedAssertion(inside(asEntraWrites(assertion)), choices.encryption));
  const message = swap(written, assertion, encrypted);
  return asEntraWrites(sign === 'response' || sign === 'both' ? signWhole(message, signature) : message);
}
