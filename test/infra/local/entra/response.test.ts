import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authnRequestUrl } from './authn-request-url.ts';
import { signatureHolds, signaturesDirectlyIn, textBetween } from './entra-signature.ts';
import { RunningEntra, responseIn } from './running-entra.ts';

let entra: RunningEntra;
beforeAll(async () => {
  entra = await RunningEntra.start();
});
afterAll(() => entra.stop());
beforeEach(() => entra.forgetCookies());

async function signedIn(account = 'b.simon@acme.example'): Promise<string> {
  const picker = await entra.get(authnRequestUrl(entra.application('timetrack')));
  return responseIn(await entra.signIn(picker, account));
}

/** The response with everything replaced that is new each time. */
function shapeOf(response: string): string {
  return response
    .replace(/<Signature .*?<\/Signature>/g, '<Signature/>')
    .replace(/_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '_<guid>');
}

describe('The response that signs somebody in', () => {
  it('has the shape of Entra’s, to the byte', async () => {
    const directory = '5d3f1c1a-8b52-4e0e-9a37-0f6b7c2d9e41';
    const callback = 'http://acme.timetrack.localhost:8080/api/v2/azure/callback';
    const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
    const attribute = (name: string, value: string) =>
      `<Attribute Name="${name}"><AttributeValue>${value}</AttributeValue></Attribute>`;
    expect(shapeOf(await signedIn())).toBe(
      [
        `<samlp:Response ID="_<guid>" Version="2.0" IssueInstant="2026-11-22T23:50:00.123Z" Destination="${callback}" InResponseTo="_0f3a" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">`,
        `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/${directory}/</Issuer>`,
        '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>',
        '<Assertion ID="_<guid>" IssueInstant="2026-11-22T23:50:00.123Z" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion">',
        `<Issuer>https://sts.windows.net/${directory}/</Issuer><Signature/>`,
        '<Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">b.simon@acme.example</NameID>',
        '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">',
        `<SubjectConfirmationData InResponseTo="_0f3a" NotOnOrAfter="2026-11-23T00:50:00.123Z" Recipient="${callback}"/>`,
        '</SubjectConfirmation></Subject>',
        '<Conditions NotBefore="2026-11-22T23:45:00.123Z" NotOnOrAfter="2026-11-23T00:50:00.123Z"><AudienceRestriction>',
        '<Audience>http://acme.timetrack.localhost:8080/api/v2/azure/saml20</Audience></AudienceRestriction></Conditions>',
        '<AttributeStatement>',
        attribute('http://schemas.microsoft.com/identity/claims/tenantid', directory),
        attribute(
          'http://schemas.microsoft.com/identity/claims/objectidentifier',
          '7b0c2f4e-31d6-4a5b-8a4f-d5d1f2e6c101',
        ),
        attribute('http://schemas.microsoft.com/identity/claims/displayname', 'B.Simon'),
        attribute(
          'http://schemas.microsoft.com/identity/claims/identityprovider',
          `https://sts.windows.net/${directory}/`,
        ),
        attribute(
          'http://schemas.microsoft.com/claims/authnmethodsreferences',
          'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
        ),
        attribute(`${claims}/givenname`, 'B.'),
        attribute(`${claims}/surname`, 'Simon'),
        attribute(`${claims}/emailaddress`, 'b.simon@acme.example'),
        attribute(`${claims}/name`, 'b.simon@acme.example'),
        '</AttributeStatement>',
        '<AuthnStatement AuthnInstant="2026-11-22T23:50:00.123Z" SessionIndex="_<guid>"><AuthnContext>',
        '<AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef>',
        '</AuthnContext></AuthnStatement></Assertion></samlp:Response>',
      ].join(''),
    );
  });

  it('names the assertion as the session', async () => {
    const response = await signedIn();
    const assertionId = /<Assertion ID="([^"]+)"/.exec(response)?.[1];
    expect(response).toContain(`SessionIndex="${assertionId}"`);
  });

  it('puts the signature into a default namespace, with the certificate of this application', async () => {
    const response = await signedIn();
    expect(response).toContain('<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>');
    expect(response).toContain(
      `<KeyInfo><X509Data><X509Certificate>${entra.application('timetrack').certificate.base64}</X509Certificate></X509Data></KeyInfo>`,
    );
  });
});

