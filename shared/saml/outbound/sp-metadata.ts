import { fillTemplate } from './redirect-binding.ts';

/** The values that our metadata publishes for one tenant. */
export interface SpMetadata {
  readonly identifier: string;
  /** The default Reply URL. */
  readonly replyUrl: string;
  /** Reply URLs beside it. Default: none. */
  readonly otherReplyUrls?: readonly string[];
  readonly logoutUrl: string;
  /** The certificate of the key that signs our requests, DER in base64; undefined where they are unsigned. */
  readonly signingCertificate?: string | undefined;
  /** The certificate that assertions are encrypted for, DER in base64; undefined where none is accepted. */
  readonly encryptionCertificate?: string | undefined;
}

/**
 * Returns our metadata (SAML Metadata 2.4.4) in the form that Entra's "Upload metadata file" accepts: one unsigned
 * EntityDescriptor, one SPSSODescriptor, a POST AssertionConsumerService for each Reply URL, one Redirect
 * SingleLogoutService, and a KeyDescriptor for each key purpose of the tenant.
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf
 */
export function spMetadata(metadata: SpMetadata): string {
  const { identifier, replyUrl, otherReplyUrls = [], logoutUrl } = metadata;
  const { signingCertificate, encryptionCertificate } = metadata;
  // The schema's order, and no NameIDFormat: the administrator chooses it. The same bytes as by samlify's entity.
  return [
    `<EntityDescriptor ${attribute('entityID', identifier)} xmlns="urn:oasis:names:tc:SAML:2.0:metadata"`,
    ' xmlns:assertion="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">',
    `<SPSSODescriptor AuthnRequestsSigned="${signingCertificate !== undefined}" WantAssertionsSigned="true"`,
    ' protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
    keyDescriptor('signing', signingCertificate),
    keyDescriptor('encryption', encryptionCertificate),
    '<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" ',
    `${attribute('Location', logoutUrl)}></SingleLogoutService>`,
    ...[replyUrl, ...otherReplyUrls].map(assertionConsumerService),
    '</SPSSODescriptor></EntityDescriptor>',
  ].join('');
}

function assertionConsumerService(location: string, index: number): string {
  const binding = 'Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"';
  const place = `index="${index}" ${binding} ${attribute('Location', location)}`;
  return `<AssertionConsumerService ${place}${index === 0 ? ' isDefault="true"' : ''}></AssertionConsumerService>`;
}

/** Each value is filled in alone, so that none can contain the tag of another. */
function attribute(name: string, value: string): string {
  return fillTemplate(`${name}="{Value}"`, { Value: value });
}

function keyDescriptor(use: 'signing' | 'encryption', certificate: string | undefined): string {
  if (certificate === undefined) return '';
  const template =
    '<KeyDescriptor use="{Use}"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>' +
    '<ds:X509Certificate>{Certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>';
  return fillTemplate(template, { Use: use, Certificate: certificate });
}
