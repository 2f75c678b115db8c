import { Buffer } from 'node:buffer';
import { IdpMetadataError } from './idp-metadata-error.ts';
import { readInstant } from './instant.ts';
import * as ns from './namespaces.ts';
import { Problem } from './problem.ts';
import { base64Of } from './signed-info.ts';
import { readXml } from './xml.ts';
import { attributeOf, childElements, is, type XmlElement } from './xml-element.ts';

/** What an identity provider's metadata says that a connection is made of. */
export interface IdpMetadata {
  /** What every assertion of this provider has as its issuer. */
  readonly entityId: string;
  /** The certificates that it may sign with, DER in base64 on one line, in their order, each once. */
  readonly signingCertificates: readonly [string, ...string[]];
  /** Where an AuthnRequest goes by redirect. */
  readonly loginUrl: string;
  /** Where a logout message goes by redirect, if it takes any. */
  readonly logoutUrl?: string;
  /** Past it the document says nothing any more. */
  readonly validUntil?: Date;
}

/** No metadata of one provider is near as large, in bytes. */
export const maximumMetadataBytes = 512 * 1024;

const md = 'urn:oasis:names:tc:SAML:2.0:metadata';
const samlProtocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const redirectBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/**
 * Reads the metadata of one identity provider (SAML Metadata 2.3.2, 2.4.3) as Entra writes it: a byte order
 * mark in front, WS-Federation roles beside the one that SAML is about, several signing keys, a signature over
 * it all. The signature is not looked at: it is by a key of the directory that nobody has handed over, so it
 * proves nothing that the way of the document (TLS from Microsoft's host, or the administrator's hand) does not.
 * @throws IdpMetadataError
 */
export function readIdpMetadata(bytes: Uint8Array): IdpMetadata {
  if (bytes.length > maximumMetadataBytes) throw new IdpMetadataError('too-large');
  const entity = entityIn(readDocument(withoutByteOrderMark(bytes)));
  const entityId = attributeOf(entity, 'entityID') ?? '';
  if (entityId === '' || entityId.length > 1_024) throw new IdpMetadataError('no-entity-id');
  const role = samlRoleOf(entity);
  const logoutUrl = locationOf(role, 'SingleLogoutService');
  const validUntil = attributeOf(entity, 'validUntil') ?? attributeOf(role, 'validUntil');
  return {
    entityId,
    signingCertificates: signingCertificatesOf(role),
    loginUrl: requiredLocation(role),
    ...(logoutUrl === undefined ? {} : { logoutUrl }),
    ...(validUntil === undefined ? {} : { validUntil: instantIn(validUntil) }),
  };
}

/** The mark is no part of the text, and only here do we allow it. */
function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function readDocument(bytes: Uint8Array): XmlElement {
  try {
    return readXml(bytes);
  } catch (error) {
    throw error instanceof Problem ? new IdpMetadataError('not-readable', error) : error;
  }
}

function entityIn(root: XmlElement): XmlElement {
  if (is(root, md, 'EntityDescriptor')) return root;
  throw new IdpMetadataError(is(root, md, 'EntitiesDescriptor') ? 'several-entities' : 'not-metadata');
}

function samlRoleOf(entity: XmlElement): XmlElement {
  const roles = named(entity, md, 'IDPSSODescriptor').filter((role) =>
    (attributeOf(role, 'protocolSupportEnumeration') ?? '').split(/\s+/).includes(samlProtocol),
  );
  const [role, second] = roles;
  if (role !== undefined && second === undefined) return role;
  const isOurs = named(entity, md, 'SPSSODescriptor').length > 0;
  throw new IdpMetadataError(
    role !== undefined ? 'several-roles' : isOurs ? 'service-provider' : 'no-identity-provider',
  );
}

function signingCertificatesOf(role: XmlElement): readonly [string, ...string[]] {
  const found = new Set<string>();
  for (const descriptor of named(role, md, 'KeyDescriptor')) {
    // Without `use` a key is for both (SAML Metadata 2.4.1.1).
    if ((attributeOf(descriptor, 'use') ?? 'signing') !== 'signing') continue;
    for (const info of named(descriptor, ns.ds, 'KeyInfo')) {
      for (const data of named(info, ns.ds, 'X509Data')) {
        for (const certificate of named(data, ns.ds, 'X509Certificate')) {
          const der = base64Of(certificate);
          if (der === undefined) throw new IdpMetadataError('certificate-malformed');
          found.add(Buffer.from(der).toString('base64'));
        }
      }
    }
  }
  const [first, ...more] = found;
  if (first === undefined) throw new IdpMetadataError('no-signing-key');
  return [first, ...more];
}

function requiredLocation(role: XmlElement): string {
  const location = locationOf(role, 'SingleSignOnService');
  if (location === undefined) throw new IdpMetadataError('no-login-url');
  return location;
}

/** The first address of a service by redirect, as it stands there: whoever uses it looks at it. */
function locationOf(role: XmlElement, service: string): string | undefined {
  for (const each of named(role, md, service)) {
    if (attributeOf(each, 'Binding') !== redirectBinding) continue;
    return attributeOf(each, 'Location');
  }
  return undefined;
}

function instantIn(text: string): Date {
  try {
    return readInstant(text);
  } catch (error) {
    throw error instanceof Problem ? new IdpMetadataError('not-readable', error) : error;
  }
}

function named(parent: XmlElement, namespace: string, localName: string): readonly XmlElement[] {
  const children = childElements(parent);
  if (children === undefined) throw new IdpMetadataError('not-metadata');
  return children.filter((child) => is(child, namespace, localName));
}
