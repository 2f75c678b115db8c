import { describe, expect, it } from 'vitest';
import { entraArticleDocument } from '../../infra/documents/article/article.ts';
import { originOf, productionSite } from '../../shared/apps/site.ts';
import { tenantUrls } from '../../shared/apps/urls.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { textsOf } from '../../shared/pages/text/texts.ts';
import { allProblems } from '../../shared/problems/problem.ts';
import { gallery } from '../fixtures/apps.ts';
import { documentAt, tableIn } from './document.ts';

const problems = allProblems();

const contoso = parseTenantId('contoso') ?? expect.unreachable();
const sentences = keysOf(problems).map((code) => textsOf('en').problem(code).sentence.toLowerCase());

describe.each(Object.values(gallery))('the set-up article of $displayName', (app) => {
  const article = documentAt(`docs/entra/${app.id}.md`);
  const site = productionSite(app);
  const placeholder = `<${app.article.placeholder}>`;
  const asPattern = (url: string) => `\`${url.replace(contoso, placeholder)}\``;
  const urls = tenantUrls(site, contoso);
  const fields = new Map(tableIn(article, 'Field name').map(([name = '', value = '']) => [name, value]));

  it('is what the profile says: run `npm run docs`', () => {
    expect(article).toBe(entraArticleDocument(app));
  });

  it('has every problem that anybody can put right, by its code, and none that no directory sends', () => {
    const codes = tableIn(article, 'Code').flatMap(([code = '']) => code.split(', '));
    const told = codes.map((code) => code.replaceAll('`', ''));
    const expected = keysOf(problems).filter(
      (code) =>
        problems[code].fixedBy !== 'sender' &&
        !['method-not-allowed', 'return-to-malformed'].includes(code) &&
        !/^(?:logout|setup)-/.test(code),
    );
    expect(told.toSorted()).toEqual(expected.toSorted());
    expect(article).not.toMatch(/\blatchkey\b/i);
  });

  it('tells the administrator to enter what the profile says', () => {
    expect(fields.get('**Identifier (Entity ID)**')).toBe(asPattern(urls.identifier));
    expect(fields.get('**Reply URL (Assertion Consumer Service URL)**')).toBe(asPattern(urls.replyUrl));
    expect(fields.get('**Sign on URL**')).toBe(asPattern(urls.signOnUrl));
    expect(fields.get('**Logout Url**')).toBe(asPattern(urls.logoutUrl));
    expect(fields.get('**Relay State**')).toBe(app.landingPathOfItem === undefined ? '' : '`<ID>`');
  });

  it('names no URL of the app that the profile does not', () => {
    const origin = originOf(site, contoso).replace(contoso, placeholder);
    const named = [...article.matchAll(/`(https:[^`]+)`/g)].filter(([, url]) => url?.startsWith(origin));

    expect(named.length).toBeGreaterThan(4);
    for (const [url] of named) expect(Object.values(urls).map(asPattern)).toContain(url);
  });

  it('has the trust handed over as the profile wants it, and the rest of "Set up"', () => {
    const input = tableIn(article, 'What').map(([what]) => what);
    const key = app.trustHandedOverBy === 'thumbprint' ? '**Thumbprint Value**' : '**Certificate (Base64)**';

    expect(input[0]?.startsWith(key)).toBe(true);
    expect(input).toEqual(
      expect.arrayContaining(['**Microsoft Entra Identifier**', '**Login URL**', '**Logout URL**']),
    );
  });

  it('says who may initiate', () => {
    expect(article).toContain(
      `${app.displayName} supports **${app.idpInitiated ? 'SP and IDP' : 'SP'}** initiated`,
    );
  });

  it("quotes what people read: Entra's own words, or a problem's sentence", () => {
    for (const [quote = ''] of tableIn(article, 'You read')) {
      const known =
        quote.startsWith('AADSTS') || sentences.some((sentence) => sentence.includes(quote.toLowerCase()));
      expect(known, quote).toBe(true);
    }
  });
});
