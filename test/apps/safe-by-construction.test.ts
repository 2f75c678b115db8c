import { describe, expect, it } from 'vitest';
import { addressFaults, routeFaults } from '../../infra/apps/address-faults.ts';
import { pathsOverlap } from '../../infra/apps/overlap.ts';
import { checkStage } from '../../infra/stages.ts';
import { locate } from '../../shared/apps/locate.ts';
import { productionSite } from '../../shared/apps/site.ts';
import { unreachableName } from '../../shared/apps/unreachable-name.ts';
import { type DocumentUrls, profileWith } from '../fixtures/contoso.ts';
import { tenant } from '../ids/identifiers.ts';

const base = 'https://sso.contoso.com';
const at = (replyUrl: string, more: DocumentUrls = {}) => ({
  identifier: base,
  replyUrls: [replyUrl],
  ...more,
});

describe('an app document is refused at synthesis', () => {
  it.each<readonly [what: string, urls: DocumentUrls, message: string]>([
    ['no tenant anywhere', at(`${base}/acs`), 'urls.replyUrls.0 must name the tenant'],
    ['a tenant that is a whole host', at('https://{tenant}/acs'), 'below a domain of the vendor'],
    ['a tenant that is a domain', at('https://{tenant}.com/acs'), 'below a domain of the vendor'],
    ['a tenant in the second label', at('https://sso.{tenant}.contoso.com/acs'), 'in the first label'],
    ['two tenants in the host', at('https://{tenant}.{tenant}.contoso.com/acs'), 'once in its host'],
    ['two tenants in a label', at('https://{tenant}-{tenant}.contoso.com/acs'), 'once in its host'],
    ['no label', at('https://.contoso.com/{tenant}/acs'), 'has no valid host'],
    ['a label that ends with a hyphen', at('https://a-.contoso.com/{tenant}/acs'), 'has no valid host'],
    ['dot segments', at(`${base}/a/../{tenant}/acs`), 'no . or .. as a part'],
    ['an escape', at(`${base}/a%2f{tenant}/acs`), 'may have no %'],
    ['a matrix parameter', at(`${base}/a;x=1/{tenant}`), 'may have no %, ;'],
    ['a user name', at(`${base}/@{tenant}/acs`), 'may have no %, ;, \\, # or @'],
    ['a backslash', at(`${base}/a\\{tenant}`), 'may have no %, ;, \\'],
    ['a fragment', at(`${base}/{tenant}#a`), 'may have no %, ;, \\, #'],
    ['an empty part', at(`${base}//{tenant}/acs`), 'no empty part'],
    ['two tenants in a part', at(`${base}/{tenant}{tenant}/acs`), 'once in a part'],
    ['a placeholder without a value', at(`${base}/{region}/{tenant}/acs`), 'has {region}: give it a value'],
    ['half a brace', at(`${base}/{tenant}/a}cs`), 'a brace that belongs to no placeholder'],
    ['a parameter twice', at(`${base}/acs?t={tenant}&t=1`), 'none twice'],
    ['a tenant within a value', at(`${base}/acs?t=a{tenant}`), 'as the whole value'],
    ['a tenant for a parameter', at(`${base}/acs?{tenant}=1&t={tenant}`), 'a name each'],
    ['a parameter of Latchkey', at(`${base}/acs?returnTo={tenant}`), 'the parameter returnTo'],
    [
      'a parameter that asks for a fresh sign-in',
      at(`${base}/acs?max_age={tenant}`),
      'the parameter max_age',
    ],
    ['Latchkey’s own path', at(`${base}/session?t={tenant}`), 'has the path /session, which every app has'],
    ['a path of OpenID Connect', at(`${base}/oauth2/{tenant}`), 'has the path /oauth2/{tenant}'],
    ['a well-known path', at(`${base}/.well-known/x?t={tenant}`), 'has the path /.well-known/x'],
    [
      'another host',
      at(`${base}/{tenant}/acs`, { logoutUrl: 'https://other.contoso.com/{tenant}' }),
      'the logout address must begin with the origin of the default Reply URL',
    ],
    [
      'a second Reply URL at another host',
      { identifier: base, replyUrls: [`${base}/{tenant}/acs`, 'https://sso.contoso.eu/{tenant}/acs'] },
      'urls.replyUrls.1 must begin with the origin',
    ],
    [
      'two endpoints at one address',
      at(`${base}/{tenant}/acs`, { metadataUrl: `${base}/{tenant}/acs` }),
      `${base}/{tenant}/acs (assertion-consumer) and ${base}/{tenant}/acs (metadata) could be the same address`,
    ],
    [
      'two endpoints at what could be one address',
      at(`${base}/{tenant}/acs`, { metadataUrl: `${base}/meta/{tenant}` }),
      'could be the same address',
    ],
    ['an Identifier with a placeholder', { ...at(`${base}/{tenant}/a`), identifier: 'urn:{x}' }, 'has {x}'],
  ])('for %s', (_, urls, message) => {
    expect(() => profileWith(urls)).toThrow(message);
  });

  it('but not for one address that is opened and posted to', () => {
    const url = `${base}/{tenant}/acs`;
    expect(profileWith(at(url, { signOnUrl: url })).paths['sign-on']).toEqual(['/{tenant}/acs']);
  });
});

