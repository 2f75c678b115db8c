import * as ns from './namespaces.ts';
import { Problem } from './problem.ts';
import { readList } from './schema-sequence.ts';
import { attributeOf, childElements, is, textOf, type XmlElement } from './xml-element.ts';

/** Attribute values by attribute Name, in document order. FriendlyName is never read. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

/** Entra's group claim, the one list that may be long. */
export const groupsClaim = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';

const maximumValues = 300;

/**
 * Reads AttributeStatements (SAML Core 2.7.3) into a Map, so that no name means anything to JavaScript.
 * A value with child elements (a NameID of another provider's) is no text and is left out.
 * @throws Problem `attribute-malformed`, `attribute-repeated`, `too-many-attribute-values`, `encryption-of-a-part`
 */
export function readAttributes(statements: readonly XmlElement[]): Attributes {
  const attributes = new Map<string, readonly string[]>();
  let count = 0;
  for (const statement of statements) {
    if (childElements(statement)?.some((child) => is(child, ns.saml, 'EncryptedAttribute'))) {
      throw new Problem('encryption-of-a-part', { actual: 'EncryptedAttribute' });
    }
    for (const attribute of readList(statement, ns.saml, 'Attribute', malformed)) {
      const name = attributeOf(attribute, 'Name');
      if (name === undefined || name === '') throw malformed('an Attribute without Name');
      if (attributes.has(name)) throw new Problem('attribute-repeated', { actual: name });
      const values = readList(attribute, ns.saml, 'AttributeValue', malformed);
      if (name !== groupsClaim) count += values.length;
      if (count > maximumValues) throw new Problem('too-many-attribute-values');
      attributes.set(name, readValues(values, name));
    }
  }
  return attributes;
}

const malformed = (what: string) => new Problem('attribute-malformed', { actual: what });

function readValues(values: readonly XmlElement[], name: string): readonly string[] {
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

const directoryClaim = 'http://schemas.microsoft.com/identity/claims/tenantid';
const objectClaim = 'http://schemas.microsoft.com/identity/claims/objectidentifier';

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
