import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';

const samlUrl = `https://login.microsoftonline.com/${facts.directoryId}/saml2`;
const wsFederationUrl = samlUrl.replace(/saml2$/, 'wsfed');
const federation = 'http://docs.oasis-open.org/wsfed/federation/200706';

/** What a metadata document says, part by part; everything else is as Entra writes it. */
export interface MetadataParts {
  readonly prolog?: string;
  readonly entityId?: string;
  readonly keys?: string;
  readonly roles?: string;
  readonly services?: string;
  readonly attributes?: string;
}

/** A KeyDescriptor; without `use` where it is empty. */
export function keyDescriptor(certificate: string, use = 'signing'): string {
  const attribute = use === '' ? '' : ` use="${use}"`;
  return `<KeyDescriptor${attribute}><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
}

/** A service endpoint of the SAML role. */
export function service(name: string, binding: string, location: string): string {
  return `<${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}" />`;
}

const claim = (index: number) =>
  `<auth:ClaimType Uri="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/claim${index}" xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706"><auth:DisplayName>Claim ${index}</auth:DisplayName><auth:Description>One of the claims that a token may hold.</auth:Description></auth:ClaimType>`;

function federationRole(type: string, key: string): string {
  const claims = Array.from({ length: 24 }, (_, index) => claim(index)).join('');
  return `<RoleDescriptor xsi:type="fed:${type}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="${federation}" protocolSupportEnumeration="${federation}">${key}<fed:ClaimTypesOffered>${claims}</fed:ClaimTypesOffered><fed:SecurityTokenServiceEndpoint><wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>${wsFederationUrl}</wsa:Address></wsa:EndpointReference></fed:SecurityTokenServiceEndpoint></RoleDescriptor>`;
}

const signature = (certificate: string) =>
  `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256" /><Reference URI="#_4d1f7a62-6b0e-4a4e-9c8e-3a1c3d0a7b11"><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature" /><Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" /></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256" /><DigestValue>AAAA</DigestValue></Reference></SignedInfo><SignatureValue>AAAA</SignatureValue><KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></Signature>`;

/**
 * Federation metadata in Entra's shape: a byte order mark, a signature (whose value is none), two WS-Federation
 * roles with claims and another key, then the SAML role.
 */
export function metadataDocument(parts: MetadataParts = {}): Uint8Array {
  const directoryKey = signingKey({ name: 'directory' }).certificate;
  const federationKey = keyDescriptor(directoryKey);
  const {
    prolog = '\ufeff<?xml version="1.0" encoding="utf-8"?>',
    entityId = facts.issuer,
    keys = keyDescriptor(signingKey().certificate),
    services = [
      service('SingleLogoutService', 'HTTP-Redirect', samlUrl),
      service('SingleSignOnService', 'HTTP-Redirect', samlUrl),
      service('SingleSignOnService', 'HTTP-POST', samlUrl),
    ].join(''),
    attributes = '',
  } = parts;
  const saml = `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}${services}</IDPSSODescriptor>`;
  const roles = parts.roles ?? saml;
  const federationRoles = ['SecurityTokenServiceType', 'ApplicationServiceType'].map((type) =>
    federationRole(type, federationKey),
  );
  return Buffer.from(
    `${prolog}<EntityDescriptor ID="_4d1f7a62-6b0e-4a4e-9c8e-3a1c3d0a7b11" entityID="${entityId}" ${attributes}xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${signature(directoryKey)}${federationRoles.join('')}${roles}</EntityDescriptor>`,
  );
}
