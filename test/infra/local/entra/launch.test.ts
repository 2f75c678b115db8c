import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signatureHolds, textBetween } from './entra-signature.ts';
import { RunningEntra, responseIn } from './running-entra.ts';

let entra: RunningEntra;
beforeAll(async () => {
  entra = await RunningEntra.start();
});
afterAll(() => entra.stop());
beforeEach(() => entra.forgetCookies());

const acme = '/myapps/5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41';

describe('My Apps', () => {
  it('shows the tiles of whoever signs in', async () => {
    await entra.signIn(await entra.get(acme), 'b.simon@acme.example');
    const { text } = await entra.get(acme);
    expect(text).toContain('href="http://acme.timetrack.localhost:8080">Open TimeTrack in SP mode');
    expect(text).toContain(
      'href="http://perform.trakstar.localhost:8080/auth/saml/?namespace=acme">Open Trakstar in SP mode',
    );
  });

  it('launches TimeTrack in IdP mode with its Relay State and a response that answers nothing', async () => {
    await entra.signIn(await entra.get(acme), 'b.simon@acme.example');
    const { applicationId, basicSaml, certificate } = entra.application('timetrack');
    const form = await entra.get(`${acme}/launch/${applicationId}`);
    expect(form.text).toContain(`action="${basicSaml.replyUrl}"`);
    expect(form.fields).toMatchObject({ RelayState: '42' });
    const response = responseIn(form);
    expect(response).not.toContain('InResponseTo');
    expect(signatureHolds(textBetween(response, 'Assertion'), certificate.der, 'sha256')).toBe(true);
  });

  it('launches Trakstar in IdP mode without Relay State', async () => {
    await entra.signIn(await entra.get(acme), 'b.simon@acme.example');
    const form = await entra.get(`${acme}/launch/${entra.application('trakstar').applicationId}`);
    expect(form.text).toContain(
      'action="http://perform.trakstar.localhost:8080/auth/saml/callback?namespace=acme"',
    );
    expect(Object.keys(form.fields)).toEqual(['SAMLResponse']);
  });

  it('asks for an account before it launches anything', async () => {
    const answer = await entra.get(`${acme}/launch/${entra.application('timetrack').applicationId}`);
    expect([answer.status, answer.headers.location]).toEqual([303, acme]);
  });

  it('launches nothing for somebody who is not assigned, and nothing of another directory', async () => {
    await entra.signIn(await entra.get(acme), 'alain.charon@acme.example');
    const own = await entra.get(`${acme}/launch/${entra.application('timetrack').applicationId}`);
    expect(own.text).toContain('AADSTS50105:');
    const foreign = entra.application('timetrack', 'globex').applicationId;
    expect((await entra.get(`${acme}/launch/${foreign}`)).text).toContain('AADSTS700016:');
  });

  it('signs out', async () => {
    await entra.signIn(await entra.get(acme), 'b.simon@acme.example');
    await entra.post('/5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41/sign-out', {});
    expect((await entra.get(acme)).text).toContain('Pick an account');
  });
});

describe('Test this application', () => {
  it('sends the AuthnRequest with the one ID that all tests have, and answers without InResponseTo', async () => {
    const { applicationId, loginUrl } = entra.application('timetrack');
    const test = await entra.post(`/portal/${applicationId}/test`, {});
    const { location = '' } = test.headers;
    expect(test.status).toBe(303);
    expect(location.startsWith(`${loginUrl}?SAMLRequest=`)).toBe(true);
    const form = await entra.signIn(await entra.get(location), 'b.simon@acme.example');
    expect(form.fields).toMatchObject({ RelayState: '42' });
    expect(responseIn(form)).toContain('status:Success');
    expect(responseIn(form)).not.toContain('InResponseTo');
  });
});
