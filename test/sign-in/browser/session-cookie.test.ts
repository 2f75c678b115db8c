import { describe, expect, test } from 'vitest';
import { readCookies } from '../../../shared/http/cookies.ts';
import {
  clearSessionCookie,
  readSessionCookie,
  sessionCookie,
} from '../../../shared/sign-in/browser/session-cookie.ts';
import { flow, secretOfOnes, secretOfZeros, tenant } from '../../ids/identifiers.ts';

const now = new Date('2025-11-22T23:49:07.900Z');
const solicited = `_${'a'.repeat(32)}`;
const unsolicited = `u${'-_A9'.repeat(10)}abc`;

const read = (value: string) => readSessionCookie(readCookies([`__Host-session=${value}`]));

test('a session cookie lasts exactly as many whole seconds as the session', () => {
  const session = {
    app: 'timetrack',
    tenant: tenant('acme'),
    flow: flow('a'),
    secret: secretOfZeros,
  } as const;
  expect(sessionCookie(session, new Date('2025-11-23T07:49:07.000Z'), now)).toBe(
    `__Host-session=timetrack.acme.${solicited}.${secretOfZeros}; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=28799`,
  );
});

test('a session that is over gives a cookie that removes itself', () => {
  const session = {
    app: 'timetrack',
    tenant: tenant('acme'),
    flow: flow('a'),
    secret: secretOfZeros,
  } as const;
  expect(sessionCookie(session, new Date('2025-11-22T00:00:00Z'), now)).toMatch(/; Max-Age=0$/);
});

test('clearing names the cookie with the same attributes', () => {
  expect(clearSessionCookie()).toBe('__Host-session=; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=0');
});

describe('reading', () => {
  test.each([
    ['timetrack', 'acme', solicited, secretOfZeros],
    ['trakstar', '0-x', solicited, secretOfOnes],
    ['timetrack', 'a'.repeat(63), unsolicited, secretOfZeros],
  ])('app %s, tenant %s, flow %s and secret %s are read back', (app, tenantId, flowId, secret) => {
    expect(read(`${app}.${tenantId}.${flowId}.${secret}`)).toEqual({
      app,
      tenant: tenantId,
      flow: flowId,
      secret,
    });
  });

  test.each([
    ['empty', ''],
    ['three parts', `acme.${solicited}.${secretOfZeros}`],
    ['five parts', `timetrack.acme.${solicited}.${secretOfZeros}.x`],
    ['an app in capitals', `Timetrack.acme.${solicited}.${secretOfZeros}`],
    ['an app that begins with a hyphen', `-timetrack.acme.${solicited}.${secretOfZeros}`],
    ['a tenant in capitals', `timetrack.Acme.${solicited}.${secretOfZeros}`],
    ['a tenant that begins with a hyphen', `timetrack.-acme.${solicited}.${secretOfZeros}`],
    ['a tenant of 64 characters', `timetrack.${'a'.repeat(64)}.${solicited}.${secretOfZeros}`],
    ['no tenant', `timetrack..${solicited}.${secretOfZeros}`],
    ['a flow in capitals', `timetrack.acme._${'A'.repeat(32)}.${secretOfZeros}`],
    ['a flow of 31 digits', `timetrack.acme._${'a'.repeat(31)}.${secretOfZeros}`],
    ['a flow of another kind', `timetrack.acme.x${'a'.repeat(43)}.${secretOfZeros}`],
    ['a secret of 42 characters', `timetrack.acme.${solicited}.${'A'.repeat(42)}`],
    ['a secret of 44 characters', `timetrack.acme.${solicited}.${'A'.repeat(44)}`],
    ['a secret with padding', `timetrack.acme.${solicited}.${'A'.repeat(43)}=`],
    ['a secret of the other alphabet', `timetrack.acme.${solicited}.${'+'.repeat(42)}A`],
    ['a second spelling of the same secret', `timetrack.acme.${solicited}.${'A'.repeat(42)}B`],
  ])('%s is no session', (_, value) => {
    expect(read(value)).toBeUndefined();
  });

  test('two session cookies are none', () => {
    const pair = `__Host-session=timetrack.acme.${solicited}.${secretOfZeros}`;
    expect(readSessionCookie(readCookies([pair]))).toBeDefined();
    expect(readSessionCookie(readCookies([pair, pair]))).toBeUndefined();
  });
});
