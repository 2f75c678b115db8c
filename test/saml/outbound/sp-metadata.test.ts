import { describe, expect, it } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import { readXml } from '../../../shared/saml/inbound/xml/read-xml.ts';
import { type SpMetadata, spMetadata } from '../../../shared/saml/outbound/sp-metadata.ts';
import { gallery } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { tenant } from '../../ids/identifiers.ts';
import { type Shape, shapeOf } from './redirected.ts';

const acme: SpMetadata = {
  identifier: facts.identifier,
  replyUrl: facts.replyUrl,
  logoutUrl: 'https://acme.timetrackenterprise.com/api/v2/azure/logout',
};
const shape = (urls: SpMetadata) => shapeOf(readXml(Buffer.from(spMetadata(urls))));

describe('our metadata', () => {
  // The order of the schema (SAML Metadata 2.4.2, 2.4.4), which Entra's upload keeps to.
  it('is one descriptor in the shape that Entra takes', () => {
    expect(shape(acme)).toEqual([
      'EntityDescriptor',
      { entityID: acme.identifier },
      [
        [
          'SPSSODescriptor',
          {
            AuthnRequestsSigned: 'false',
            WantAssertionsSigned: 'true',
            protocolSupportEnumeration: 'urn:oasis:names:tc:SAML:2.0:protocol',
          },
          [
            [
              'SingleLogoutService',
              {
                Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
                Location: acme.logoutUrl,
              },
              '',
            ],
            [
              'AssertionConsumerService',
              {
                index: '0',
                isDefault: 'true',
                Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
                Location: acme.replyUrl,
              },
              '',
            ],
          ],
        ],
      ],
    ]);
  });

  it('is in the namespace of metadata, unsigned and without a key', () => {
    const metadata = spMetadata(acme);

    expect(readXml(Buffer.from(metadata)).namespace).toBe('urn:oasis:names:tc:SAML:2.0:metadata');
    expect(metadata).not.toMatch(/Signature|KeyDescriptor|NameIDFormat/);
  });

  it('publishes what our requests are signed with and what assertions are encrypted for, each by its use', () => {
    const [signing, encryption] = [signingKey({ name: 'requests' }), signingKey({ name: 'decryption' })];
    const [, , [descriptor] = []] = shape({
      ...acme,
      signingCertificate: signing.certificate,
      encryptionCertificate: encryption.certificate,
    }) as unknown as [string, object, readonly Shape[]];

    const keyDescriptor = (use: string, certificate: string) => [
      'KeyDescriptor',
      { use },
      [['KeyInfo', {}, [['X509Data', {}, [['X509Certificate', {}, certificate]]]]]],
    ];
    expect(descriptor?.[1]).toMatchObject({ AuthnRequestsSigned: 'true' });
    expect(descriptor?.[2].slice(0, 2)).toEqual([
      keyDescriptor('signing', signing.certificate),
      keyDescriptor('encryption', encryption.certificate),
    ]);
  });

  it('says that requests are not signed where only assertions are encrypted', () => {
    const metadata = spMetadata({ ...acme, encryptionCertificate: signingKey().certificate });

    expect(metadata).toContain('AuthnRequestsSigned="false"');
    expect(metadata).not.toContain('use="signing"');
  });

  it('has the query of a Trakstar Reply URL', () => {
    const urls = tenantUrls(productionSite(gallery.trakstar), tenant('acme'));

    expect(JSON.stringify(shape(urls))).toContain(`"Location":"${urls.replyUrl}"`);
    expect(urls.replyUrl).toContain('?namespace=acme');
  });

  it.each(['https://a.example/?x=1&y=2', `"'<>&amp;{entityID}`, 'Zo\u00eb'])(
    'says %j as it is',
    (hostile) => {
      const [, { entityID }, content] = shape({ identifier: hostile, replyUrl: hostile, logoutUrl: hostile });

      expect(entityID).toBe(hostile);
      expect(JSON.stringify(content).split(JSON.stringify(hostile))).toHaveLength(3);
    },
  );
});
