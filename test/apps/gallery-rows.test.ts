import { describe, expect, it } from 'vitest';
import { addressFaults, routeFaults } from '../../infra/apps/address-faults.ts';
import { locate } from '../../shared/apps/locate.ts';
import { endpointNames } from '../../shared/apps/profile.ts';
import { endpointUrl, tenantUrls } from '../../shared/apps/urls.ts';
import { documentAt } from '../docs/document.ts';
import { addressesOfRow, galleryRows } from '../fixtures/gallery-row.ts';
import { namingRows, sayableRows, siteOfRow, unsayable } from '../fixtures/gallery-site.ts';
import { tenant } from '../ids/identifiers.ts';

const acme = tenant('acme');

/** The article's own text with `acme` for each name of the customer. */
const forAcme = (text: string, placeholders: Readonly<Record<string, string>>) =>
  text
    .replaceAll('{tenant}', 'acme')
    .replace(/\{([a-z-]+)\}/g, (_, name: string) => placeholders[name] ?? expect.unreachable());

describe('an app document can say', () => {
  it('the addresses of most articles that name a Reply URL', () => {
    const reasons = Object.groupBy(namingRows, (row) => unsayable(row) ?? 'said');
    expect(Object.entries(reasons).map(([reason, rows = []]) => [reason, rows.length])).toEqual(
      expect.arrayContaining([
        ['said', 45],
        ['each customer has its own domain', 7],
      ]),
    );
    expect(namingRows).toHaveLength(52);
  });

  it.each(sayableRows)('those of $name, in both directions', (row) => {
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
    const sites = sayableRows.map(siteOfRow);
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
  it.each(namingRows.filter((row) => !sayableRows.includes(row)))('those of $name', (row) => {
    expect(() => siteOfRow(row)).toThrow(
      /must have \{tenant\} below a domain of the vendor|must name the tenant|may have \{tenant\} once in its host|urls\.replyUrls/,
    );
  });
});

describe('docs/reference/app-profiles.md', () => {
  const document = documentAt('docs/reference/app-profiles.md');
  const rowsOf = (what: string) => {
    const [, names = '', count] =
      new RegExp(`^\\| [^|]*${what}[^|:]*: ([^|]*) \\| (\\d+) \\|$`, 'm').exec(document) ?? [];
    return { names: names.split(', '), count: Number(count) };
  };

  it.each([
    ['two names of a customer', sayableRows.filter((row) => addressesOfRow(row).names > 1)],
    ['each customer has its own domain', namingRows.filter((row) => unsayable(row) !== undefined)],
  ])('lists the articles by what they have: %s', (what, rows) => {
    expect(rowsOf(what)).toEqual({ names: rows.map(({ name }) => name).sort(), count: rows.length });
  });

  it('says how many can be declared', () => {
    expect(document).toContain(`${galleryRows.length} gallery articles, of which ${namingRows.length} name`);
    expect(document).toContain(`and a person signs in | ${sayableRows.length} |`);
  });
});
