import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authnRequestUrl, redirectUrl } from './authn-request-url.ts';
import { RunningEntra } from './running-entra.ts';

let entra: RunningEntra;
beforeAll(async () => {
  entra = await RunningEntra.start();
});
afterAll(() => entra.stop());

const logoutRequest = (issuer: string) =>
  `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_bye" Version="2.0" IssueInstant="2026-11-22T23:49:59Z"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer><NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">anybody</NameID></samlp:LogoutRequest>`;

describe('A LogoutRequest', () => {
  it('ends the directory session and is answered, unsigned, at the Logout URL', async () => {
    const { basicSaml, directory, logoutUrl } = entra.application('trakstar');
    const picker = await entra.get(authnRequestUrl(entra.application('trakstar')));
    await entra.signIn(picker, 'b.simon@acme.example');
    const answer = await entra.get(
      redirectUrl(logoutUrl, logoutRequest(basicSaml.identifier), { RelayState: 'r' }),
    );
    expect(answer.status).toBe(303);
    const target = new URL(answer.headers.location ?? '');
    expect(target.href.startsWith(`${basicSaml.logoutUrl}&SAMLResponse=`)).toBe(true);
    expect(target.searchParams.get('RelayState')).toBe('r');
    const response = inflateRawSync(
      Buffer.from(target.searchParams.get('SAMLResponse') ?? '', 'base64'),
    ).toString();
    expect(response).toContain(`>https://login.microsoftonline.com/${directory.id}/</Issuer>`);
    expect(response).toContain('InResponseTo="_bye"');
    expect(response).not.toContain('Signature');
    const next = await entra.get(authnRequestUrl(entra.application('trakstar')));
    expect(next.text).toContain('Pick an account');
  });

  it('of an unknown application is refused on a page', async () => {
    const { logoutUrl } = entra.application('trakstar');
    const answer = await entra.get(redirectUrl(logoutUrl, logoutRequest('https://other.example')));
    expect(answer.text).toContain('AADSTS700016:');
  });
});
