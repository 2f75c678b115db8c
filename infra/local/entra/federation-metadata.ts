import { randomUUID } from 'node:crypto';
import * as samlify from 'samlify';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { SigningCertificate } from './signing-certificate.ts';
import { signXml } from './xml-signature.ts';

const fed = 'http://docs.oasis-open.org/wsfed/federation/200706';
const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings';
const xmldsig = 'http://www.w3.org/2000/09/xmldsig#';

/** A WS-Federation role: Entra puts two of them before the role that SAML is about. */
const federationRole = (type: string, content: string) =>
  `<RoleDescriptor xsi:type="fed:${type}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="${fed}" protocolSupportEnumeration="${fed}">${content}<fed:PassiveRequestorEndpoint><EndpointReference xmlns="http://www.w3.org/2005/08/addressing"><Address>{WsFederationUrl}</Address></EndpointReference></fed:PassiveRequestorEndpoint></RoleDescriptor>`;

const keyDescriptor =
  '<KeyDescriptor use="signing"><KeyInfo xmlns="' +
  xmldsig +
  '"><X509Data><X509Certificate>{Certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>';

const template = (keys: string) =>
  `<EntityDescriptor ID="{ID}" entityID="{EntityID}" xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${federationRole(
    'SecurityTokenServiceType',
    keys,
  )}${federationRole(
    'ApplicationServiceType',
    keys,
  )}<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}<SingleLogoutService Binding="${bindings}:HTTP-Redirect" Location="{Saml2Url}"/><SingleSignOnService Binding="${bindings}:HTTP-Redirect" Location="{Saml2Url}"/><SingleSignOnService Binding="${bindings}:HTTP-POST" Location="{Saml2Url}"/></IDPSSODescriptor></EntityDescriptor>`;

/**
 * The federation metadata of one application: the keys that it signs with, the active one first. The
 * document begins with a byte order mark and is signed, as Entra's is.
 */
export function federationMetadata(
  application: EnterpriseApplication,
  certificates: readonly [SigningCertificate, ...SigningCertificate[]],
): string {
  const keys = certificates
    .map(({ base64 }) => samlify.SamlLib.replaceTagsByValue(keyDescriptor, { Certificate: base64 }))
    .join('');
  const metadata = samlify.SamlLib.replaceTagsByValue(template(keys), {
    ID: `_${randomUUID()}`,
    EntityID: application.issuer,
    WsFederationUrl: application.loginUrl.replace(/saml2$/, 'wsfed'),
    Saml2Url: application.loginUrl,
  });
  const signed = signXml(metadata, certificates[0], 'sha256', { reference: '/*', action: 'prepend' });
  return `\uFEFF<?xml version="1.0" encoding="utf-8"?>${signed}`;
}
