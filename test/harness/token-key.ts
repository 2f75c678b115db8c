import { generateKeyPairSync, sign } from 'node:crypto';
import { signJwt } from '../../shared/openid/sign-jwt.ts';
import type { TokenKeys } from '../../shared/openid/token-keys.ts';

/** A key pair of a provider, which signs whatever claims a test writes. */
export function aTokenKey(kid = 'key-of-the-test') {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const jwk = { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e } as const;
  const current = async () => ({
    kid,
    sign: async (octets: Uint8Array) => sign('sha256', octets, privateKey),
  });
  const keys: TokenKeys = { current, all: async () => [jwk] };
  return {
    keys,
    publicKey,
    /** Returns a JWT with these claims. */
    write: (claims: Readonly<Record<string, unknown>>, type?: string) => signJwt({ current }, claims, type),
  };
}
