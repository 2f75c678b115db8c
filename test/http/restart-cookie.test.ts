import { expect, test } from 'vitest';
import { readCookies } from '../../shared/http/cookies.ts';
import { clearRestartCookie, restartCookie, wasRestarted } from '../../shared/http/restart-cookie.ts';
import { tenant } from './identifiers.ts';

const acme = tenant('acme');

test('a restart is remembered for two minutes, across sites', () => {
  expect(restartCookie(acme)).toBe(
    '__Host-restarted=acme; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=120',
  );
});

test.each([
  ['after a restart of this tenant', ['__Host-restarted=acme'], true],
  ['after a restart of another tenant of the same host', ['__Host-restarted=globex'], false],
  ['with two markers', ['__Host-restarted=acme', '__Host-restarted=acme'], false],
  ['without a marker', [], false],
])('%s the answer is right', (_, pairs, expected) => {
  expect(wasRestarted(readCookies(pairs), acme)).toBe(expected);
});

test('a sign-in that ended well forgets the restart', () => {
  expect(clearRestartCookie()).toBe('__Host-restarted=; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=0');
});
