import { describe, expect, it } from 'vitest';
import { ambiguousTemplates } from '../../shared/openid/ambiguous-templates.ts';
import { matchRedirect } from '../../shared/openid/redirect-template.ts';
import { parseRedirectTemplate } from '../../shared/openid/template-fault.ts';

const inHost = 'https://{tenant}.example.com/oauth2/idpresponse';

describe('a redirect template', () => {
  it.each([
    inHost,
    'https://{tenant}-sso.example.com/cb',
    'https://eu-{tenant}.apps.example.com/cb?mode=a',
    'https://example.com/{tenant}/cb',
    'https://example.com/cb?tenant={tenant}',
    'https://example.com/cb?a=1&tenant={tenant}&b=2',
    'https://example.com:8443/cb',
    'https://app.example.com',
    'https://app.example.com/',
    'http://localhost:3000/api/auth/callback/latchkey',
    'http://{tenant}.timetrack.localhost:3000/cb',
    'http://{tenant}.localhost/cb',
    'http://127.0.0.1/cb',
    'http://[::1]:49152/cb',
  ])('can be %s', (text) => {
    expect(parseRedirectTemplate(text)).toEqual({ template: text });
  });

  it.each([
    ['http://app.example.com/cb', 'must begin with https://'],
    ['http://localhost.evil.example/cb', 'must begin with https://'],
    ['http://127.0.0.1.evil.example/cb', 'must begin with https://'],
    ['http://10.0.0.1/cb', 'must begin with https://'],
    ['javascript:alert(1)', 'must begin with https://'],
    ['com.example.app:/cb', 'must begin with https://'],
    ['/cb', 'must be an absolute URL'],
    ['', 'must be a URL of visible ASCII'],
    ['https://app.example.com/c b', 'must be a URL of visible ASCII'],
    ['https://bücher.example/cb', 'must be a URL of visible ASCII'],
    ['https://app.example.com/cb\r\nx: y', 'must be a URL of visible ASCII'],
    [`https://app.example.com/${'a'.repeat(500)}`, 'must have at most 512'],
    ['https://*.example.com/cb', 'must not contain *'],
    ['https://app.example.com/*', 'must not contain *'],
    ['https://app.example.com/cb#', 'must not have a fragment'],
    ['https://app.example.com/cb#{tenant}', 'must not have a fragment'],
    ['https://app.example.com\\@evil.example/cb', 'must not contain a backslash'],
    ['https://user@app.example.com/cb', 'must not have a user or password'],
    ['https://app.example.com@evil.example/cb', 'must not have a user or password'],
    ['https://{tenant}@evil.example/cb', 'must not have a user or password'],
    ['https://{tenant}.example.com/{tenant}/cb', 'may contain {tenant} once'],
    ['https://{tenant}.{tenant}.example.com/cb', 'may contain {tenant} once'],
    ['https://{app}.example.com/cb', 'may contain no braces'],
    ['https://{{tenant}}.example.com/cb', 'may contain no braces'],
    ['HTTPS://app.example.com/cb', 'must be written as browsers send it'],
    ['https://App.example.com/cb', 'must be written as browsers send it'],
    ['https://app.example.com:443/cb', 'must be written as browsers send it'],
    ['https://app.example.com/a/../cb', 'must be written as browsers send it: https://app.example.com/cb'],
    ['https://app.example.com/%2e%2e/cb', 'must be written as browsers send it'],
    ['https://{tenant}/cb', 'must have {tenant} below your own domain'],
    ['https://{tenant}.com/cb', 'must have {tenant} below your own domain'],
    ['https://{tenant}example.com/cb', 'must have {tenant} below your own domain'],
    ['https://example{tenant}.com/cb', 'must have {tenant} below your own domain'],
    ['https://{tenant}.com./cb', 'must not have two dots'],
    ['https://{tenant}..com/cb', 'must not have two dots'],
    ['https://app.example.com./cb', 'must not have two dots'],
    ['https://app.{tenant}.com/cb', 'must have {tenant} below your own domain'],
    ['https://app.example.{tenant}/cb', 'must have {tenant} below your own domain'],
    ['https://app.example.com:{tenant}/cb', 'must be an absolute URL'],
    ['{tenant}://app.example.com/cb', 'must begin with https://'],
    ['https://example.com/x{tenant}/cb', 'must have {tenant} in the host, as a whole segment'],
    ['https://example.com/cb?{tenant}=1', 'must have {tenant} in the host, as a whole segment'],
    ['https://example.com/cb?tenant=x{tenant}', 'must have {tenant} in the host, as a whole segment'],
    ['https://example.com/cb?tenant={tenant}x', 'must have {tenant} in the host, as a whole segment'],
  ])('cannot be %s', (text, fault) => {
    expect(parseRedirectTemplate(text)).toEqual({ fault: expect.stringContaining(fault) });
  });
});

