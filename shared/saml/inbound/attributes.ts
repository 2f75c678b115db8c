import * as ns from './namespaces.ts';
import { Problem } from './problem.ts';
import { readList } from './schema-sequence.ts';
import { attributeOf, childElements, is, textOf, type XmlElement } from './xml-element.ts';

/**
 * Attribute values by attribute Name, in document order. FriendlyName and NameFormat are never read: the values of
 * several Attributes of one Name are one list.
 */
export type Attributes = ReadonlyMap<string, readonly string[]>;

const directoryClaim = 'http://schemas.microsoft.com/identity/claims/tenantid';
const objectClaim = 'http://schemas.microsoft.com/identity/claims/objectidentifier';

/** These decide who somebody is, so each stands in one Attribute: two readers could choose a different one of two. */
const identityClaims: ReadonlySet<string> = new Set([directoryClaim, objectClaim]);

/**
 * Reads AttributeStatements (SAML Core 2.7.3) into a Map, so that no name means anything to JavaScript.
 * A directory may write one Attribute a value (Keycloak does, for roles): Core forbids it nowhere, so the values are
 * joined. Only what identifies a person must stand in one Attribute. The number and the length of values are not
 * limited: reading them takes time in proportion to the message, whose size is limited.
 * A value with child elements (a NameID of another provider's) is no text and is left out.
 * @throws Problem `attribute-malformed`, `attribute-repeated`, `encryption-of-a-part`
 */
export function readAttributes(
  statements: readonly XmlElement[],
  deciding: ReadonlySet<string> = identityClaims,
): Attributes {
  const attributes = new Map<string, string[]>();
  for (const statement of statements) {
    if (childElements(statement)?.some((child) => is(child, ns.saml, 'EncryptedAttribute'))) {
      throw new Problem('encryption-of-a-part', { actual: 'EncryptedAttribute' });
    }
    for (const attribute of readList(statement, ns.saml, 'Attribute', malformed)) {
      const name = attributeOf(attribute, 'Name');
      if (name === undefined || name === '') throw malformed('an Attribute without Name');
      const texts = readValues(readList(attribute, ns.saml, 'AttributeValue', malformed), name);
      const known = attributes.get(name);
      if (known === undefined) attributes.set(name, texts);
      else if (deciding.has(name)) throw new Problem('attribute-repeated', { actual: name });
      else for (const text of texts) known.push(text);
    }
  }
  return attributes;
}

const malformed = (what: string) => new Problem('attribute-malformed', { actual: what });

function readValues(values: readonly XmlElement[], name: string): string[] {
  const texts: string[] = [];
  for (const value of values) {
    const text = textOf(value);
    if (text !== undefined) texts.push(text);
    else if (childElements(value) === undefined) {
      throw malformed(`text beside elements in a value of ${name}`);
    }
  }
  return texts;
}

/** Who a person is in the directory, for good; lower case. */
export interface ClaimedIdentity {
  readonly directoryId: string;
  readonly objectId: string;
}

/**
 * The immutable identity that Entra sends: one value of each claim, or neither claim at all.
 * @throws Problem `identity-claim-malformed`
 */
export function readIdentity(attributes: Attributes): ClaimedIdentity | undefined {
  if (!attributes.has(directoryClaim) && !attributes.has(objectClaim)) return undefined;
  return {
    directoryId: identityClaim(attributes, directoryClaim),
    objectId: identityClaim(attributes, objectClaim),
  };
}

const identifier = /^[\x21-\x7e]{1,128}$/;

function identityClaim(attributes: Attributes, name: string): string {
  const [value, ...more] = attributes.get(name) ?? [];
  if (value === undefined || more.length > 0 || !identifier.test(value)) {
    throw new Problem('identity-claim-malformed', {
      expected: `one value of ${name}`,
      actual: value === undefined ? 'none' : more.length > 0 ? `${more.length + 1}` : value,
    });
  }
  return value.toLowerCase();
}
