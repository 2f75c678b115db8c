import { expect, test } from 'vitest';
import { readCookies } from '../../shared/http/cookies.ts';
import { parseSetupLinkId } from '../../shared/ids/setup-link-id.ts';
import { clearSetupCookie, readSetupCookie, setupCookie } from '../../shared/setup/setup-cookie.ts';
import { secretOfZeros, tenant } from '../ids/identifiers.ts';

const now = new Date('2026-11-28T12:00:00.500Z');
const link = parseSetupLinkId('7KQF-M2ZD') ?? expect.unreachable();
const setup = { app: 'trakstar', tenant: tenant('acme'), link, slot: 3, secret: secretOfZeros } as const;
const whole = `trakstar.acme.7KQF-M2ZD.3.${secretOfZeros}`;
const read = (...values: readonly string[]) =>
  readSetupCookie(readCookies(values.map((value) => `__Host-setup=${value}`)));

test('what a browser holds of a set-up stays on our pages, lasts as long and is read back', () => {
  expect(setupCookie(setup, new Date('2026-11-28T13:00:00.000Z'), now)).toBe(
    `__Host-setup=${whole}; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=3599`,
  );
  expect(read(whole)).toEqual(setup);
});

test.each([
  ['that came twice', whole, whole],
  ['that is empty', ''],
  ['with something before it', `.${whole}`],
  ['with something behind it', `${whole}x`],
  ['of no app', whole.replace('trakstar', '-app')],
  ['of no tenant', whole.replace('acme', '-acme')],
  ['of no link', whole.replace('7KQF-M2ZD', '7KQFM2ZDD')],
  ['of no slot', whole.replace('.3.', '.x.')],
  ['without a secret', whole.replace(secretOfZeros, '')],
])('a cookie %s opens nothing', (_, ...values) => {
  expect(read(...values)).toBeUndefined();
});

test('no cookie opens nothing', () => {
  expect(read()).toBeUndefined();
});

test('clearing names the cookie with the same attributes', () => {
  expect(clearSetupCookie()).toBe('__Host-setup=; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=0');
});
