import { describe, expect, it } from 'vitest';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { clientFaults } from '../../shared/openid/client-faults.ts';
import { gallery } from '../fixtures/apps.ts';
import { tenant } from '../ids/identifiers.ts';
import { loadBalancerClient } from './clients.ts';

const { timetrack, trakstar } = gallery;
const production: readonly Site[] = [timetrack, trakstar].map(productionSite);
const beside: readonly Site[] = [
  { app: timetrack, origin: 'https://{tenant}.example.com' },
  { app: trakstar, origin: 'https://perform.example.com' },
];
const shared: readonly Site[] = [timetrack, trakstar].map((app) => ({ app, origin: 'https://api.example' }));
const faultsOf = (differences: Partial<OpenIdClient>, sites = production) =>
  clientFaults(loadBalancerClient(differences), sites).map(({ field, message }) => `${field} ${message}`);
const key = { kty: 'RSA', n: '_'.repeat(342), e: 'AQAB' } as const;

describe('a client', () => {
  it.each([
    [{}, production],
    [{ redirectUris: ['https://reports.partner.example/cb'] }, production],
    [{ redirectUris: ['https://{tenant}.example.com/cb'] }, beside],
    [{ redirectUris: ['https://api.example/{tenant}/cb'] }, shared],
    [
      { app: 'trakstar', redirectUris: ['https://perform.trakstar.com/cb'], postLogoutRedirectUris: [] },
      production,
    ],
    [{ authentication: 'private-key', publicKeys: { keys: [key] }, secrets: [] }, production],
    [{ backChannelLogoutUri: 'https://app.example.com/logout' }, production],
    [{ tenants: [tenant('acme')] }, production],
  ] satisfies [Partial<OpenIdClient>, readonly Site[]][])('may be as %j', (differences, sites) => {
    expect(faultsOf(differences, sites)).toEqual([]);
  });

  it.each([
    [{ redirectUris: [] }, 'redirectUris must name at least one address'],
    [{ redirectUris: ['http://app.example.com/cb'] }, 'redirectUris must begin with https://'],
    [{ postLogoutRedirectUris: ['https://*.example.com/'] }, 'postLogoutRedirectUris must not contain *'],
    [
      { redirectUris: ['https://perform.trakstar.com/cb'] },
      'redirectUris must not be at the host of another app',
    ],
    [
      { redirectUris: ['https://{tenant}.trakstar.com/cb'] },
      'redirectUris must not be at the host of another app',
    ],
    [
      {
        app: 'trakstar',
        redirectUris: ['https://acme.timetrackenterprise.com/cb'],
        postLogoutRedirectUris: [],
      },
      'redirectUris must not be at the host of another app',
    ],
    [
      { redirectUris: ['https://{tenant}.a.example.com/', 'https://{tenant}-b.a.example.com/'] },
      'redirectUris must not have two that match the same address',
    ],
    [
      { redirectUris: Array.from({ length: 21 }, (_, index) => `https://a.example/${index}`) },
      'redirectUris are at most 20',
    ],
    [
      { backChannelLogoutUri: 'http://app.example.com/logout' },
      'backChannelLogoutUri must begin with https://',
    ],
    [
      { backChannelLogoutUri: 'https://{tenant}.example.com/logout' },
      'backChannelLogoutUri must be one address',
    ],
    [{ authentication: 'private-key' }, 'publicKeys must have a key'],
    [
      { authentication: 'private-key', publicKeys: { keys: [{ ...key, n: 'AQAB' }] } },
      'publicKeys must be keys of the curve P-256, or RSA 2048 or more',
    ],
    [
      { authentication: 'private-key', publicKeys: { keys: [{ ...key, e: 'AQ' }] } },
      'publicKeys must be keys of the curve P-256, or RSA 2048 or more, exponent odd',
    ],
    [
      {
        authentication: 'private-key',
        publicKeys: { keys: [{ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }] },
      },
      'publicKeys must be keys of the curve P-256, or RSA 2048 or more',
    ],
    [{ backChannelLogoutUri: 'https://169.254.169.254/' }, 'backChannelLogoutUri must be a public address'],
    [{ backChannelLogoutUri: 'https://[fd00:ec2::254]/' }, 'backChannelLogoutUri must be a public address'],
    [{ publicKeys: { keys: [key] } }, 'publicKeys need authentication private-key'],
    [{ tenants: [] }, 'tenants must name at least one'],
  ] satisfies [Partial<OpenIdClient>, string][])('may not be as %j', (differences, fault) => {
    expect(faultsOf(differences)).toEqual([expect.stringContaining(fault)]);
  });

  it('at a host of its own app may share it with others', () => {
    expect(faultsOf({ redirectUris: ['https://perform.example.com/cb'] }, beside)).toHaveLength(1);
    expect(faultsOf({ redirectUris: ['https://{tenant}.example.com/cb'] }, beside)).toEqual([]);
  });
});
