import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { localSigningKeys } from '../../shared/keys/local-keys.ts';
import type { PublicKeys } from '../../shared/keys/own-keys.ts';
import { tokenKeysOf } from '../../shared/openid/token-keys.ts';

const [first, second] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const named = new Map([
  ['current', first ?? expect.unreachable()],
  ['next', second ?? expect.unreachable()],
]);

/** Counts what is asked of the store, and fails as often as it is told. */
function keysOver({ failures = 0 } = {}) {
  const asked: string[] = [];
  let left = failures;
  const publicKeys: PublicKeys = {
    publicKeyOf: async (id) => {
      asked.push(id);
      left -= 1;
      if (left >= 0) throw new Error('KMS is away');
      const key = named.get(id) ?? expect.unreachable();
      return createPublicKey(key).export({ format: 'der', type: 'spki' });
    },
  };
  return { asked, keys: tokenKeysOf(localSigningKeys(named), publicKeys) };
}

describe('the keys of tokens', () => {
  it('have the thumbprint of RFC 7638 as their kid', async () => {
    const [current, next, ...others] = await keysOver().keys.all();
    const { n, e } = createPublicKey(named.get('current') ?? expect.unreachable()).export({ format: 'jwk' });
    const kid = createHash('sha256').update(`{"e":"${e}","kty":"RSA","n":"${n}"}`).digest('base64url');

    expect(current).toEqual({ kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e });
    expect(next?.kid).not.toBe(kid);
    expect(others).toEqual([]);
  });

  it('publish no private part', async () => {
    for (const key of await keysOver().keys.all())
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('sign with the first one', async () => {
    const { keys } = keysOver();
    const { kid, sign } = await keys.current();
    const [current] = await keys.all();
    const octets = Buffer.from('header.claims');

    expect(kid).toBe(current?.kid);
    const key = createPublicKey({ key: { ...current }, format: 'jwk' });
    expect(verify('sha256', octets, key, await sign(octets))).toBe(true);
  });

  it('are asked for once in a process, also by requests at the same time', async () => {
    const { keys, asked } = keysOver();
    await Promise.all([keys.all(), keys.current(), keys.all()]);
    await keys.current();

    expect(asked.sort()).toEqual(['current', 'next']);
  });

  it('are asked for again after a failure', async () => {
    const { keys, asked } = keysOver({ failures: 1 });
    await expect(keys.current()).rejects.toThrow('KMS is away');

    expect((await keys.current()).kid).toHaveLength(43);
    expect(asked).toEqual(['current', 'current']);
  });

  it('are RSA keys', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKeys: PublicKeys = {
      publicKeyOf: async () => publicKey.export({ format: 'der', type: 'spki' }),
    };
    await expect(tokenKeysOf(localSigningKeys(named), publicKeys).all()).rejects.toThrow(TypeError);
    expect(() => tokenKeysOf(localSigningKeys(new Map()), publicKeys)).toThrow(RangeError);
  });
});
