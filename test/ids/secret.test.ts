import { expect, test } from 'vitest';
import { parseFlowId } from '../../shared/ids/flow-id.ts';
import { newSecret, secretPattern, systemRandom } from '../../shared/ids/secret.ts';

const whole = new RegExp(`^${secretPattern}$`);

test('a secret is 32 bytes of what is random, in base64url', () => {
  const secret = newSecret((sizeBytes) => new Uint8Array(sizeBytes).fill(0xfb));

  expect(Buffer.from(secret, 'base64url')).toEqual(Buffer.alloc(32, 0xfb));
  expect(secret).toMatch(whole);
});

test('no two secrets are the same', () => {
  expect(systemRandom(32)).toHaveLength(32);
  expect(newSecret()).toMatch(whole);
  expect(newSecret()).not.toBe(newSecret());
});

test.each(['A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, `${'+'.repeat(42)}A`, `${'A'.repeat(42)}=`])(
  '%j is no secret',
  (text) => {
    expect(text).not.toMatch(whole);
  },
);

test.each([`_${'0a'.repeat(16)}`, `u${'-_'.repeat(21)}A`])('%j names a flow', (text) => {
  expect(parseFlowId(text)).toBe(text);
});

test.each([
  '',
  '_',
  `_${'0A'.repeat(16)}`,
  ` _${'0a'.repeat(16)}`,
  `_${'0a'.repeat(16)}0`,
  `u${'-'.repeat(42)}`,
])('%j names none', (text) => {
  expect(parseFlowId(text)).toBeUndefined();
});
