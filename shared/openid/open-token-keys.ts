import { openPublicKeys, openTokenSigningKeys } from '../keys/open-keys.ts';
import { type TokenKeys, tokenKeysOf } from './token-keys.ts';

/**
 * Returns the keys for tokens in AWS KMS that `LATCHKEY_TOKEN_SIGNING_KEYS` names.
 * @throws Error that names the variable where it names none
 */
export function openTokenKeys(environment: Readonly<Record<string, string | undefined>>): TokenKeys {
  return tokenKeysOf(openTokenSigningKeys(environment), openPublicKeys());
}
