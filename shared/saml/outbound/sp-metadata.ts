import * as samlify from 'samlify';
import { defined } from '../../objects/defined.ts';

/** What our metadata publishes for one tenant. */
export interface SpMetadata {
  readonly identifier: string;
  readonly replyUrl: string;
  readonly logoutUrl: string;
  /** What our requests are signed with, DER in base64; undefined where they are not. */
  readonly signingCertificate?: string | undefined;
  /** What assertions are to be encrypted for, DER in base64; undefined where none is taken. */
  readonly encryptionCertificate?: string | undefined;
}

/**
 * Our metadata (SAML Metadata 2.4.4) in the shape that Entra's "Upload metadata file" takes: one unsigned
 * EntityDescriptor, one SPSSODescriptor, one POST AssertionConsumerService as the default, one Redirect
 * SingleLogoutService; a KeyDescriptor for each use of a key that the tenant has.
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
    // The order of the schema (samlify's own puts NameIDFormat before SingleLogoutService), and no NameIDFormat:
    // the admin chooses it. A setting that samlify reads and its types leave out.
    elementsOrder: ['KeyDescriptor', 'SingleLogoutService', 'AssertionConsumerService'],
  };
  return samlify.ServiceProvider(settings).getMetadata();
}
