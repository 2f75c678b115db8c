import { expect, test } from 'vitest';
import { newReference } from '../../shared/ids/reference.ts';
import { newSecret } from '../../shared/ids/secret.ts';

test('a reference is eight symbols that cannot be mistaken for each other', () => {
  expect(newReference(() => Uint8Array.of(0, 1, 31, 32, 255, 18, 24, 27))).toBe('01Z0-ZJRV');
  for (let attempt = 0; attempt < 100; attempt++) {
    expect(newReference()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  }
});

test('a secret is 32 bytes in base64url', () => {
  expect(newSecret((sizeBytes) => new Uint8Array(sizeBytes).fill(255))).toBe(`${'_'.repeat(42)}8`);
  expect(newSecret()).not.toBe(newSecret());
});
