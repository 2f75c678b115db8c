import { createKmsClient } from '../keys/kms-client.ts';
import { kmsPublicKeys, kmsSigningKeys } from '../keys/kms-keys.ts';
import type { CheckKey } from './check-tenant.ts';

/** The variable that names the KMS key of the check tenant. */
export const checkKeyVariable = 'LATCHKEY_CHECK_KEY';

/**
 * Opens the key that `LATCHKEY_CHECK_KEY` names by its ARN, in that key's own region: a second region uses the key of the
 * first. @throws Error that names the variable where it is not set
 */
export function openCheckKey(environment: Readonly<Record<string, string | undefined>>): CheckKey {
  const id = environment[checkKeyVariable];
  if (id === undefined || id === '') throw new Error(`${checkKeyVariable} is not set`);
  const region = /^arn:[\w-]+:kms:([\w-]+):/.exec(id)?.[1];
  const client = createKmsClient(region === undefined ? {} : { region });
  return { id, publicKeys: kmsPublicKeys(client), signingKeys: kmsSigningKeys(client, [id]) };
}
