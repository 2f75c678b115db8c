import { describe, expect, it, test } from 'vitest';
import { readCookies } from '../../../shared/http/cookies.ts';
import { newAdministrationFlowId } from '../../../shared/ids/administration-flow-id.ts';
import { requestFlowId } from '../../../shared/ids/flow-id.ts';
import { isRequestOf, requestIdBytes } from '../../../shared/ids/request-id.ts';
import { newTestFlowId } from '../../../shared/ids/test-flow-id.ts';
import {
  clearFlowCookie,
  clearSurplusFlowCookies,
  flowCookie,
  maximumFlowCookies,
  readFlowCookie,
  tenantInFlowCookie,
} from '../../../shared/sign-in/browser/flow-cookie.ts';
import { requestLifetimeSeconds } from '../../../shared/sign-in/flow.ts';
import { timetrack } from '../../fixtures/apps.ts';
import { flow, secretOfZeros, tenant } from '../../ids/identifiers.ts';

const now = new Date('2025-11-22T23:49:07.900Z');
const nameOf = (digit: string) => `__Host-flow-${flow(digit)}`;
const held = (digit: string, issuedSeconds: number) => `${nameOf(digit)}=${issuedSeconds}.${secretOfZeros}`;
const digits = Array.from({ length: maximumFlowCookies }, (_, index) => String(index + 1));
const allButOne = digits.slice(0, -1);
const cleared = (name: string) => `${name}=; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=0`;

test('a flow cookie comes back with a cross-site POST for as long as its request is open', () => {
  expect(flowCookie(flow('a'), secretOfZeros, { now, app: timetrack, tenant: tenant('acme') })).toBe(
    `${nameOf('a')}=1763855347.${secretOfZeros}; HttpOnly; Secure; SameSite=None; Path=/; Max-Age=${requestLifetimeSeconds}`,
  );
});

describe('where the Reply URL names no tenant', () => {
  const app = { ...timetrack, tenantBy: 'issuer' as const };
  const acme = { app: app.id, tenant: tenant('acme'), secret: secretOfZeros };
  const bytes = requestIdBytes(acme);
  const id = requestFlowId(bytes);
  const issued = { now, app, tenant: acme.tenant };
  const named = (pair: string, inResponseTo: string = id) =>
    tenantInFlowCookie(readCookies([pair]), app.id, inResponseTo);

  it.each([id, newTestFlowId(bytes), newAdministrationFlowId(bytes)])(
    'the cookie of the answered request %s does',
    (request) => {
      const [pair = ''] = flowCookie(request, secretOfZeros, issued).split(';');
      expect(pair).toBe(`__Host-flow-${request}=1763855347.${secretOfZeros}.acme`);
      expect(named(pair, request)).toBe('acme');
    },
  );

  const otherSecret = `${'B'.repeat(42)}A`;
  it.each([
    ['another request', `__Host-flow-${id}=5.${secretOfZeros}.acme`, flow('b')],
    ['no tenant', `__Host-flow-${id}=5.${secretOfZeros}`, id],
    ['a malformed tenant', `__Host-flow-${id}=5.${secretOfZeros}.-acme`, id],
    ['another tenant, written by hand', `__Host-flow-${id}=5.${secretOfZeros}.other`, id],
    ['a secret that the request was not made of', `__Host-flow-${id}=5.${otherSecret}.acme`, id],
    ['a request that was not made of any secret', `${nameOf('a')}=5.${secretOfZeros}.acme`, flow('a')],
  ])('a cookie of %s does not', (_, pair, inResponseTo) => {
    expect(named(pair, inResponseTo)).toBeUndefined();
  });

  it('the request of the same names at another app is another one', () => {
    const { app: _, ...rest } = acme;
    expect(isRequestOf(id, { ...rest, app: 'trakstar' })).toBe(false);
    expect(isRequestOf(id, acme)).toBe(true);
  });
});

test('clearing names the cookie of that flow', () => {
  expect(clearFlowCookie(flow('a'))).toBe(cleared(nameOf('a')));
});

describe('reading', () => {
  test('the cookie of the flow is found among others', () => {
    const cookies = readCookies([held('a', 1763855347), held('b', 5)]);
    expect(readFlowCookie(cookies, flow('b'))).toEqual({ issuedAt: new Date(5000), secret: secretOfZeros });
    expect(readFlowCookie(cookies, flow('c'))).toBeUndefined();
  });

  test('the cookie of a flow that brings a code says so, with and without its tenant', () => {
    const byIssuer = { ...timetrack, tenantBy: 'issuer' as const };
    for (const app of [timetrack, byIssuer]) {
      const [pair = ''] = flowCookie(flow('a'), secretOfZeros, {
        now,
        app,
        tenant: tenant('acme'),
        wantsCode: true,
      }).split(';');
      expect(pair).toMatch(/~code$/);
      expect(readFlowCookie(readCookies([pair]), flow('a'))).toMatchObject({
        secret: secretOfZeros,
        wantsCode: true,
      });
      expect(readFlowCookie(readCookies([pair.replace('~code', '')]), flow('a'))).not.toHaveProperty(
        'wantsCode',
      );
      expect(readFlowCookie(readCookies([pair.replace('~code', '~Code')]), flow('a'))).toBeUndefined();
    }
  });

  test.each([
    ['no time', `.${secretOfZeros}`],
    ['a time with a leading zero', `05.${secretOfZeros}`],
    ['a negative time', `-5.${secretOfZeros}`],
    ['a time of 13 digits', `1763855347000.${secretOfZeros}`],
    ['no secret', '5.'],
    ['a short secret', '5.abc'],
  ])('%s is malformed', (_, value) => {
    expect(readFlowCookie(readCookies([`${nameOf('a')}=${value}`]), flow('a'))).toBeUndefined();
  });

  test('a flow cookie that came twice binds nothing', () => {
    expect(readFlowCookie(readCookies([held('a', 5), held('a', 6)]), flow('a'))).toBeUndefined();
  });
});

describe('making room for one more', () => {
  test('all stay that leave room for one', () => {
    expect(clearSurplusFlowCookies(readCookies(allButOne.map((digit) => held(digit, 5))))).toEqual([]);
  });

  test('of as many as a browser keeps the oldest issued goes, wherever it stands', () => {
    const pairs = digits.map((digit) => held(digit, digit === '6' ? 1 : 1000));
    expect(clearSurplusFlowCookies(readCookies(pairs))).toEqual([cleared(nameOf('6'))]);
  });

  test('malformed and doubled ones go before the oldest', () => {
    const pairs = [
      ...allButOne.map((digit) => held(digit, Number(digit))),
      '__Host-flow-nonsense=x',
      held('a', 900),
      held('a', 901),
    ];
    expect(clearSurplusFlowCookies(readCookies(pairs))).toEqual([
      cleared('__Host-flow-nonsense'),
      cleared(nameOf('a')),
    ]);
  });

  test('malformed ones go before one that was issued when time began', () => {
    const pairs = [...allButOne.map((digit) => held(digit, 0)), '__Host-flow-nonsense=x'];
    expect(clearSurplusFlowCookies(readCookies(pairs))).toEqual([cleared('__Host-flow-nonsense')]);
  });

  test('cookies of other names are left alone', () => {
    const pairs = ['__Host-session=x', ...[...'abcdefgh'].map((name) => `${name}=1`)];
    expect(clearSurplusFlowCookies(readCookies(pairs))).toEqual([]);
  });
});
