import { describe, expect, it } from 'vitest';
import {
  addressWarnings,
  type ConnectionFacts,
  certificateWarnings,
} from '../../../shared/tenants/intake/connection-warnings.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';

const { directoryId } = facts;
const other = '3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b';
const metadataUrl = (directory: string, query: string) =>
  `https://login.microsoftonline.com/${directory}/federationmetadata/2007-06/federationmetadata.xml${query}`;
const appid = '?appid=2f8d6b1c-4e7a-4c35-9b08-a1d3e5f70911';

const right: ConnectionFacts = {
  issuer: `https://sts.windows.net/${directoryId}/`,
  loginUrl: `https://login.microsoftonline.com/${directoryId}/saml2`,
  logoutUrl: `https://login.microsoftonline.com/${directoryId}/saml2`,
  metadataUrl: metadataUrl(directoryId, appid),
};

const codes = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);

describe('what an administrator handed over', () => {
  it.each<[string, Partial<ConnectionFacts>]>([
    ['as Entra shows it', {}],
    [
      "with the application's own Login URL",
      { loginUrl: `${right.loginUrl}/93c1e0d7-5a2b-4f86-b4e9-0c8d7a6f1b12` },
    ],
    ['with the directory in capitals', { loginUrl: right.loginUrl.toUpperCase().replace('HTTPS', 'https') }],
    ['with a slash at the end', { loginUrl: `${right.loginUrl}/` }],
    ['with the local directory', { loginUrl: 'http://entra.localhost:8080/saml2' }],
    ['with signed requests', { requestSigning: {} }],
    ['of the US government', { loginUrl: `https://login.microsoftonline.us/${directoryId}/saml2` }],
    ['with the application in the issuer', { issuer: `https://sts.windows.net/${directoryId}/2f8d6b1c/` }],
    [
      'of another provider',
      { issuer: 'https://idp.example.com/saml', loginUrl: 'https://idp.example.com/sso' },
    ],
    ['with a URN as issuer', { issuer: 'urn:example:idp' }],
    ['without an issuer yet', { issuer: '' }],
    ['of Okta', { issuer: 'http://www.okta.com/exk1abcd2EFGH3ijk4l5' }],
    ['of ADFS', { issuer: 'http://adfs.example.com/adfs/services/trust' }],
  ])('is taken without a word %s', (_, change) => {
    expect(addressWarnings({ ...right, ...change })).toEqual([]);
  });

  it.each<[string, Partial<ConnectionFacts>, string]>([
    [
      'an issuer without its slash',
      { issuer: `https://sts.windows.net/${directoryId}` },
      'issuer-without-slash',
    ],
    ['an issuer that is no URL', { issuer: 'acme-ping' }, 'issuer-not-a-url'],
    [
      'the login host as issuer',
      { issuer: `https://login.microsoftonline.com/${directoryId}/` },
      'issuer-is-login-host',
    ],
    ['the issuer as Login URL', { loginUrl: right.issuer }, 'login-url-is-issuer'],
    [
      'the Login URL of another directory',
      { loginUrl: `https://login.microsoftonline.com/${other}/saml2` },
      'login-url-of-other-directory',
    ],
    [
      'the Logout URL of another directory',
      { logoutUrl: `https://login.microsoftonline.com/${other}/saml2` },
      'logout-url-of-other-directory',
    ],
    [
      'a page of My Apps',
      { loginUrl: `https://myapps.microsoft.com/signin/2f8d6b1c?tenantId=${directoryId}` },
      'login-url-is-my-apps',
    ],
    [
      'the launcher of My Apps',
      { loginUrl: `https://launcher.myapps.microsoft.com/api/signin/2f8d6b1c` },
      'login-url-is-my-apps',
    ],
    [
      "a host that is none of Microsoft's",
      { loginUrl: `https://login.microsoftonline.com.evil.example/${directoryId}/saml2` },
      'login-url-not-of-microsoft',
    ],
    [
      'a host of another maker',
      { loginUrl: 'https://acme.okta.com/app/a/sso/saml' },
      'login-url-not-of-microsoft',
    ],
    ...['common', 'organizations', 'Consumers'].map(
      (directory): [string, Partial<ConnectionFacts>, string] => [
        `the Login URL of every directory, /${directory}`,
        { loginUrl: `https://login.microsoftonline.com/${directory}/saml2` },
        'login-url-of-any-directory',
      ],
    ),
    ...['wsfed', 'oauth2/v2.0/authorize', 'v2.0', ''].map(
      (path): [string, Partial<ConnectionFacts>, string] => [
        `a Login URL that leads to /${path}`,
        { loginUrl: `https://login.microsoftonline.com/${directoryId}/${path}` },
        'login-url-not-saml',
      ],
    ),
    [
      'a domain name for the directory',
      { loginUrl: 'https://login.microsoftonline.com/contoso.onmicrosoft.com/saml2' },
      'login-url-with-domain',
    ],
    [
      'signed requests at the Login URL of one instance',
      { loginUrl: `${right.loginUrl}/93c1e0d7-5a2b-4f86-b4e9-0c8d7a6f1b12`, requestSigning: {} },
      'signed-requests-of-instance',
    ],
    [
      'a metadata URL without appid',
      { metadataUrl: metadataUrl(directoryId, '') },
      'metadata-url-without-appid',
    ],
    [
      'a metadata URL whose appid is none',
      { metadataUrl: metadataUrl(directoryId, '?appid=<id>') },
      'metadata-url-without-appid',
    ],
    [
      'the metadata URL of another directory',
      { metadataUrl: metadataUrl(other, appid) },
      'metadata-url-of-other-directory',
    ],
  ])('is warned of with %s', (_, change, code) => {
    const warnings = addressWarnings({ ...right, ...change });
    expect(codes(warnings)).toEqual([code]);
    expect(warnings[0]?.message).not.toBe('');
  });
});

describe('a certificate', () => {
  const day = 24 * 3600;
  const warnings = (from: number, to: number) =>
    certificateWarnings(
      { thumbprint: 'AB', notBefore: secondsAfter(facts.now, from), notAfter: secondsAfter(facts.now, to) },
      facts.now,
    );

  it.each([
    [-day, 60 * day, []],
    [-day, 60 * day - 1, ['certificate-expires-soon']],
    [-day, 0, ['certificate-expires-soon']],
    [-2 * day, -1, ['certificate-expired']],
    [1, 400 * day, ['certificate-not-yet-valid']],
  ])('that is valid from %s s to %s s from now is warned of as %s', (from, to, expected) => {
    expect(codes(warnings(from, to))).toEqual(expected);
  });
});
