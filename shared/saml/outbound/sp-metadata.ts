import * as samlify from 'samlify';
import { defined } from '../../objects/defined.ts';

/** The values that our metadata publishes for one tenant. */
export interface SpMetadata {
  readonly identifier: string;
  readonly replyUrl: string;
  readonly logoutUrl: string;
  /** The certificate of the key that signs our requests, DER in base64; undefined where they are unsigned. */
  readonly signingCertificate?: string | undefined;
  /** The certificate that assertions are encrypted for, DER in base64; undefined where none is accepted. */
  readonly encryptionCertificate?: string | undefined;
}

/**
 * Returns our metadata (SAML Metadata 2.4.4) in the form that Entra's "Upload metadata file" accepts: one unsigned
 * EntityDescriptor, one SPSSODescriptor, one POST AssertionConsumerService as the default, one Redirect
 * SingleLogoutService, and a KeyDescriptor for each key purpose of the tenant.
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf
 */
export function spMetadata(metadata: SpMetadata): string {
  const { identifier, replyUrl, logoutUrl, signingCertificate, encryptionCertificate } = metadata;
  const settings = {
    entityID: identifier,
    authnRequestsSigned: signingCertificate !== undefined,
    wantAssertionsSigned: true,
    ...defined({ signingCert: signingCertificate, encryptCert: encryptionCertificate }),
    assertionConsumerService: [
      { isDefault: true, Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: replyUrl },
    ],
    singleLogoutService: [
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', Location: logoutUrl },
    ],
    // The schema's order (samlify's default puts NameIDFormat before SingleLogoutService), and no NameIDFormat: the
    // administrator chooses it. samlify reads this setting, but its types omit it.
    elementsOrder: ['KeyDescriptor', 'SingleLogoutService', 'AssertionConsumerService'],
  };
  return samlify.ServiceProvider(settings).getMetadata();
}
