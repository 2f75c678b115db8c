import { describe, expect, it } from 'vitest';
import { locate, locationsAt, type TenantInUrl } from '../../shared/apps/locate.ts';
import { productionSite } from '../../shared/apps/site.ts';
import { tenantUrls } from '../../shared/apps/urls.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import { gallery } from '../fixtures/apps.ts';

const sites = Object.values(gallery).map(productionSite);
const acme = parseTenantId('acme') ?? expect.unreachable();

const said = (tenant: TenantInUrl | undefined) =>
  tenant?.kind === 'named' ? tenant.id : `(${tenant?.kind})`;

describe('the URLs of a tenant', () => {
  it("are TimeTrack's as its article writes them", () => {
    expect(tenantUrls(productionSite(gallery.timetrack), acme)).toEqual({
      identifier: 'https://acme.timetrackenterprise.com/api/v2/azure/saml20',
      replyUrl: 'https://acme.timetrackenterprise.com/api/v2/azure/callback',
      signOnUrl: 'https://acme.timetrackenterprise.com',
      metadataUrl: 'https://acme.timetrackenterprise.com/api/v2/azure/saml20',
      logoutUrl: 'https://acme.timetrackenterprise.com/api/v2/azure/logout',
    });
  });

  it("are Trakstar's as its article writes them", () => {
    expect(tenantUrls(productionSite(gallery.trakstar), acme)).toEqual({
      identifier: 'https://perform.trakstar.com',
      replyUrl: 'https://perform.trakstar.com/auth/saml/callback?namespace=acme',
      signOnUrl: 'https://perform.trakstar.com/auth/saml/?namespace=acme',
      metadataUrl: 'https://perform.trakstar.com/auth/saml/metadata?namespace=acme',
      logoutUrl: 'https://perform.trakstar.com/auth/saml/logout?namespace=acme',
    });
  });
});

describe('locate', () => {
  it.each([
    ['acme.timetrackenterprise.com', '/', '', 'timetrack', 'sign-on', 'acme'],
    ['ACME.TimeTrackEnterprise.com', '/', '', 'timetrack', 'sign-on', 'acme'],
    ['acme.timetrackenterprise.com', '/api/v2/azure/callback', '', 'timetrack', 'assertion-consumer', 'acme'],
    ['acme.timetrackenterprise.com', '/api/v2/azure/saml20', '', 'timetrack', 'metadata', 'acme'],
    ['acme.timetrackenterprise.com', '/api/v2/azure/logout', '', 'timetrack', 'logout', 'acme'],
    ['perform.trakstar.com', '/auth/saml/', 'namespace=acme', 'trakstar', 'sign-on', 'acme'],
    ['perform.trakstar.com', '/auth/saml', 'namespace=acme', 'trakstar', 'sign-on', 'acme'],
    ['perform.trakstar.com', '/auth/saml', 'namespace=absent', 'trakstar', 'sign-on', 'absent'],
    ['perform.trakstar.com', '/auth/saml', 'namespace=malformed', 'trakstar', 'sign-on', 'malformed'],
    ['absent.timetrackenterprise.com', '/', '', 'timetrack', 'sign-on', 'absent'],
    ['malformed.timetrackenterprise.com', '/', '', 'timetrack', 'sign-on', 'malformed'],
    [
      'perform.trakstar.com',
      '/auth/saml/callback',
      'namespace=acme',
      'trakstar',
      'assertion-consumer',
      'acme',
    ],
    ['perform.trakstar.com', '/auth/saml/', '', 'trakstar', 'sign-on', '(absent)'],
    ['perform.trakstar.com', '/auth/saml/', 'namespace=', 'trakstar', 'sign-on', '(absent)'],
    ['perform.trakstar.com', '/session', '', 'trakstar', undefined, '(absent)'],
  ])('reads https://%s%s?%s', (host, path, rawQuery, app, endpoint, tenant) => {
    const location = locate(sites, { host, path, rawQuery });

    expect(location?.site.app.id).toBe(app);
    expect(location?.endpoint).toBe(endpoint);
    expect(said(location?.tenant)).toBe(tenant);
  });

  it.each(['ACME', '../', 'a%00', '__proto__', '-acme', 'a'.repeat(64), 'x'.repeat(10_240), 'a&namespace=b'])(
    'takes the namespace %j for no name of a tenant',
    (namespace) => {
      const rawQuery = `namespace=${namespace}`;

      expect(locate(sites, { host: 'perform.trakstar.com', path: '/auth/saml/', rawQuery })?.tenant).toEqual({
        kind: 'malformed',
      });
    },
  );

  it.each([
    'timetrackenterprise.com',
    'a.b.timetrackenterprise.com',
    'evil.com',
    'perform.trakstar.com.evil.com',
    '',
  ])('knows nothing at the host %j', (host) => {
    expect(locate(sites, { host, path: '/', rawQuery: '' })).toBeUndefined();
  });
});

describe('at one host that both apps share', () => {
  const shared = Object.values(gallery).map((app) => ({ app, origin: 'https://api.example' }));
  const at = (path: string, rawQuery = '') => ({ host: 'api.example', path, rawQuery });

  it("writes every tenant into the query, by each app's own parameter", () => {
    const [timetrack, trakstar] = shared.map((site) => tenantUrls(site, acme));

    expect(timetrack).toEqual({
      identifier: 'https://api.example/api/v2/azure/saml20?tenant=acme',
      replyUrl: 'https://api.example/api/v2/azure/callback?tenant=acme',
      signOnUrl: 'https://api.example/?tenant=acme',
      metadataUrl: 'https://api.example/api/v2/azure/saml20?tenant=acme',
      logoutUrl: 'https://api.example/api/v2/azure/logout?tenant=acme',
    });
    expect(trakstar).toMatchObject({
      identifier: 'https://api.example',
      replyUrl: 'https://api.example/auth/saml/callback?namespace=acme',
    });
  });

  it.each([
    ['/', 'tenant=acme', 'timetrack', 'sign-on', 'acme'],
    ['/api/v2/azure/callback', 'tenant=acme', 'timetrack', 'assertion-consumer', 'acme'],
    ['/auth/saml/', 'namespace=acme', 'trakstar', 'sign-on', 'acme'],
    ['/auth/saml/callback', 'namespace=acme&tenant=x', 'trakstar', 'assertion-consumer', 'acme'],
    ['/auth/saml/callback', 'tenant=acme', 'trakstar', 'assertion-consumer', '(absent)'],
  ])('reads %s?%s by its path', (path, rawQuery, app, endpoint, tenant) => {
    const location = locate(shared, at(path, rawQuery));

    expect([location?.site.app.id, location?.endpoint, said(location?.tenant)]).toEqual([
      app,
      endpoint,
      tenant,
    ]);
  });

  it.each(['/session', '/sign-out', '/welcome'])(
    'cannot tell the app of %s, and takes none for it',
    (path) => {
      expect(locate(shared, at(path))).toBeUndefined();
      expect(locationsAt(shared, at(path)).map(({ site }) => site.app.id)).toEqual(['timetrack', 'trakstar']);
    },
  );

  it('has no path that two profiles want', () => {
    const paths = Object.values(gallery).flatMap((app) => Object.values(app.paths).flat());

    expect(paths).toHaveLength(new Set(paths).size);
  });
});
