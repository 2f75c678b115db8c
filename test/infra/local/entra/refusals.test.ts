import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authnRequestUrl, type RequestChanges, redirectUrl } from './authn-request-url.ts';
import { RunningEntra, responseIn } from './running-entra.ts';

let entra: RunningEntra;
beforeAll(async () => {
  entra = await RunningEntra.start();
});
afterAll(() => entra.stop());
beforeEach(() => entra.forgetCookies());

/** Entra's page for a request of TimeTrack at acme that is different in this. */
async function refusalOf(changes: RequestChanges): Promise<string> {
  const answer = await entra.get(authnRequestUrl(entra.application('timetrack'), changes));
  expect(answer.status).toBe(400);
  expect(answer.text).not.toContain('SAMLResponse"');
  return answer.text;
}

const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes';
const requestedClass = (name: string, comparison = 'exact') =>
  `<samlp:RequestedAuthnContext Comparison="${comparison}"><AuthnContextClassRef xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${name}</AuthnContextClassRef></samlp:RequestedAuthnContext>`;

describe('Entra shows its own error page', () => {
  const identifier = 'http://acme.timetrack.localhost:8080/api/v2/azure/saml20';
  const callback = 'http://acme.timetrack.localhost:8080/api/v2/azure/callback';

  it.each([
    ['another path', `${identifier}/`],
    ['another case', identifier.replace('azure', 'Azure')],
    ['another directory’s', identifier.replace('acme', 'globex')],
  ])('AADSTS700016 for an Identifier that is not registered: %s', async (_what, issuer) => {
    const page = await refusalOf({ issuer });
    expect(page).toContain(`AADSTS700016: Application with identifier &#39;${issuer}&#39; was not found`);
  });

  it.each([
    ['another case', callback.replace('callback', 'Callback')],
    ['a query', `${callback}?a=b`],
    ['another host', callback.replace('acme', 'globex')],
  ])('AADSTS50011 for a Reply URL that is not registered: %s', async (_what, replyUrl) => {
    expect(await refusalOf({ replyUrl })).toContain(`AADSTS50011: The reply URL &#39;${replyUrl}&#39;`);
  });

  it.each([
    ['AADSTS7500529', 'an ID that begins with a digit', { id: '0f3a' }],
    ['AADSTS75016', 'an unknown NameID format', { content: '<samlp:NameIDPolicy Format="urn:other"/>' }],
    ['AADSTS75011', 'a class that no password satisfies', { content: requestedClass(`${classes}:X509`) }],
    ['AADSTS900235', 'a comparison', { content: requestedClass(`${classes}:Password`, 'minimum') }],
    [
      'AADSTS900236',
      'a Subject',
      { content: '<Subject xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><NameID>b</NameID></Subject>' },
    ],
    [
      'AADSTS75003',
      'another binding',
      { attributes: 'ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"' },
    ],
  ])('%s for %s', async (code, _what, changes) => {
    expect(await refusalOf(changes)).toContain(`${code}:`);
  });

  it.each([
    ['AADSTS750054', 'no SAMLRequest', ''],
    ['AADSTS750056', 'one that is no base64', '?SAMLRequest=%21'],
    ['AADSTS75005', 'one that cannot be inflated', '?SAMLRequest=aGVsbG8%3D'],
  ])('%s for %s', async (code, _what, query) => {
    const answer = await entra.get(`${entra.application('timetrack').loginUrl}${query}`);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`${code}:`);
  });

  it.each([
    ['a DTD', '<!DOCTYPE a><a/>'],
    ['an unfinished document', '<a'],
    ['something else', '<a/>'],
    ['nothing', ' '],
  ])('AADSTS75005 for a message that is %s', async (_what, message) => {
    const answer = await entra.get(redirectUrl(entra.application('timetrack').loginUrl, message));
    expect(answer.text).toContain('AADSTS75005:');
  });

  it('AADSTS90002 for a directory that there is not', async () => {
    const answer = await entra.get('/3f0e5c1a-0000-4000-8000-000000000000/saml2?SAMLRequest=x');
    expect(answer.text).toContain('AADSTS90002:');
  });

  it('AADSTS50105 for somebody who is not assigned, and offers another account', async () => {
    const picker = await entra.get(authnRequestUrl(entra.application('timetrack')));
    const refused = await entra.signIn(picker, 'alain.charon@acme.example');
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(
      'AADSTS50105: Your administrator has configured the application TimeTrack',
    );
    const again = /href="([^"]+prompt=select_account[^"]*)"/.exec(refused.text)?.[1] ?? '';
    const second = await entra.get(again.replaceAll('&amp;', '&'));
    expect(second.text).toContain('Pick an account');
    expect(responseIn(await entra.signIn(second, 'b.simon@acme.example'))).toContain('status:Success');
  });

  it('escapes what the request says', async () => {
    const page = await refusalOf({ issuer: '&lt;script&gt;alert(1)&lt;/script&gt;' });
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script>alert');
  });
});

describe('What Entra allows', () => {
  it.each([
    [
      'a NameID format that it knows',
      { content: '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"/>' },
    ],
    [
      'a class that a password satisfies',
      { content: requestedClass(`${classes}:PasswordProtectedTransport`) },
    ],
    [
      'the POST binding for the response',
      { attributes: 'ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"' },
    ],
  ])('%s', async (_what, changes) => {
    const answer = await entra.get(authnRequestUrl(entra.application('timetrack'), changes));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Pick an account');
  });
});
