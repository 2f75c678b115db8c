import { IdpMetadataError } from './idp-metadata-error.ts';
import {
  isMetadataElement,
  type MetadataElement,
  metadataChildren,
  metadataNamespace,
} from './metadata-element.ts';

/** The one identity provider of a document. */
export interface ProviderEntity {
  readonly entity: MetadataElement;
  readonly role: MetadataElement;
  /** The EntitiesDescriptors around it, outermost first. */
  readonly around: readonly MetadataElement[];
}

const samlProtocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const messageNamespaces = new Set([samlProtocol, 'urn:oasis:names:tc:SAML:2.0:assertion']);

/**
 * Returns the one entity of a document that is a SAML 2.0 identity provider, and its one role. The entity is the root
 * or inside an EntitiesDescriptor, among service providers or alone (SAML Metadata 2.3.1).
 * @throws IdpMetadataError
 */
export function providerIn(root: MetadataElement): ProviderEntity {
  const entities = entitiesIn(root, []);
  const providers = entities.flatMap(({ entity, around }) =>
    samlRolesOf(entity).length > 0 ? [{ entity, around }] : [],
  );
  const [provider, second] = providers;
  if (second !== undefined) throw new IdpMetadataError('several-entities');
  if (provider === undefined) throw new IdpMetadataError(whatInstead(entities.map(({ entity }) => entity)));
  const [role, ...more] = samlRolesOf(provider.entity);
  if (role === undefined || more.length > 0) throw new IdpMetadataError('several-roles');
  return { ...provider, role };
}

function entitiesIn(
  element: MetadataElement,
  around: readonly MetadataElement[],
): readonly Omit<ProviderEntity, 'role'>[] {
  if (isMetadataElement(element, metadataNamespace, 'EntityDescriptor')) return [{ entity: element, around }];
  if (isMetadataElement(element, metadataNamespace, 'EntitiesDescriptor')) {
    const inner = [...around, element];
    return element.children.flatMap((child) =>
      isMetadataElement(child, metadataNamespace, 'EntityDescriptor') ||
      isMetadataElement(child, metadataNamespace, 'EntitiesDescriptor')
        ? entitiesIn(child, inner)
        : [],
    );
  }
  throw new IdpMetadataError(messageNamespaces.has(element.namespace) ? 'message-instead' : 'not-metadata');
}

function samlRolesOf(entity: MetadataElement): readonly MetadataElement[] {
  return metadataChildren(entity, metadataNamespace, 'IDPSSODescriptor').filter(({ attributes }) =>
    (attributes.get('protocolSupportEnumeration') ?? '').split(/\s+/).includes(samlProtocol),
  );
}

function whatInstead(
  entities: readonly MetadataElement[],
): 'service-provider' | 'ws-federation-only' | 'no-identity-provider' {
  const has = (role: string) =>
    entities.some((entity) => metadataChildren(entity, metadataNamespace, role).length > 0);
  if (has('IDPSSODescriptor')) return 'no-identity-provider';
  if (has('SPSSODescriptor')) return 'service-provider';
  return has('RoleDescriptor') ? 'ws-federation-only' : 'no-identity-provider';
}