describe('The signing option', () => {
  const choose = (option: string, algorithm = 'sha256', certificate = 'active') =>
    entra.post(`/portal/${entra.application('timetrack').applicationId}/signing`, {
      option,
      algorithm,
      certificate,
    });
  beforeEach(async () => {
    await choose('assertion');
  });

  it('signs the assertion alone by default', async () => {
    const response = await signedIn();
    const { der } = entra.application('timetrack').certificate;
    expect(signatureHolds(textBetween(response, 'Assertion'), der, 'sha256')).toBe(true);
    expect(signaturesDirectlyIn(response)).toHaveLength(0);
  });

  it('is broken by whoever changes a letter', async () => {
    const changed = (await signedIn()).replace('>B.Simon<', '>B.Simons<');
    const { der } = entra.application('timetrack').certificate;
    expect(signatureHolds(textBetween(changed, 'Assertion'), der, 'sha256')).toBe(false);
  });

  it('signs the response alone', async () => {
    await choose('response');
    const response = await signedIn();
    const { der } = entra.application('timetrack').certificate;
    expect(signatureHolds(response, der, 'sha256')).toBe(true);
    expect(signaturesDirectlyIn(textBetween(response, 'Assertion'))).toHaveLength(0);
    expect(response).toMatch(/<\/Issuer><Signature .*<\/Signature><samlp:Status>/);
  });

  it('signs both, the response over the signed assertion', async () => {
    await choose('response-and-assertion');
    const response = await signedIn();
    const { der } = entra.application('timetrack').certificate;
    expect(signatureHolds(textBetween(response, 'Assertion'), der, 'sha256')).toBe(true);
    expect(signatureHolds(response, der, 'sha256')).toBe(true);
  });

  it('signs with SHA-1 where the admin chose it', async () => {
    await choose('assertion', 'sha1');
    const response = await signedIn();
    const { der } = entra.application('timetrack').certificate;
    expect(response).toContain('http://www.w3.org/2000/09/xmldsig#rsa-sha1');
    expect(signatureHolds(textBetween(response, 'Assertion'), der, 'sha1')).toBe(true);
  });

  it('signs with a certificate that ran out, to see it refused', async () => {
    await choose('assertion', 'sha256', 'expired');
    const { expiredCertificate } = entra.application('timetrack');
    const response = await signedIn();
    expect(response).toContain(expiredCertificate.base64);
    expect(signatureHolds(textBetween(response, 'Assertion'), expiredCertificate.der, 'sha256')).toBe(true);
    expect(expiredCertificate.notAfter.getTime()).toBeLessThan(Date.parse('2026-11-22'));
  });

  it('falls back to Entra’s default where the form says something unknown', async () => {
    await choose('nothing', 'md5', 'stolen');
    const response = await signedIn();
    const { der } = entra.application('timetrack').certificate;
    expect(signatureHolds(textBetween(response, 'Assertion'), der, 'sha256')).toBe(true);
  });
});

describe('The signing certificates', () => {
  it('are self-signed, RSA-2048, for three years, under Entra’s name', () => {
    for (const { certificate } of entra.applications) {
      const parsed = new X509Certificate(certificate.der);
      expect(parsed.subject).toBe('CN=Microsoft Azure Federated SSO Certificate');
      expect(parsed.issuer).toBe(parsed.subject);
      expect(parsed.verify(parsed.publicKey)).toBe(true);
      expect(parsed.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
      expect(parsed.validToDate.getFullYear() - parsed.validFromDate.getFullYear()).toBe(3);
      expect(parsed.fingerprint.replaceAll(':', '')).toBe(certificate.thumbprint);
    }
  });

  it('are each application’s own', () => {
    expect(new Set(entra.applications.map(({ certificate }) => certificate.thumbprint)).size).toBe(4);
  });
});
