import { describe, expect, it } from 'vitest';
import { maximumMetadataBytes } from '../../shared/federation-metadata/document-text.ts';
import { readIdpMetadata } from '../../shared/federation-metadata/idp-metadata.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { keyDescriptor, metadataDocument, service } from '../fixtures/metadata/entra-document.ts';
import { mdNamespace } from '../fixtures/metadata/parts.ts';

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

  it('says until when it is valid by the earliest of the document, the entity and the role', () => {
    const around = (until: string, inner: string) =>
      document(
        `<EntitiesDescriptor xmlns="${mdNamespace}" validUntil="${until}">${inner.replace(/^.*?\?>/s, '')}</EntitiesDescriptor>`,
      );
    const entity = `${metadataDocument({ attributes: 'validUntil="2026-12-03T00:00:00Z" ' })}`;
    const both = entity.replace('<IDPSSODescriptor', '<IDPSSODescriptor validUntil="2026-12-02T00:00:00Z"');

    expect(readIdpMetadata(document(both)).validUntil).toEqual(new Date('2026-12-02T00:00:00Z'));
    expect(readIdpMetadata(around('2026-12-01T00:00:00Z', both)).validUntil).toEqual(
      new Date('2026-12-01T00:00:00Z'),
    );
  });

  it.each([
    ['blanks', ` ${facts.issuer} `],
    ['line ends', `&#10;${facts.issuer}&#13;&#10;`],
    ['a line end as it is typed', `\n${facts.issuer}\n  `],
    ['a no-break and a zero-width blank', `\u00a0${facts.issuer}\u200b`],
  ])('has its entityID trimmed of %s at its edges', (_, entityId) => {
    expect(readIdpMetadata(metadataDocument({ entityId })).entityId).toBe(facts.issuer);
  });

  it('is read beside another IDPSSODescriptor that is of SAML 1.1', () => {
    const older = '<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol"/>';
    const bytes = document(`${metadataDocument()}`.replace('<IDPSSODescriptor', `${older}<IDPSSODescriptor`));

    expect(readIdpMetadata(bytes).loginUrl).toBe(samlUrl);
  });

  it('has its addresses trimmed, and takes the first by redirect that says one', () => {
    const services = [
      service('SingleSignOnService', 'HTTP-Redirect', ' '),
      service('SingleSignOnService', 'HTTP-Redirect', ` ${samlUrl}&#10;`),
    ].join('');

    expect(readIdpMetadata(metadataDocument({ services })).loginUrl).toBe(samlUrl);
  });

  it.each<[string, Uint8Array, string]>([
    ['a page of XML', document('<page><body>Sign in</body></page>'), 'not-metadata'],
    ['no namespace', document('<EntityDescriptor entityID="a"/>'), 'not-metadata'],
    ['a sign-in message', document(`<Response xmlns="${saml}"/>`), 'message-instead'],
    ['no entity at all', document(`<EntitiesDescriptor xmlns="${mdNamespace}"/>`), 'no-identity-provider'],
    [
      'a whole federation',
      document(
        `<EntitiesDescriptor xmlns="${mdNamespace}">${`<EntityDescriptor>${role(saml)}</EntityDescriptor>`.repeat(2)}</EntitiesDescriptor>`,
      ),
      'several-entities',
    ],
    ['no entityID', metadataDocument({ entityId: '' }), 'no-entity-id'],
    ['an entityID of blanks', metadataDocument({ entityId: ' &#10; ' }), 'no-entity-id'],
    [
      'an entityID left out',
      document(`${metadataDocument()}`.replace(/entityID="[^"]*"/, '')),
      'no-entity-id',
    ],
    ['a longer entityID', metadataDocument({ entityId: `urn:${'a'.repeat(1_021)}` }), 'no-entity-id'],
    ['a far longer one', metadataDocument({ entityId: `urn:${'a'.repeat(9_000)}` }), 'no-entity-id'],
    ['a blank in its entityID', metadataDocument({ entityId: 'urn:acme idp' }), 'entity-id-blank'],
    ['a line end in its entityID', metadataDocument({ entityId: 'urn:acme\nidp' }), 'entity-id-blank'],
    ['an invisible character in it', metadataDocument({ entityId: 'urn:ac\u200bme' }), 'entity-id-blank'],
    ['a role of no protocol', metadataDocument({ roles: '<IDPSSODescriptor/>' }), 'no-identity-provider'],
    ['WS-Federation alone', metadataDocument({ roles: '' }), 'ws-federation-only'],
    [
      'no role',
      document(`<EntityDescriptor xmlns="${mdNamespace}" entityID="urn:a"/>`),
      'no-identity-provider',
    ],
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
    ['no address to sign in at', metadataDocument({ services: ' ' }), 'no-login-url'],
    [
      'an address by POST alone',
      metadataDocument({ services: service('SingleSignOnService', 'HTTP-POST', samlUrl) }),
      'login-url-post-only',
    ],
    [
      'a date that is none',
      metadataDocument({ attributes: 'validUntil="tomorrow" ' }),
      'valid-until-malformed',
    ],
  ])('is refused with %s', (_, bytes, code) => {
    expect(() => readIdpMetadata(bytes)).toThrow(expect.objectContaining({ name: 'IdpMetadataError', code }));
  });

  it('is refused in a sentence that says where the right one is', () => {
    expect(() => readIdpMetadata(document('<a/>'))).toThrow(
      'It is XML, but not SAML metadata. In Entra: Single sign-on > SAML Certificates > Federation Metadata XML > Download, or App Federation Metadata Url.',
    );
  });
});
