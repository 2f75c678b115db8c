import { type XmlDocument, XmlElement, type XmlNode } from 'libxml2-wasm';
import { elementAt } from '../fixtures/libxml2.ts';
import { names } from '../fixtures/providers/names.ts';
import type { Said } from './said.ts';

const namespaces = { saml: names.saml, samlp: names.samlp };

/** Whatever is called Assertion, wherever it stands. */
export function assertionsOf(document: XmlDocument): readonly XmlElement[] {
  return document.find("//*[local-name()='Assertion']").filter((node) => node instanceof XmlElement);
}

/** The only Assertion of a Response, by XPath; undefined where there is none, or another beside it. */
export function onlyAssertion(document: XmlDocument): XmlElement | undefined {
  return assertionsOf(document).length === 1
    ? elementAt(document, '/samlp:Response/saml:Assertion', namespaces)
    : undefined;
}

/** What an Assertion says, read by XPath over libxml2's tree: no code of Latchkey takes part. */
export function readByXPath(assertion: XmlElement): Said {
  return {
    nameId: textAt(assertion, 'saml:Subject/saml:NameID'),
    issuer: textAt(assertion, 'saml:Issuer'),
    audiences: elements(assertion, 'saml:Conditions/saml:AudienceRestriction').map((restriction) =>
      elements(restriction, 'saml:Audience').map(({ content }) => content),
    ),
    recipient: textAt(
      assertion,
      'saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData/@Recipient',
    ),
    attributes: [...attributesByName(assertion)],
  };
}

/** The values of all Attributes of one Name; libxml2 finds them, the order is the document's. */
function attributesByName(assertion: XmlElement): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, readonly string[]>();
  for (const attribute of elements(assertion, 'saml:AttributeStatement/saml:Attribute')) {
    const name = textAt(attribute, '@Name');
    // A value of elements is no text; Latchkey leaves it out.
    const values = elements(attribute, 'saml:AttributeValue[not(*)]').map(({ content }) => content);
    attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
  }
  return attributes;
}

function elements(within: XmlElement, path: string): readonly XmlElement[] {
  return nodes(within, path).filter((node) => node instanceof XmlElement);
}

function nodes(within: XmlElement, path: string): readonly XmlNode[] {
  return within.find(path, namespaces);
}

/** The text of all that `path` selects: of one node, unless something is wrong. */
function textAt(within: XmlElement, path: string): string {
  return nodes(within, path)
    .map(({ content }) => content)
    .join('\u0000');
}