describe('a redirect URI', () => {
  it.each([
    [inHost, 'https://acme.example.com/oauth2/idpresponse', { tenant: 'acme' }],
    ['https://{tenant}-sso.example.com/cb', 'https://a-sso-sso.example.com/cb', { tenant: 'a-sso' }],
    ['https://example.com/{tenant}/cb', 'https://example.com/acme/cb', { tenant: 'acme' }],
    ['https://example.com/cb?t={tenant}', 'https://example.com/cb?t=acme', { tenant: 'acme' }],
    ['https://example.com/cb', 'https://example.com/cb', {}],
    ['https://example.com', 'https://example.com', {}],
  ])('matches %s', (template, uri, matched) => {
    expect(matchRedirect([template], uri)).toEqual(matched);
  });

  it.each([
    'https://ACME.example.com/oauth2/idpresponse',
    'https://acme.example.com/oauth2/idpresponse/',
    'https://acme.example.com/oauth2/idpresponse?x=1',
    'https://acme.example.com/oauth2/idpresponse#',
    'https://acme.example.com/OAUTH2/idpresponse',
    'https://acme.example.com/oauth2/%69dpresponse',
    'https://acme.example.com:443/oauth2/idpresponse',
    'https://acme.example.com./oauth2/idpresponse',
    'http://acme.example.com/oauth2/idpresponse',
    'https://a.b.example.com/oauth2/idpresponse',
    'https://.example.com/oauth2/idpresponse',
    'https://evil.example/x.example.com/oauth2/idpresponse',
    'https://evil.example?.example.com/oauth2/idpresponse',
    'https://u:p@acme.example.com/oauth2/idpresponse',
    'https://acme@evil.example.com/oauth2/idpresponse',
    'https://%61cme.example.com/oauth2/idpresponse',
    'https://{tenant}.example.com/oauth2/idpresponse',
    ' https://acme.example.com/oauth2/idpresponse',
    'https://acme.example.com/oauth2/idpresponse\n',
    'https://acme_x.example.com/oauth2/idpresponse',
    `https://${'a'.repeat(64)}.example.com/oauth2/idpresponse`,
    'https://example.com/oauth2/idpresponse',
    '',
  ])('does not match as %j', (uri) => {
    expect(matchRedirect([inHost], uri)).toBeUndefined();
  });

  it('never lets one text be both sides of a template', () => {
    expect(matchRedirect(['https://aa{tenant}aa.example.com/'], 'https://aa.example.com/')).toBeUndefined();
    expect(matchRedirect(['https://example.com/{tenant}/'], 'https://example.com//')).toBeUndefined();
  });

  it.each([
    ['http://127.0.0.1/cb', 'http://127.0.0.1:51004/cb', true],
    ['http://127.0.0.1:7000/cb', 'http://127.0.0.1/cb', true],
    ['http://[::1]/cb?a=1', 'http://[::1]:9/cb?a=1', true],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:51004/other', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:65536/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:0/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:80@evil.example/cb', false],
    ['http://127.0.0.1/cb', 'http://[::1]:51004/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.2:51004/cb', false],
    ['http://localhost/cb', 'http://localhost:51004/cb', false],
    ['https://app.example.com/cb', 'https://app.example.com:8443/cb', false],
  ])('of a public client at %s may be %s: %s', (template, uri, isAllowed) => {
    expect(matchRedirect([template], uri, { anyLoopbackPort: true })).toEqual(isAllowed ? {} : undefined);
    expect(matchRedirect([template], uri)).toBeUndefined();
  });
});

describe('two templates', () => {
  it.each([
    ['https://{tenant}.example.com/cb', 'https://{tenant}-dev.example.com/cb'],
    ['https://{tenant}.example.com/cb', 'https://app.example.com/cb'],
    ['https://app.example.com/cb', 'https://{tenant}.example.com/cb'],
    ['https://a-{tenant}.example.com/cb', 'https://{tenant}-b.example.com/cb'],
    ['https://example.com/cb', 'https://example.com/cb'],
    ['https://{tenant}.example.com/cb', 'https://{tenant}.example.com/cb'],
  ])('%s and %s could match one URI', (one, other) => {
    expect(ambiguousTemplates(['https://first.example/', one, other])).toEqual([one, other]);
  });

  it.each([
    ['https://{tenant}.example.com/cb', 'https://{tenant}.example.com/cb2'],
    ['https://{tenant}.example.com/cb', 'https://{tenant}.app.example.com/cb'],
    ['https://{tenant}.example.com/cb', 'https://www.example.com/other'],
    ['https://example.com/{tenant}/cb', 'https://{tenant}.example.com/x/cb'],
    ['https://example.com/{tenant}/cb', 'https://example.com/a/{tenant}/cb'],
    ['https://a.example.com/cb', 'https://b.example.com/cb'],
  ])('%s and %s have no URI in common', (one, other) => {
    expect(ambiguousTemplates([one, other])).toBeUndefined();
  });
});