describe('two path templates', () => {
  it.each([
    ['/a', '/a', true],
    ['/a', '/b', false],
    ['/a', '/a/', false],
    ['/{tenant}', '/acs', true],
    ['/{tenant}', '/ACS', false],
    ['/{tenant}', '/.well-known', false],
    ['/{tenant}/acs', '/saml/{tenant}', true],
    ['/{tenant}/{tenant}', '/a/b', false],
    ['/{tenant}/{tenant}', '/a/a', true],
    ['/{tenant}/sp/{tenant}', '/{tenant}/{tenant}/a', false],
    ['/sp_{tenant}', '/{tenant}_sp', true],
    ['/sp_{tenant}', '/idp_{tenant}', false],
    ['/{tenant}-sp', '/{tenant}-idp', false],
    ['/sp_{tenant}', '/sp_', false],
    ['/sp_{tenant}', '/sp_acme', true],
  ])('%s and %s could be one path: %s', (one, other, expected) => {
    expect(pathsOverlap(one, other)).toBe(expected);
    expect(pathsOverlap(other, one)).toBe(expected);
  });
});

describe('a stage is refused at synthesis', () => {
  const byPath = profileWith(at(`${base}/saml/{tenant}/acs`), { id: 'bypath', displayName: 'By path' });
  const other = (urls: DocumentUrls) => profileWith(urls, { id: 'other', displayName: 'Other' });
  const stageOf = (...profiles: Parameters<typeof checkStage>[3][]) =>
    checkStage(
      'test',
      {},
      '',
      profiles.flat().filter((each) => each !== undefined),
    );

  it('where two apps could have one address, with both names', () => {
    const same = other(at('https://sso.other.com/saml/{tenant}/acs'));
    expect(() => stageOf([byPath, same])).toThrow(
      'bypath (assertion-consumer, api.invalid/saml/{tenant}/acs) and other (assertion-consumer, api.invalid/saml/{tenant}/acs) could be the same address',
    );
    expect(addressFaults([byPath, same].map(productionSite))).toEqual([]);
  });

  it('where a template of one app could name a path of the other', () => {
    const within = other(
      at('https://sso.other.com/saml/other/acs?t={tenant}', {
        logoutUrl: 'https://sso.other.com/o?t={tenant}',
      }),
    );
    expect(() => stageOf([byPath, within])).toThrow(/bypath .* and other .* could be the same address/);
    const crossing = other(at('https://sso.other.com/saml/{tenant}/acs/metadata'));
    expect(() => stageOf([byPath, crossing])).toThrow(
      /could be the same path: the API leads it to one function/,
    );
    expect(routeFaults([byPath, crossing])[0]).toMatch(/^bypath .* and other /);
  });

  it('where API Gateway could not tell two addresses of one app apart', () => {
    const app = profileWith(at(`${base}/x/{tenant}_acs`, { metadataUrl: `${base}/x/{tenant}_meta` }));
    expect(() => stageOf([app])).toThrow(/contoso .* and contoso .* the API leads it to one function/);
  });

  it('but not where a fixed parameter tells two apps apart', () => {
    const urls = (client: string) => ({
      ...at(`https://${client}.example.com/cb?client=${client}&t={tenant}`),
    });
    const one = profileWith(urls('one'), { id: 'one', displayName: 'One' });
    const two = profileWith(urls('two'), { id: 'two', displayName: 'Two' });
    expect(stageOf([one, two]).profiles).toHaveLength(2);
    const sites = [one, two].map((app) => ({ app, origin: 'https://api.example' }));
    const found = locate(sites, { host: 'api.example', path: '/cb', rawQuery: 'client=two&t=acme' });
    expect(found?.site.app.id).toBe('two');
  });
});

describe('a tenant whose path would be Latchkey’s own', () => {
  const app = profileWith(at(`${base}/{tenant}`), {});
  const site = productionSite(app);

  it.each(['session', 'welcome', 'sign-out', 'healthz', 'readyz'])('cannot be called %s', (name) => {
    expect(unreachableName([site], site, tenant(name))).toEqual({ reason: 'path-taken', by: `/${name}` });
    const found = locate([site], { host: 'sso.contoso.com', path: `/${name}`, rawQuery: '' });
    expect(found).toEqual({ site, tenant: { kind: 'absent' } });
  });

  it('can have any other name', () => {
    expect(unreachableName([site], site, tenant('acme'))).toBeUndefined();
  });
});
