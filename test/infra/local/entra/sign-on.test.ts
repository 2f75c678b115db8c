import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authnRequestUrl } from './authn-request-url.ts';
import { RunningEntra, responseIn } from './running-entra.ts';

let entra: RunningEntra;
beforeAll(async () => {
  entra = await RunningEntra.start();
});
afterAll(() => entra.stop());
beforeEach(() => entra.forgetCookies());

const checkedAccount = (page: string) => /value="([^"]+)" required\s+checked/.exec(page)?.[1];

/** Signs B.Simon of acme in to TimeTrack, and so to the directory. */
async function signInOnce(): Promise<void> {
  const picker = await entra.get(authnRequestUrl(entra.application('timetrack')));
  await entra.signIn(picker, 'b.simon@acme.example');
}

describe('The sign-on service', () => {
  it('asks who it is, and then posts to the Reply URL with the Relay State as it came', async () => {
    const application = entra.application('timetrack');
    const picker = await entra.get(authnRequestUrl(application, { query: { RelayState: 'a+b & "c"' } }));
    expect(picker.text).toContain('Pick an account');
    const form = await entra.signIn(picker, 'b.simon@acme.example');
    expect(form.text).toContain(`<form method="post" action="${application.basicSaml.replyUrl}">`);
    expect(form.fields).toMatchObject({ RelayState: 'a+b & "c"' });
    expect(form.text).toContain('<button type="submit">Continue</button>');
  });

  it('sends no Relay State where none came', async () => {
    const picker = await entra.get(authnRequestUrl(entra.application('timetrack')));
    const form = await entra.signIn(picker, 'b.simon@acme.example');
    expect(Object.keys(form.fields)).toEqual(['SAMLResponse']);
  });

  it('asks nobody twice', async () => {
    await signInOnce();
    const second = await entra.get(authnRequestUrl(entra.application('trakstar'), { id: '_second' }));
    const response = responseIn(second);
    expect(response).toContain('InResponseTo="_second"');
    expect(response).toContain('<Audience>http://perform.trakstar.localhost:8080</Audience>');
  });

  it('asks again with ForceAuthn', async () => {
    await signInOnce();
    const url = authnRequestUrl(entra.application('timetrack'), { attributes: 'ForceAuthn="true"' });
    expect((await entra.get(url)).text).toContain('Pick an account');
  });

  it('asks again where login_hint names somebody else', async () => {
    await signInOnce();
    const hint = (name: string) =>
      authnRequestUrl(entra.application('timetrack'), { query: { login_hint: name } });
    expect((await entra.get(hint('Britta.Simon@acme.example'))).text).toContain('Pick an account');
    expect(responseIn(await entra.get(hint('B.Simon@acme.example')))).toContain('status:Success');
  });

  it('selects the account of login_hint beforehand, the first where it is unknown', async () => {
    const hinted = async (name: string) =>
      (await entra.get(authnRequestUrl(entra.application('timetrack'), { query: { login_hint: name } })))
        .text;
    expect(checkedAccount(await hinted('Britta.Simon@acme.example'))).toBe('britta.simon@acme.example');
    expect(checkedAccount(await hinted('nobody@acme.example'))).toBe('b.simon@acme.example');
  });

  it('keeps directories apart', async () => {
    await signInOnce();
    const other = await entra.get(authnRequestUrl(entra.application('timetrack', 'globex')));
    expect(other.text).toContain('Accounts in Globex');
    const foreign = await entra.signIn(other, 'b.simon@acme.example');
    expect(foreign.text).toContain('Pick an account');
  });

  it('answers a passive request without a session by NoPassive, unsigned and without assertion', async () => {
    const url = authnRequestUrl(entra.application('timetrack'), { attributes: 'IsPassive="true"' });
    const response = responseIn(await entra.get(url));
    expect(response).toContain(
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:NoPassive"/></samlp:StatusCode><samlp:StatusMessage>AADSTS50058: ',
    );
    expect(response).toContain('InResponseTo="_0f3a"');
    expect(response).not.toMatch(/<Assertion|<Signature/);
  });

  it('answers a passive request of somebody who is signed in', async () => {
    await signInOnce();
    const url = authnRequestUrl(entra.application('timetrack'), { attributes: 'IsPassive="1"' });
    expect(responseIn(await entra.get(url))).toContain('status:Success');
  });

  it('answers at the Login URL of one service principal, for that application alone', async () => {
    const { loginUrl, servicePrincipalId } = entra.application('timetrack');
    const own = `${loginUrl}/${servicePrincipalId}`;
    const timetrack = await entra.get(authnRequestUrl(entra.application('timetrack'), { loginUrl: own }));
    expect(responseIn(await entra.signIn(timetrack, 'b.simon@acme.example'))).toContain('status:Success');
    const trakstar = await entra.get(authnRequestUrl(entra.application('trakstar'), { loginUrl: own }));
    expect(trakstar.text).toContain('AADSTS700016:');
  });

  it('takes an AuthnRequest by the POST binding', async () => {
    const { basicSaml, loginUrl } = entra.application('timetrack');
    const request = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_posted" Version="2.0" IssueInstant="2026-11-22T23:49:59Z"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${basicSaml.identifier}</Issuer></samlp:AuthnRequest>`;
    const picker = await entra.post(loginUrl, { SAMLRequest: Buffer.from(request).toString('base64') });
    const response = responseIn(await entra.signIn(picker, 'b.simon@acme.example'));
    expect(response).toContain(`Destination="${basicSaml.replyUrl}" InResponseTo="_posted"`);
  });

  it('gives each application its own opaque name of a person where it asks for one', async () => {
    await signInOnce();
    const content = '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"/>';
    const nameIdAt = async (app: 'timetrack' | 'trakstar') =>
      />([^<]+)<\/NameID>/.exec(
        responseIn(await entra.get(authnRequestUrl(entra.application(app), { content }))),
      )?.[1];
    expect(await nameIdAt('timetrack')).toBe(await nameIdAt('timetrack'));
    expect(await nameIdAt('timetrack')).not.toBe(await nameIdAt('trakstar'));
  });
});

describe('Every page', () => {
  it.each(['/', '/myapps', '/portal', '/nothing'])('says that it is a simulation: %s', async (path) => {
    const { headers, text } = await entra.get(path);
    expect(text).toContain('This is a simulation on your own machine.');
    expect(text).toContain('keys are for demonstration');
    expect(text).not.toMatch(/(src|href)="https?:\/\/(?![a-z.]*localhost)/);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toBe('no-store');
  });
});
