import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rsaBounds, strongRsa, weaknessOf } from '../../../../shared/saml/inbound/signature/rsa-strength.ts';

const rsa = (
  modulusLength?: number,
  publicExponent?: bigint,
  asymmetricKeyType: string | undefined = 'rsa',
) => ({ asymmetricKeyType, asymmetricKeyDetails: { modulusLength, publicExponent } }) as unknown as KeyObject;

describe('weaknessOf', () => {
  it.each([
    [2_048, 65_537n],
    [4_096, 65_539n],
    [2_048, 2n ** 32n - 1n],
  ])('takes an RSA key of %d bits with the exponent %d', (bits, exponent) => {
    expect(weaknessOf(rsa(bits, exponent))).toBeUndefined();
  });

  it.each([
    ['exponent', 'exponent 1', rsa(2_048, 1n)],
    ['exponent', 'exponent 3', rsa(2_048, 3n)],
    ['exponent', 'exponent 65535', rsa(2_048, 65_535n)],
    ['exponent', 'exponent 65538', rsa(2_048, 65_538n)],
    ['exponent', 'exponent 4294967297', rsa(2_048, 2n ** 32n + 1n)],
    ['exponent', 'exponent 0', rsa(2_048)],
    ['modulus', 'rsa 2047', rsa(2_047, 65_537n)],
    ['modulus', 'rsa 0', rsa()],
    ['not-rsa', 'rsa-pss 2048', rsa(2_048, 65_537n, 'rsa-pss')],
    ['not-rsa', 'ec', rsa(undefined, undefined, 'ec')],
    ['not-rsa', 'unknown key', { asymmetricKeyType: undefined } as unknown as KeyObject],
  ] as const)('says %s of a key that is %s', (kind, actual, key) => {
    expect(weaknessOf(key)).toEqual({ kind, actual });
  });
});

it('says what a key must have, with the bounds that decide', () => {
  const { minimumModulusBits, minimumExponent } = rsaBounds;
  expect(strongRsa).toBe(`RSA ${minimumModulusBits} or more, exponent odd and at least ${minimumExponent}`);
});
