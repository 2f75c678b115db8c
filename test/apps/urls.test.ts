import { describe, expect, it } from 'vitest';
import { gallery } from '../../shared/apps/gallery.ts';
import { locate } from '../../shared/apps/locate.ts';
import { parseTenantId } from '../../shared/apps/profile.ts';
import { productionSite } from '../../shared/apps/site.ts';
import { tenantUrls } from '../../shared/apps/urls.ts';

const sites = Object.values(gallery).map(productionSite);
const acme = parseTenantId('acme') ?? expect.unreachable();

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
    [
      'perform.trakstar.com',
      '/auth/saml/callback',
      'namespace=acme',
      'trakstar',
      'assertion-consumer',
      'acme',
    ],
    ['perform.trakstar.com', '/auth/saml/', '', 'trakstar', 'sign-on', 'absent'],
    ['perform.trakstar.com', '/auth/saml/', 'namespace=', 'trakstar', 'sign-on', 'absent'],
    ['perform.trakstar.com', '/session', '', 'trakstar', undefined, 'absent'],
  ])('reads https://%s%s?%s', (host, path, rawQuery, app, endpoint, tenant) => {
    const location = locate(sites, { host, path, rawQuery });

    expect(location?.site.app.id).toBe(app);
    expect(location?.endpoint).toBe(endpoint);
    expect(location?.tenant).toBe(tenant);
  });

  it.each(['ACME', '../', 'a%00', '__proto__', '-acme', 'a'.repeat(64), 'x'.repeat(10_240), 'a&namespace=b'])(
    'takes the namespace %j for no name of a tenant',
    (namespace) => {
      const rawQuery = `namespace=${namespace}`;

      expect(locate(sites, { host: 'perform.trakstar.com', path: '/auth/saml/', rawQuery })?.tenant).toBe(
        'malformed',
      );
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
