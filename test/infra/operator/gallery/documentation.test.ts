import { describe, expect, it } from 'vitest';
import { appProfiles } from '../../../../infra/apps/app-profiles.ts';
import { entraArticle } from '../../../../infra/documents/article/article.ts';
import { documentationParts } from '../../../../infra/operator/gallery/answers/documentation-parts.ts';
import { productionSite } from '../../../../shared/apps/site.ts';

const sites = appProfiles().map(productionSite);
const [site] = sites;
if (site === undefined) throw new Error('There is an app');

const missingOf = (document: string) =>
  Object.fromEntries(
    documentationParts(site, document)
      .filter(({ missing }) => missing.length > 0)
      .map(({ name, missing }) => [name, missing]),
  );

describe('the documentation for customers', () => {
  it.each(sites)('that Latchkey writes for $app.displayName has the eight parts', (each) => {
    const parts = documentationParts(each, entraArticle(each));
    expect(parts.map(({ name }) => name)).toEqual([
      'introduction',
      'licensing',
      'roles',
      'configuration',
      'permissions',
      'testing',
      'troubleshooting',
      'support',
    ]);
    expect(parts.filter(({ missing }) => missing.length > 0)).toEqual([]);
    expect(parts.filter(({ notApplicable }) => notApplicable).map(({ name }) => name)).toEqual([
      'permissions',
    ]);
  });

  it('lacks everything where it is empty', () => {
    expect(Object.keys(missingOf('')).sort()).toEqual([
      'configuration',
      'introduction',
      'licensing',
      'roles',
      'support',
      'testing',
      'troubleshooting',
    ]);
  });

  it.each<[string, RegExp, string, string]>([
    [
      'the troubleshooting',
      /## Troubleshoot[\s\S]*?(?=\n## )/g,
      'troubleshooting',
      'a heading about troubleshooting',
    ],
    ['error codes', /^\|.*$/gm, 'troubleshooting', 'a list of error codes'],
    ['the Reply URL', /https:\S+callback/g, 'configuration', 'the value https'],
    ['the roles', /Application\s+Administrator/g, 'roles', 'a role in Microsoft Entra'],
    ['an address of support', /mailto:/g, 'support', 'an address of support'],
    ['the version of SAML', /SAML 2\.0/g, 'introduction', 'the protocol with its version'],
  ])('lacks %s where they are taken out', (_, pattern, part, sign) => {
    expect(missingOf(entraArticle(site).replaceAll(pattern, ''))[part]).toEqual(
      expect.arrayContaining([expect.stringContaining(sign)]),
    );
  });

  it('may be HTML, with another placeholder for the name of the customer', () => {
    const html = entraArticle(site)
      .replaceAll('<tenant>', '&lt;YOUR-COMPANY&gt;')
      .replaceAll(/^#+ (.*)$/gm, '<h2>$1</h2>');
    expect(missingOf(html)).toEqual({});
  });
});
