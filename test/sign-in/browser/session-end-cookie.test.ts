import { expect, test } from 'vitest';
import { readCookies } from '../../../shared/http/cookies.ts';
import {
  clearSessionEndCookie,
  readSessionEndCookie,
  sessionEndCookie,
} from '../../../shared/sign-in/browser/session-end-cookie.ts';
import { flow, secretOfZeros, tenant } from '../../ids/identifiers.ts';

const now = new Date('2025-11-22T23:49:07.900Z');
const end = { app: 'trakstar', tenant: tenant('acme'), flow: flow('a'), sessionHash: secretOfZeros } as const;

test('what ends a session comes along cross-site, lasts as long as the session and is read back', () => {
  const cookie = sessionEndCookie(end, new Date('2025-11-23T07:49:07.000Z'), now);
  const [pair = ''] = cookie.split(';');
  expect(cookie).toBe(
    `__Host-session-end=trakstar.acme._${'a'.repeat(32)}.${secretOfZeros}; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=28799`,
  );
  expect(readSessionEndCookie(readCookies([pair]))).toEqual(end);
  expect(readSessionEndCookie(readCookies([pair, pair]))).toBeUndefined();
  expect(readSessionEndCookie(readCookies(['__Host-session-end=x']))).toBeUndefined();
});

test('clearing names the cookie with the same attributes', () => {
  expect(clearSessionEndCookie()).toBe(
    '__Host-session-end=; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=0',
  );
});
