import { createHash, createPublicKey } from 'node:crypto';
import type { KeyId } from '../keys/key-ids.ts';
import type { PublicKeys, SigningKeys } from '../keys/own-keys.ts';

/** The key that signs tokens. */
interface TokenKey {
  /** The `kid` of its JSON Web Key. */
  readonly kid: string;
  /**
   * Signs with RSASSA-PKCS1-v1_5 and SHA-256, which JWS calls RS256: one request to KMS.
   * @throws the key store's error where it is unavailable
   */
  sign(octets: Uint8Array): Promise<Uint8Array>;
}

/** The public half of a key that signs tokens. @see https://www.rfc-editor.org/rfc/rfc7517#section-4 */
interface TokenPublicKey {
  readonly kty: 'RSA';
  readonly use: 'sig';
  readonly alg: 'RS256';
  /** The thumbprint of the key. @see https://www.rfc-editor.org/rfc/rfc7638 */
  readonly kid: string;
  readonly n: string;
  readonly e: string;
}

/** The keys that sign ID tokens and logout tokens. */
export interface TokenKeys {
  /** Returns the key that signs. At first one request for its public half, which the process then remembers. */
  current(): Promise<TokenKey>;
  /**
   * Returns every key that a token may be signed with, the current one first: also the next one, so that it stands in
   * every cached key set before it signs, and the previous one. At first one request each.
   */
  all(): Promise<readonly TokenPublicKey[]>;
}

/**
 * Returns the keys for tokens. Failed requests are not remembered.
 * @param signing Its first key is the current one.
 */
export function tokenKeysOf(signing: SigningKeys, publicKeys: PublicKeys): TokenKeys {
  const known = new Map<KeyId, Promise<TokenPublicKey>>();
  const publicKeyOf = (id: KeyId): Promise<TokenPublicKey> => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const asked = publicKeys.publicKeyOf(id).then(tokenPublicKey);
    known.set(id, asked);
    asked.catch(() => known.delete(id));
    return asked;
  };
  const [current] = signing.ids;
  if (current === undefined) throw new RangeError('no key signs tokens');
  return {
    current: async () => {
      const { kid } = await publicKeyOf(current);
      return { kid, sign: (octets) => signing.sign(current, octets) };
    },
    all: () => Promise.all(signing.ids.map(publicKeyOf)),
  };
}

/**
 * Returns an RSA key's JSON Web Key with its thumbprint.
 * @param spki SubjectPublicKeyInfo, DER.
 * @throws TypeError for another kind of key
 */
function tokenPublicKey(spki: Uint8Array): TokenPublicKey {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const { kty, n = '', e = '' } = key.export({ format: 'jwk' });
  if (kty !== 'RSA') throw new TypeError('tokens are signed by RSA keys');
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  return { kty, use: 'sig', alg: 'RS256', kid, n, e };
}
