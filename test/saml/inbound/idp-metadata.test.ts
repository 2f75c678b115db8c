import { describe, expect, it } from 'vitest';
import { maximumMetadataBytes, readIdpMetadata } from '../../../shared/saml/inbound/idp-metadata.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { keyDescriptor, metadataDocument, service } from './idp-metadata-document.ts';

const active = signingKey().certificate;
const next = signingKey({ name: 'next' }).certificate;
const other = signingKey({ name: 'other' }).certificate;
const samlUrl = `https://login.microsoftonline.com/${facts.directoryId}/saml2`;

describe("an identity provider's metadata", () => {
  it('is read in the shape that Entra gives it', () => {
    expect(readIdpMetadata(metadataDocument())).toEqual({
      entityId: facts.issuer,
      signingCertificates: [active],
      loginUrl: samlUrl,
      logoutUrl: samlUrl,
    });
  });

  it('is read with and without a byte order mark and a declaration', () => {
    for (const prolog of ['', '\ufeff', '<?xml version="1.0" encoding="UTF-8"?>\r\n']) {
      expect(readIdpMetadata(metadataDocument({ prolog })).entityId).toBe(facts.issuer);
    }
  });

  it('gives every signing certificate of the SAML role once, in its order, and no other', () => {
    const keys = [
      keyDescriptor(active),
      keyDescriptor(next, ''),
      keyDescriptor(other, 'encryption'),
      keyDescriptor(active),
    ].join('');
    expect(readIdpMetadata(metadataDocument({ keys })).signingCertificates).toEqual([active, next]);
  });

  it('gives a certificate on one line, however it was wrapped', () => {
    const keys = keyDescriptor(active.replace(/.{64}/g, '$&\r\n        '));
    expect(readIdpMetadata(metadataDocument({ keys })).signingCertificates).toEqual([active]);
  });

  it('says until when it is valid', () => {
    const document = metadataDocument({ attributes: 'validUntil="2026-12-01T00:00:00Z" ' });
    expect(readIdpMetadata(document).validUntil).toEqual(new Date('2026-12-01T00:00:00Z'));
  });

  it('may have no logout service', () => {
    const services = service('SingleSignOnService', 'HTTP-Redirect', samlUrl);
    expect(readIdpMetadata(metadataDocument({ services }))).not.toHaveProperty('logoutUrl');
  });

  const role = (protocol: string) =>
    `<IDPSSODescriptor protocolSupportEnumeration="${protocol}">${keyDescriptor(active)}</IDPSSODescriptor>`;
  const document = (text: string) => Buffer.from(text);
  const saml = 'urn:oasis:names:tc:SAML:2.0:protocol';

  it.each<[string, Uint8Array, string]>([
    ['more bytes than any has', new Uint8Array(maximumMetadataBytes + 1), 'too-large'],
    ['no XML', document('not found'), 'not-readable'],
    ['a page', document('<html><body>Sign in</body></html>'), 'not-metadata'],
    ['a document type', document('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'not-readable'],
    ['UTF-16', Buffer.from('\ufeff<a/>', 'utf16le'), 'not-readable'],
    [
      'a whole federation',
      document('<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>'),
      'several-entities',
    ],
    ['no entityID', metadataDocument({ entityId: '' }), 'no-entity-id'],
    ['no SAML role', metadataDocument({ roles: '' }), 'no-identity-provider'],
    [
      'a role of SAML 1.1',
      metadataDocument({ roles: role('urn:oasis:names:tc:SAML:1.1:protocol') }),
      'no-identity-provider',
    ],
    ['two SAML roles', metadataDocument({ roles: role(saml) + role(saml) }), 'several-roles'],
    [
      'a service provider',
      metadataDocument({ roles: `<SPSSODescriptor protocolSupportEnumeration="${saml}"/>` }),
      'service-provider',
    ],
    ['no signing key', metadataDocument({ keys: keyDescriptor(active, 'encryption') }), 'no-signing-key'],
    ['a certificate that is none', metadataDocument({ keys: keyDescriptor('A=B') }), 'certificate-malformed'],
    [
      'no login URL by redirect',
      metadataDocument({ services: service('SingleSignOnService', 'HTTP-POST', samlUrl) }),
      'no-login-url',
    ],
    ['a date that is none', metadataDocument({ attributes: 'validUntil="tomorrow" ' }), 'not-readable'],
  ])('is refused with %s', (_, bytes, code) => {
    expect(() => readIdpMetadata(bytes)).toThrow(expect.objectContaining({ name: 'IdpMetadataError', code }));
  });
});
