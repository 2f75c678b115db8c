import { describe, expect, it } from 'vitest';
import { locate } from '../../shared/apps/locate.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { isIssuerHost, issuerAt, issuerOf } from '../../shared/openid/issuer.ts';
import { gallery } from '../fixtures/apps.ts';

const { timetrack, trakstar } = gallery;
const production = [timetrack, trakstar].map(productionSite);
const shared: readonly Site[] = [timetrack, trakstar].map((app) => ({ app, origin: 'https://api.example' }));
const collided: readonly Site[] = [
  { app: timetrack, origin: 'https://{tenant}.example.com' },
  { app: trakstar, origin: 'https://login.example.com' },
];
const moving: readonly Site[] = [
  { app: timetrack, origin: 'https://{tenant}.old.example' },
  { app: timetrack, origin: 'https://{tenant}.new.example' },
];

describe('the issuer of a site', () => {
  it.each([
    [
      'a host of each tenant',
      production,
      ['https://login.timetrackenterprise.com', 'https://perform.trakstar.com'],
    ],
    [
      'one host of several apps',
      shared,
      ['https://api.example/oauth2/timetrack', 'https://api.example/oauth2/trakstar'],
    ],
    [
      'a fixed host called login',
      collided,
      ['https://login.example.com/oauth2/timetrack', 'https://login.example.com/oauth2/trakstar'],
    ],
    ['an app that moves', moving, ['https://login.old.example', 'https://login.new.example']],
    [
      'a port',
      [{ app: timetrack, origin: 'https://{tenant}.timetrack.localhost:8443' }],
      ['https://login.timetrack.localhost:8443'],
    ],
  ] satisfies [string, readonly Site[], string[]][])('follows its origin: %s', (_, sites, issuers) => {
    expect(sites.map((site) => issuerOf(sites, site))).toEqual(issuers);
    expect(new Set(issuers).size).toBe(sites.length);
  });
});

const issuerFor = (sites: readonly Site[], host: string, path = '/.well-known/openid-configuration') =>
  issuerAt(sites, { host, path })?.issuer;

describe('the issuer at an address', () => {
  it.each([
    [
      production,
      'login.timetrackenterprise.com',
      '/.well-known/openid-configuration',
      'https://login.timetrackenterprise.com',
    ],
    [production, 'LOGIN.TimeTrackEnterprise.com', '/x', 'https://login.timetrackenterprise.com'],
    [production, 'perform.trakstar.com', '/oauth2/authorize', 'https://perform.trakstar.com'],
    [
      shared,
      'api.example',
      '/oauth2/trakstar/.well-known/openid-configuration',
      'https://api.example/oauth2/trakstar',
    ],
    [
      collided,
      'login.example.com',
      '/oauth2/timetrack/.well-known/openid-configuration',
      'https://login.example.com/oauth2/timetrack',
    ],
    [moving, 'login.new.example', '/', 'https://login.new.example'],
  ])('is found', (sites, host, path, issuer) => {
    expect(issuerFor(sites, host, path)).toBe(issuer);
  });

  it.each([
    [production, 'acme.timetrackenterprise.com', '/.well-known/openid-configuration'],
    [production, 'login.trakstar.com', '/.well-known/openid-configuration'],
    [production, 'login.timetrackenterprise.com.evil.example', '/'],
    [production, 'login.login.timetrackenterprise.com', '/'],
    [shared, 'api.example', '/.well-known/openid-configuration'],
    [shared, 'api.example', '/oauth2/authorize'],
    [shared, 'api.example', '/oauth2/timetrackx/.well-known/openid-configuration'],
  ])('is none elsewhere', (sites, host, path) => {
    expect(issuerFor(sites, host, path)).toBeUndefined();
  });

  it('stands at its host whatever the path', () => {
    expect(isIssuerHost(shared, 'api.example')).toBe(true);
    expect(isIssuerHost(production, 'Login.timetrackenterprise.com')).toBe(true);
    expect(isIssuerHost(production, 'acme.timetrackenterprise.com')).toBe(false);
  });
});

it('belongs to no tenant', () => {
  const at = (host: string) => locate(production, { host, path: '/', rawQuery: '' })?.tenant;
  expect(at('login.timetrackenterprise.com')).toEqual({ kind: 'malformed' });
  expect(at('login2.timetrackenterprise.com')).toEqual({ kind: 'named', id: 'login2' });
});

it('leaves the name to tenants whose name stands in the query', () => {
  const address = { host: 'perform.trakstar.com', path: '/auth/saml', rawQuery: 'namespace=login' };
  expect(locate(production, { ...address, rawQuery: `${trakstar.tenantParameter}=login` })?.tenant).toEqual({
    kind: 'named',
    id: 'login',
  });
});
