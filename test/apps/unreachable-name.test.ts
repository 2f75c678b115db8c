import { describe, expect, it } from 'vitest';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { unreachableName } from '../../shared/apps/unreachable-name.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import { gallery } from '../fixtures/apps.ts';

const { timetrack, trakstar } = gallery;
const production = [timetrack, trakstar].map(productionSite);
const beside: readonly Site[] = [
  { app: timetrack, origin: 'https://{tenant}.example.com' },
  { app: trakstar, origin: 'https://perform.example.com' },
];
const below: readonly Site[] = [
  { app: timetrack, origin: 'https://{tenant}.example.com' },
  { app: trakstar, origin: 'https://perform.apps.example.com' },
];
const shared = [timetrack, trakstar].map((app) => ({ app, origin: 'https://api.example' }));
const noHostName = { reason: 'no-host-name' } as const;
const taken = (by: string) => ({ reason: 'host-taken', by }) as const;

const why = (sites: readonly Site[], app: 'timetrack' | 'trakstar', name: string) => {
  const site = sites.find((each) => each.app.id === app) ?? expect.unreachable();
  return unreachableName(sites, site, parseTenantId(name) ?? expect.unreachable());
};

describe('a tenant whose name stands in the host', () => {
  it.each([
    ['latchkey', production, taken('origin.latchkey.timetrackenterprise.com')],
    ['latchkey', beside, taken('origin.latchkey.example.com')],
    ['perform', beside, taken('perform.example.com')],
    ['apps', below, taken('perform.apps.example.com')],
    ['acme-', production, noHostName],
    ['xn--', production, noHostName],
    ['xn--a', production, noHostName],
    ['login', production, { reason: 'issuer-host' }],
  ])('cannot be reached by the name %s', (name, sites, reason) => {
    expect(why(sites, 'timetrack', name)).toEqual(reason);
  });

  it.each([
    ['acme', production],
    ['absent', production],
    ['malformed', production],
    ['origin', production],
    ['www', production],
    ['perform', production],
    ['perform', below],
    ['latchkey-2', production],
    ['login-2', production],
    ['xn--mnchen-3ya', production],
    ['0', production],
    ['a--b', production],
    ['a'.repeat(63), production],
  ])('can be reached by the name %s', (name, sites) => {
    expect(why(sites, 'timetrack', name)).toBeUndefined();
  });
});

it.each(['latchkey', 'login', 'perform', 'acme-', 'xn--'])(
  'a tenant whose name stands in the query can be called %s',
  (name) => {
    expect(why(production, 'trakstar', name)).toBeUndefined();
    expect(why(shared, 'timetrack', name)).toBeUndefined();
  },
);
