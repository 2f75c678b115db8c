import { describe, expect, it } from 'vitest';
import { appsOf } from '../../shared/apps/apps.ts';
import { locate, locationsAt } from '../../shared/apps/locate.ts';
import { readSites, writeSites } from '../../shared/apps/sites-variable.ts';
import { siteAhead, sitesOfApp, standingSite } from '../../shared/apps/standing-site.ts';
import { gallery } from '../fixtures/apps.ts';

const other = { app: gallery.trakstar, origin: 'https://perform.example.com' };
const old = { app: gallery.timetrack, origin: 'https://time.example.com' };
const next = { app: gallery.timetrack, origin: 'https://{tenant}.time.example.net' };
const sites = [other, old, next];
const app = gallery.timetrack.id;

describe('an app at two addresses', () => {
  it.each([
    ['a tenant that was never moved', undefined, old, next],
    ['a tenant that was moved', next.origin, next, undefined],
    ['a tenant that was moved back', old.origin, old, next],
    ['a tenant of an address that the stage no longer has', 'https://gone.example.com', old, next],
  ])('is where %s stands', (_, standsAt, at, ahead) => {
    const tenant = { app, ...(standsAt === undefined ? {} : { standsAt }) };
    expect(standingSite(sites, tenant)).toBe(at);
    expect(siteAhead(sites, tenant)).toBe(ahead);
  });

  it('has no site ahead when it does not move', () => {
    expect(sitesOfApp(sites, gallery.trakstar.id)).toEqual([other]);
    expect(siteAhead(sites, { app: gallery.trakstar.id })).toBeUndefined();
    expect(standingSite([other], { app })).toBeUndefined();
  });

  it('passes through the variable of the functions in the same order', () => {
    expect(readSites(writeSites(sites), appsOf(sites))).toEqual(sites);
  });

  it('finds each host at its own site', () => {
    const at = (host: string) => locate(sites, { host, path: '/session', rawQuery: '' })?.site;
    expect(at('time.example.com')).toBe(old);
    expect(at('acme.time.example.net')).toBe(next);
  });

  it('finds a host of its own before a pattern that covers it, as API Gateway does', () => {
    const covering = { app: gallery.timetrack, origin: 'https://{tenant}.example.com' };
    const hosts = locationsAt([covering, old], { host: 'time.example.com', path: '/', rawQuery: '' });
    expect(hosts.map(({ site }) => site)).toEqual([old]);
  });
});
