import { describe, expect, it } from 'vitest';
import { requestFlowId } from '../../../shared/ids/flow-id.ts';
import * as ns from '../../../shared/saml/inbound/xml/namespaces.ts';
import { type AuthnRequest, authnRequestUrl } from '../../../shared/saml/outbound/authn-request.ts';
import { facts } from '../../fixtures/facts.ts';
import { redirected, shapeOf } from './redirected.ts';

const loginUrl = `https://login.microsoftonline.com/${facts.directoryId}/saml2`;
const request = (more: Partial<AuthnRequest> = {}): AuthnRequest => ({
  id: facts.requestId,
  issueInstant: facts.now,
  identifier: facts.identifier,
  replyUrl: facts.replyUrl,
  loginUrl,
  relayState: facts.requestId,
  ...more,
});
const sent = (more: Partial<AuthnRequest> = {}) => redirected(authnRequestUrl(request(more)), 'SAMLRequest');

describe('an AuthnRequest', () => {
  it('says what Entra needs and nothing that would override its administrator', () => {
    const { message, xml } = sent();

    // No NameIDPolicy, no RequestedAuthnContext, no Subject, no ForceAuthn.
    expect(shapeOf(message)).toEqual([
      'AuthnRequest',
      {
        ID: facts.requestId,
        Version: '2.0',
        IssueInstant: '2026-11-22T12:00:00.000Z',
        Destination: loginUrl,
        ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
        AssertionConsumerServiceURL: facts.replyUrl,
      },
      [['Issuer', {}, facts.identifier]],
    ]);
    expect(message.namespace).toBe(ns.samlp);
    expect(xml).toContain(`<saml:Issuer xmlns:saml="${ns.saml}">`);
  });

  it.each([
    [true, 'true'],
    [false, undefined],
    [undefined, undefined],
  ])('asks for a fresh sign-in only where it is told to: %s', (forceAuthn, said) => {
    const [, attributes] = shapeOf(sent({ forceAuthn }).message);
    expect(attributes['ForceAuthn']).toBe(said);
  });

  it('comes with its handle, unsigned', () => {
    const { target, parameters } = sent();

    expect(target).toBe(loginUrl);
    expect(parameters.map(([name]) => name)).toEqual(['SAMLRequest', 'RelayState']);
    expect(parameters[1]).toEqual(['RelayState', facts.requestId]);
  });

  it('has a handle of at most 80 bytes (SAML Bindings 3.4.3)', () => {
    expect(Buffer.byteLength(requestFlowId(new Uint8Array(16)))).toBeLessThanOrEqual(80);
  });

  it.each([
    `"><samlp:NameIDPolicy/><x y="`,
    `' & < > " ]]> <!-- &amp; &#0;`,
    '$& $1 $` $$',
    'Zo\u00eb \u5f20\u4f1f \u{1F600}',
  ])('says %j as it is', (hostile) => {
    const replyUrl = `https://acme.example/?x=${hostile}`;
    const [, attributes, content] = shapeOf(sent({ identifier: hostile, replyUrl }).message);

    expect(content).toEqual([['Issuer', {}, hostile]]);
    expect(attributes).toMatchObject({ AssertionConsumerServiceURL: replyUrl, ID: facts.requestId });
  });
});

describe('the Login URL', () => {
  it.each([
    [
      'with a query',
      'https://login.example/saml2?app=7&x=a%20b',
      'https://login.example/saml2?app=7&x=a%20b',
    ],
    ['with an empty query', 'https://login.example/saml2?', 'https://login.example/saml2'],
    [
      'with a fragment, which no server would see',
      'https://login.example/saml2#top',
      'https://login.example/saml2',
    ],
    ['with query and fragment', 'https://login.example/?a=1#top', 'https://login.example/?a=1'],
    ['without a path', 'https://login.example', 'https://login.example/'],
    ['with a port', 'http://entra.localhost:8080/tenant/saml2', 'http://entra.localhost:8080/tenant/saml2'],
    ['of another script', 'https://login.example/m\u00fcnchen', 'https://login.example/m%C3%BCnchen'],
  ])('%s is opened with the request added', (_, given, target) => {
    const url = authnRequestUrl(request({ loginUrl: given }));

    expect(url).toMatch(/^[\x21-\x7e]+$/);
    expect(redirected(url, 'SAMLRequest').target).toBe(target);
    expect(new URL(url).searchParams.get('RelayState')).toBe(facts.requestId);
  });

  it('stands in Destination as the directory calls it', () => {
    const given = 'https://login.example/saml2?a={Issuer}&b="<';
    expect(shapeOf(sent({ loginUrl: given }).message)[1]).toMatchObject({ Destination: given });
  });
});

describe('login_hint', () => {
  it.each([
    'B.Simon@contoso.com',
    'a+b@x.example',
    'a&SAMLRequest=x#y',
    '\'"<>%00\r\n',
    'Zo\u00eb \u{1F600}',
  ])('%j arrives as it is', (loginHint) => {
    const url = authnRequestUrl(request({ loginHint }));

    expect(url).toMatch(/^[\x21-\x7e]+$/);
    expect(new URL(url).searchParams.getAll('login_hint')).toEqual([loginHint]);
    expect(new URL(url).searchParams.getAll('SAMLRequest')).toHaveLength(1);
  });

  it('is not there where nobody gave one', () => {
    expect(authnRequestUrl(request())).not.toContain('login_hint');
  });
});
