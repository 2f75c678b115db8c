import { Problem } from '../../../problems/problem.ts';
import { attributeOf, childElements, isElement, textOf, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { readList } from '../xml/schema-sequence.ts';

/**
 * Attribute values by attribute Name, in document order. FriendlyName and NameFormat are never read: the values of
 * several Attributes of one Name are one list.
 */
export type Attributes = ReadonlyMap<string, readonly string[]>;

export const directoryClaim = 'http://schemas.microsoft.com/identity/claims/tenantid';
export const objectClaim = 'http://schemas.microsoft.com/identity/claims/objectidentifier';

/** These identify a person, so each may occur in one Attribute only: two readers could choose different ones of two. */
const identityClaims = [directoryClaim, objectClaim];

/**
 * Reads AttributeStatements (SAML Core 2.7.3) into a Map, so that no name means anything to JavaScript.
 * A directory may write one Attribute a value (Keycloak does, for roles): Core forbids it nowhere, so the values are
 * joined. Only what identifies a person must stand in one Attribute. The number and the length of values are not
 * limited: reading them takes time in proportion to the message, whose size is limited.
 * @param identityClaim Of the tenant's directory, where it is not Entra.
 * A value with child elements (a NameID of another provider's) is no text and is left out.
 * @throws Problem `attribute-malformed`, `attribute-repeated`, `encryption-of-a-part`
 */
export function readAttributes(statements: readonly XmlElement[], identityClaim?: string): Attributes {
  const deciding = new Set(identityClaims).add(identityClaim ?? directoryClaim);
  const attributes = new Map<string, string[]>();
  for (const statement of statements) {
    if (childElements(statement)?.some((child) => isElement(child, ns.saml, 'EncryptedAttribute'))) {
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
