import { describe, expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import { AddressError, readIssuer } from '../../../shared/tenants/intake/address.ts';
import { logoutIssuersOf } from '../../../shared/tenants/intake/entra-hosts.ts';
import { ownAddressAmong } from '../../../shared/tenants/intake/own-address.ts';
import { gallery } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';

const { directoryId, issuer } = facts;

describe('a logout message of Entra', () => {
  it.each([
    issuer,
    `https://login.microsoftonline.com/${directoryId}/`,
    `https://login.microsoftonline.us/${directoryId}/`,
    `https://login.partner.microsoftonline.cn/${directoryId}/`,
    `https://login.windows.net/${directoryId}/`,
  ])('may have the issuer %s', (name) => {
    expect(logoutIssuersOf(issuer)).toContain(name);
  });

  it('may have those of the directory of China, too', () => {
    const ofChina = `https://sts.chinacloudapi.cn/${directoryId}/`;
    expect([...logoutIssuersOf(ofChina)]).toEqual(
      expect.arrayContaining([ofChina, `https://login.partner.microsoftonline.cn/${directoryId}/`]),
    );
  });

  it.each([
    'https://login.microsoftonline.com/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b/',
    `https://login.microsoftonline.com/${directoryId}`,
    `https://login.microsoftonline.com.evil.example/${directoryId}/`,
    'https://login.microsoftonline.com/common/',
  ])('never has the issuer %s', (name) => {
    expect(logoutIssuersOf(issuer)).not.toContain(name);
  });

  it.each(['https://idp.example.com/', `https://idp.example.com/${directoryId}/`, 'urn:example:idp'])(
    'is of no login host of Microsoft where the directory is another: %s',
    (other) => {
      expect([...logoutIssuersOf(other)]).toEqual([other]);
    },
  );
});

describe("a value that is the application's own", () => {
  const sites = Object.values(gallery).map(productionSite);
  const entra = `https://login.microsoftonline.com/${directoryId}/saml2`;

  it.each([
    ['the Sign-on URL', 'https://acme.timetrackenterprise.com'],
    ['the Reply URL', 'https://acme.timetrackenterprise.com/api/v2/azure/callback'],
    ['that of another tenant', 'https://globex.timetrackenterprise.com/'],
    ['any path of it', 'https://acme.timetrackenterprise.com/elsewhere'],
    ['in capitals', 'https://ACME.TimeTrackEnterprise.com/'],
    ['with a port', 'https://acme.timetrackenterprise.com:8443/'],
    ['with a dot at the end', 'https://acme.timetrackenterprise.com./'],
    ["Trakstar's Reply URL", 'https://perform.trakstar.com/auth/saml/callback?namespace=acme'],
  ])('is known for %s', (_, loginUrl) => {
    expect(ownAddressAmong(sites, { loginUrl })).toBe('loginUrl');
    expect(ownAddressAmong(sites, { loginUrl: entra, logoutUrl: loginUrl })).toBe('logoutUrl');
    expect(ownAddressAmong(sites, { issuer: loginUrl, loginUrl: entra })).toBe('issuer');
  });

  it.each(['https://timetrackenterprise.com/', 'https://a.b.timetrackenterprise.com/', entra, 'urn:a', ''])(
    'is not what only resembles it: %s',
    (loginUrl) => {
      expect(ownAddressAmong(sites, { issuer, loginUrl })).toBeUndefined();
    },
  );
});

describe("Entra's issuer", () => {
  it.each([
    'https://sts.windows.net/contoso.com/',
    'https://sts.windows.net/contoso.onmicrosoft.com',
    'https://sts.chinacloudapi.cn/a.cn/',
  ])('is refused with a domain name instead of the directory id: %s', (text) => {
    expect(() => readIssuer(text)).toThrow(AddressError);
    expect(() => readIssuer(text)).toThrow(expect.objectContaining({ code: 'issuer-with-domain' }));
  });

  it.each([issuer, 'https://idp.example.com/contoso.com/'])('is taken as it is: %s', (text) => {
    expect(readIssuer(text)).toBe(text);
  });
});
