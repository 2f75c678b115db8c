import { defined } from '../objects/defined.ts';
import { type ProviderEntity, providerIn } from './entity.ts';
import { IdpMetadataError } from './idp-metadata-error.ts';
import { type MetadataElement, metadataChildren, metadataNamespace } from './metadata-element.ts';
import { readMetadataTree } from './metadata-tree.ts';
import { signingCertificatesOf } from './signing-certificates.ts';
import { readValidUntil } from './valid-until.ts';

/** The parts of an identity provider's metadata that a connection uses. */
export interface IdpMetadata {
  /** The issuer of every assertion of this provider: 1 to 1,024 visible characters. */
  readonly entityId: string;
  /** The certificates that it may sign with, DER in base64 on one line, in document order, each once. At most 16. */
  readonly signingCertificates: readonly [string, ...string[]];
  /** The address of an AuthnRequest by redirect, not checked yet. */
  readonly loginUrl: string;
  /** The address of a logout message by redirect, if it accepts any; not checked yet. */
  readonly logoutUrl?: string;
  /** When the document expires: the earliest time of the document, the entity and the role. */
  readonly validUntil?: Date;
}

const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const maximumEntityIdLength = 1_024;

/**
 * Reads the metadata of one identity provider (SAML Metadata 2.3, 2.4.3): lenient in form, because people's tools vary,
 * and strict in content. The document has one entity with one SAML 2.0 identity provider role; other roles, other
 * protocols, extensions and logos are ignored. The signature is not verified. Its key is unknown, so it would prove
 * nothing beyond the document's origin (TLS from an allowed host, or the administrator). Takes time linear in the
 * document, which has at most 512 KiB.
 * @throws IdpMetadataError
 * @see https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf
 * @example ```ts
 * const { entityId, signingCertificates, loginUrl } = readIdpMetadata(await source.fetch(metadataUrl));
 * ```
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
  // Blanks at the ends are typing errors; the length check keeps the pattern from scanning long text twice.
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

/** Returns the first address of a service by this binding. */
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
