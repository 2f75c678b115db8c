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

  it('says until when the role is valid, where the whole does not', () => {
    const bytes = `${metadataDocument()}`.replace(
      '<IDPSSODescriptor',
      '<IDPSSODescriptor validUntil="2026-12-02T00:00:00Z"',
    );

    expect(readIdpMetadata(Buffer.from(bytes)).validUntil).toEqual(new Date('2026-12-02T00:00:00Z'));
  });

  it('is read up to its limits', () => {
    const entityId = `urn:${'a'.repeat(1_020)}`;
    const bytes = metadataDocument({ entityId });
    const longest = Buffer.concat([bytes, Buffer.alloc(maximumMetadataBytes - bytes.length, ' ')]);

    expect(readIdpMetadata(longest).entityId).toBe(entityId);
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
    [
      'an entityID left out',
      document(`${metadataDocument()}`.replace(/entityID="[^"]*"/, '')),
      'no-entity-id',
    ],
    ['a longer entityID', metadataDocument({ entityId: `urn:${'a'.repeat(1_021)}` }), 'no-entity-id'],
    ['text among its roles', metadataDocument({ roles: 'text' }), 'not-metadata'],
    ['a role of no protocol', metadataDocument({ roles: '<IDPSSODescriptor/>' }), 'no-identity-provider'],
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

  it.each([
    [0xef, 0xbb, 0x20],
    [0xef, 0x20, 0xbf],
    [0x20, 0xbb, 0xbf],
  ])('is refused with half a byte order mark: %i, %i, %i', (...mark) => {
    const bytes = Buffer.concat([Buffer.from(mark), metadataDocument({ prolog: '' })]);

    expect(() => readIdpMetadata(bytes)).toThrow(expect.objectContaining({ code: 'not-readable' }));
  });

  it('is refused in a sentence, which says where Entra has it and what the reader called it', () => {
    const where =
      'In Entra: Single sign-on > SAML Certificates > Federation Metadata XML > Download, or App Federation Metadata Url.';

    const message = (text: string) => {
      try {
        return readIdpMetadata(document(text));
      } catch (error) {
        return error instanceof Error ? error.message : error;
      }
    };

    expect(message('<a/>')).toBe(`It is XML, but not SAML metadata. ${where}`);
    expect(message('a')).toBe(`It is not the kind of XML that Latchkey reads. ${where} (xml-malformed)`);
  });
});
