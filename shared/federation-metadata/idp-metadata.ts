import { defined } from '../objects/defined.ts';
import { type ProviderEntity, providerIn } from './entity.ts';
import { IdpMetadataError } from './idp-metadata-error.ts';
import { type MetadataElement, metadataChildren, metadataNamespace } from './metadata-element.ts';
import { readMetadataTree } from './metadata-tree.ts';
import { signingCertificatesOf } from './signing-certificates.ts';
import { readValidUntil } from './valid-until.ts';

/** What an identity provider's metadata says that a connection is made of. */
export interface IdpMetadata {
  /** What every assertion of this provider has as its issuer: 1 to 1,024 visible characters. */
  readonly entityId: string;
  /** The certificates that it may sign with, DER in base64 on one line, in their order, each once. At most 16. */
  readonly signingCertificates: readonly [string, ...string[]];
  /** Where an AuthnRequest goes by redirect, as it stands there: not looked at yet. */
  readonly loginUrl: string;
  /** Where a logout message goes by redirect, if it takes any; not looked at yet. */
  readonly logoutUrl?: string;
  /** Past it the document says nothing any more: the earliest of the document, the entity and the role. */
  readonly validUntil?: Date;
}

const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const maximumEntityIdLength = 1_024;

/**
 * Reads the metadata of one identity provider (SAML Metadata 2.3, 2.4.3) as people's tools write it: leniently in its
 * form, strictly in what it says. It has one entity with one SAML 2.0 identity provider role; other roles, other
 * protocols, extensions and logos are passed over. The signature is not looked at: its key is one that nobody handed
 * over, so it proves nothing that the way of the document (TLS from an allowed host, or the administrator's hand)
 * does not. Takes time linear in the document, which has at most 512 KiB.
 * @throws IdpMetadataError
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf
 */
export function readIdpMetadata(bytes: Uint8Array): IdpMetadata {
  const provider = providerIn(readMetadataTree(bytes));
  const { entity, role } = provider;
  const logoutUrl = locationOf(role, 'SingleLogoutService', 'HTTP-Redirect');
  const validUntil = validUntilOf(provider);
  return {
    entityId: entityIdOf(entity),
    signingCertificates: signingCertificatesOf(role),
    loginUrl: loginUrlOf(role),
    ...defined({ logoutUrl, validUntil }),
  };
}

function entityIdOf({ attributes }: MetadataElement): string {
  const written = attributes.get('entityID') ?? '';
  // Blanks at its edges are of whoever typed it; the length keeps the pattern from going over much of them twice.
  const entityId =
    written.length > 2 * maximumEntityIdLength ? written : written.replace(/^[\s\p{C}]+|[\s\p{C}]+$/gu, '');
  if (entityId === '' || entityId.length > maximumEntityIdLength) throw new IdpMetadataError('no-entity-id');
  if (/[\s\p{C}]/u.test(entityId)) throw new IdpMetadataError('entity-id-blank');
  return entityId;
}

function loginUrlOf(role: MetadataElement): string {
  const location = locationOf(role, 'SingleSignOnService', 'HTTP-Redirect');
  if (location !== undefined) return location;
  const isByPost = locationOf(role, 'SingleSignOnService', 'HTTP-POST') !== undefined;
  throw new IdpMetadataError(isByPost ? 'login-url-post-only' : 'no-login-url');
}

/** The first address of a service by this binding. */
function locationOf(role: MetadataElement, service: string, binding: string): string | undefined {
  for (const { attributes } of metadataChildren(role, metadataNamespace, service)) {
    if (attributes.get('Binding')?.trim() !== `${bindings}${binding}`) continue;
    const location = attributes.get('Location')?.trim() ?? '';
    if (location !== '') return location;
  }
  return undefined;
}

function validUntilOf({ entity, role, around }: ProviderEntity): Date | undefined {
  const times = [...around, entity, role].flatMap(({ attributes }) => {
    const text = attributes.get('validUntil');
    return text === undefined ? [] : [readValidUntil(text).getTime()];
  });
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}
