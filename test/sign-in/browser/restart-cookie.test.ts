import { expect, test } from 'vitest';
import { readCookies } from '../../../shared/http/cookies.ts';
import {
  clearRestartCookie,
  restartCookie,
  wasRestarted,
} from '../../../shared/sign-in/browser/restart-cookie.ts';
import { tenant } from '../../ids/identifiers.ts';

const acme = tenant('acme');

test('a restart is remembered for two minutes, across sites', () => {
  expect(restartCookie('trakstar', acme)).toBe(
    '__Host-restarted=trakstar.acme; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=120',
  );
});

test.each([
  ['after a restart of this tenant', ['__Host-restarted=trakstar.acme'], true],
  ['after a restart of another tenant of the same host', ['__Host-restarted=trakstar.globex'], false],
  ['after a restart of another app of the same host', ['__Host-restarted=timetrack.acme'], false],
  ['with two markers', ['__Host-restarted=trakstar.acme', '__Host-restarted=trakstar.acme'], false],
  ['without a marker', [], false],
])('%s the answer is right', (_, pairs, expected) => {
  expect(wasRestarted(readCookies(pairs), 'trakstar', acme)).toBe(expected);
});

test('a sign-in that ended well forgets the restart', () => {
  expect(clearRestartCookie()).toBe('__Host-restarted=; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=0');
});
