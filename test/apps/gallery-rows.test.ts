import { describe, expect, it } from 'vitest';
import { addressFaults, routeFaults } from '../../infra/apps/address-faults.ts';
import { locate } from '../../shared/apps/locate.ts';
import { endpointNames } from '../../shared/apps/profile.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { endpointUrl, tenantUrls } from '../../shared/apps/urls.ts';
import { profileWith } from '../fixtures/contoso.ts';
import { addressesOfRow, type GalleryRow, galleryRows } from '../fixtures/gallery-row.ts';
import { tenant } from '../ids/identifiers.ts';

const acme = tenant('acme');
const naming = galleryRows.filter(({ replyUrls }) => replyUrls.length > 0);

/** Why an article cannot be said. */
const unsayable = (row: GalleryRow): string | undefined => {
  if (row.tenantIn === 'customer-domain' || row.app === 'ivanti-service-manager')
    return 'each customer has its own domain';
  return undefined;
};
const sayable = naming.filter((row) => unsayable(row) === undefined);

function siteOfRow(row: GalleryRow): Site {
  const { replyUrl, signOnUrl, identifier, placeholders } = addressesOfRow(row);
  const urls = { identifier, replyUrls: [replyUrl], ...(signOnUrl === undefined ? {} : { signOnUrl }) };
  const tenantBy = row.tenantIn === 'nowhere' ? { tenantBy: 'issuer' } : {};
  const more = {
    ...tenantBy,
    id: row.app.slice(0, 32),
    displayName: row.name,
    initiatedBy: row.initiatedBy,
    placeholders,
  };
  return productionSite(profileWith(urls, more));
}

/** The article's own text with `acme` for each name of the customer. */
const forAcme = (text: string, placeholders: Readonly<Record<string, string>>) =>
  text
    .replaceAll('{tenant}', 'acme')
    .replace(/\{([a-z-]+)\}/g, (_, name: string) => placeholders[name] ?? expect.unreachable());

describe('an app document can say', () => {
  it('the addresses of most articles that name a Reply URL', () => {
    const reasons = Object.groupBy(naming, (row) => unsayable(row) ?? 'said');
    expect(Object.entries(reasons).map(([reason, rows = []]) => [reason, rows.length])).toEqual(
      expect.arrayContaining([
        ['said', 45],
        ['each customer has its own domain', 7],
      ]),
    );
    expect(naming).toHaveLength(52);
  });

  it.each(sayable)('those of $name, in both directions', (row) => {
    const said = addressesOfRow(row);
    const site = siteOfRow(row);
    const urls = tenantUrls(site, acme);
    expect(urls.replyUrl).toBe(forAcme(said.replyUrl, said.placeholders));
    expect(urls.identifier).toBe(forAcme(said.identifier, said.placeholders));
    if (said.signOnUrl !== undefined) {
      expect(urls.signOnUrl).toBe(forAcme(said.signOnUrl, said.placeholders));
    }
    for (const endpoint of endpointNames) {
      const { hostname: host, pathname: path, search } = new URL(endpointUrl(site, acme, endpoint));
      const location = locate([site], { host, path, rawQuery: search.slice(1) }, endpoint);
      expect([endpoint, location?.endpoint, location?.tenant]).toEqual([
        endpoint,
        endpoint,
        endpoint === 'assertion-consumer' && site.app.tenantBy === 'issuer'
          ? { kind: 'absent' }
          : { kind: 'named', id: acme },
      ]);
    }
  });

  it('most of these apps in one stage, each at its own host', () => {
    const sites = sayable.map(siteOfRow);
    expect(addressFaults(sites)).toEqual([]);
    // API Gateway knows no hosts: these have paths of which one could be another's, so they take a stage each.
    const alone = ['bonus', 'tasc-beta', 'textexpander', 'ultipro', 'webxt-recognition', 'seculio', 'lucid'];
    const apps = sites.map(({ app }) => app);
    expect(routeFaults(apps.filter(({ id }) => !alone.includes(id)))).toEqual([]);
    const named = routeFaults(apps).join(' ');
    expect(alone.filter((id) => !named.includes(id))).toEqual([]);
  });
});

describe('an app document cannot say', () => {
  it.each(naming.filter((row) => !sayable.includes(row)))('those of $name', (row) => {
    expect(() => siteOfRow(row)).toThrow(
      /must have \{tenant\} below a domain of the vendor|must name the tenant|may have \{tenant\} once in its host|urls\.replyUrls/,
    );
  });
});
