import * as samlify from 'samlify';
import { describe, expect, it } from 'vitest';
import { defined } from '../../../shared/objects/defined.ts';
import { logoutResponseRedirect, requestRedirect } from '../../../shared/saml/outbound/redirect-binding.ts';
import { type SpMetadata, spMetadata } from '../../../shared/saml/outbound/sp-metadata.ts';
import { signingKey } from '../../fixtures/keys.ts';

/**
 * Latchkey calls the module of samlify that writes. samlify's documented way is by two entities: both have to write the
 * same bytes, so an update of samlify that changes either is noticed.
 */
const redirectBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const postBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

const message = {
  id: '_1',
  template: '<samlp:Message ID="{ID}" Destination="{Destination}">{Text}</samlp:Message>',
  values: { ID: '_1', Text: 'Zo\u00eb & "others" <\'>', Destination: 'https://idp.example/?a=b&c=d' },
  target: 'https://idp.example/saml2?a=b&c=d',
};

const entitiesFor = (target: string, template: object) => {
  const endpoint = [{ Binding: redirectBinding, Location: target }];
  return {
    serviceProvider: samlify.ServiceProvider({
      entityID: 'https://sp.example',
      assertionConsumerService: [{ Binding: postBinding, Location: 'https://sp.example/acs' }],
      ...template,
    }),
    directory: samlify.IdentityProvider({
      entityID: 'https://idp.example',
      singleSignOnService: endpoint,
      singleLogoutService: endpoint,
    }),
  };
};
const customTagReplacement = (text: string) => ({
  id: message.id,
  context: samlify.SamlLib.replaceTagsByValue(text, message.values),
});

describe.each(['https://idp.example/saml2?a=b&c=d', 'https://idp.example/saml2'])('to %s', (target) => {
  it.each(['_relay & state', ''])(
    'writes the URL of a request like entities, relay state "%s"',
    (relayState) => {
      const { serviceProvider, directory } = entitiesFor(target, {
        loginRequestTemplate: { context: message.template },
      });
      const options = { relayState, customTagReplacement };

      expect(requestRedirect({ ...message, target, relayState })).toBe(
        serviceProvider.createLoginRequest(directory, 'redirect', options).context,
      );
    },
  );

  it.each(['_relay & state', undefined])(
    'writes the URL of a logout response like entities, %s',
    (relayState) => {
      const { serviceProvider, directory } = entitiesFor(target, {
        logoutResponseTemplate: { context: message.template },
      });
      const options = { relayState: relayState ?? '', customTagReplacement };

      expect(logoutResponseRedirect({ ...message, target, relayState })).toBe(
        serviceProvider.createLogoutResponse(directory, { extract: {} }, 'redirect', options).context,
      );
    },
  );
});

it.each<[string, Partial<SpMetadata>]>([
  ['without certificates', {}],
  ['with a certificate for signing', { signingCertificate: signingKey().certificate }],
  ['with a certificate for encryption', { encryptionCertificate: signingKey().certificate }],
  [
    'with both',
    {
      signingCertificate: signingKey({ name: 'requests' }).certificate,
      encryptionCertificate: signingKey().certificate,
    },
  ],
  [
    'with characters of XML in the URLs',
    { replyUrl: 'https://sp.example/?a=b&c="\'<>', identifier: 'Zo\u00eb' },
  ],
])('writes metadata like an entity, %s', (_, more) => {
  const metadata: SpMetadata = {
    identifier: 'https://sp.example',
    replyUrl: 'https://sp.example/acs?namespace=acme',
    logoutUrl: 'https://sp.example/logout',
    ...more,
  };
  const settings = {
    entityID: metadata.identifier,
    authnRequestsSigned: metadata.signingCertificate !== undefined,
    wantAssertionsSigned: true,
    ...defined({ signingCert: metadata.signingCertificate, encryptCert: metadata.encryptionCertificate }),
    assertionConsumerService: [{ isDefault: true, Binding: postBinding, Location: metadata.replyUrl }],
    singleLogoutService: [{ Binding: redirectBinding, Location: metadata.logoutUrl }],
    // The schema's order, in which samlify's types do not have this setting.
    elementsOrder: ['KeyDescriptor', 'SingleLogoutService', 'AssertionConsumerService'],
  };

  expect(spMetadata(metadata)).toBe(samlify.ServiceProvider(settings).getMetadata());
});
