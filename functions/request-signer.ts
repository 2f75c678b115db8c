import type { SigningKeys } from '../shared/keys/own-keys.ts';
import type { Signer } from '../shared/saml/outbound/sign-redirect.ts';
import type { Connection } from '../shared/tenants/tenant.ts';

/**
 * Returns the signer of a connection's messages; undefined where they are unsigned.
 * @throws Error where the key does not exist. No message is sent unsigned instead: the directory would reject it, or the
 * operator would believe that messages are signed.
 */
export function messageSignerOf(
  { requestSigning }: Pick<Connection, 'requestSigning'>,
  keys: SigningKeys | undefined,
): Signer | undefined {
  const keyId = requestSigning?.keyId;
  if (keyId === undefined) return undefined;
  if (keys?.ids.includes(keyId)) return (octets) => keys.sign(keyId, octets);
  throw new Error("The tenant's requests are signed with a key that this function does not have");
}
