import { expect, it } from 'vitest';
import { presentedSessionOf } from '../../functions/presented-session.ts';
import { productionSite } from '../../shared/apps/site.ts';
import { readCookies } from '../../shared/http/cookies.ts';
import { timetrack, trakstar } from '../fixtures/apps.ts';
import { secretOfZeros } from '../ids/identifiers.ts';

const sites = [timetrack, trakstar].map(productionSite);

it.each([
  ['trakstar', true],
  ['timetrack', false],
  ['other', false],
  ['constructor', false],
  ['tostring', false],
])('a session cookie of the app %s is one of the host of Trakstar: %s', (app, expected) => {
  const cookies = readCookies([`__Host-session=${app}.acme._${'a'.repeat(32)}.${secretOfZeros}`]);
  const address = { host: 'perform.trakstar.com', path: '/session', rawQuery: '' };
  const request = { cookies, ...address } as unknown as Parameters<typeof presentedSessionOf>[1];
  expect(presentedSessionOf(sites, request) !== undefined).toBe(expected);
});
