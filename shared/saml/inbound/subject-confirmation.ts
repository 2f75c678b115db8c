import { readInstant } from './instant.ts';
import * as ns from './namespaces.ts';
import { Problem } from './problem.ts';
import { attributeOf, childElements, is, type XmlElement } from './xml-element.ts';

/** The one bearer confirmation of a Web Browser SSO assertion (SAML Profiles 4.1.4.2). */
export interface SubjectConfirmation {
  readonly recipient: string;
  readonly notOnOrAfter: Date;
  /** The AuthnRequest that is answered; undefined in an unsolicited response. */
  readonly inResponseTo: string | undefined;
}

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** @throws Problem `subject-confirmation`, `date-malformed`, `encryption-of-a-part` */
export function readConfirmation(confirmations: readonly XmlElement[]): SubjectConfirmation {
  const [confirmation] = confirmations;
  if (confirmation === undefined || confirmations.length !== 1) {
    throw refuse('one SubjectConfirmation', `${confirmations.length}`);
  }
  const method = attributeOf(confirmation, 'Method');
  if (method !== bearer) throw refuse(bearer, method ?? 'no Method');
  const children = childElements(confirmation) ?? [];
  refuseEncryptedId(children);
  const data = children.filter((child) => is(child, ns.saml, 'SubjectConfirmationData'));
  const [only] = data;
  if (only === undefined || data.length !== 1) throw refuse('one SubjectConfirmationData', `${data.length}`);
  const recipient = attributeOf(only, 'Recipient');
  const notOnOrAfter = attributeOf(only, 'NotOnOrAfter');
  if (recipient === undefined) throw refuse('a Recipient', 'none');
  if (notOnOrAfter === undefined) throw refuse('a NotOnOrAfter', 'none');
  if (attributeOf(only, 'NotBefore') !== undefined) throw refuse('no NotBefore', 'one');
  const inResponseTo = attributeOf(only, 'InResponseTo');
  if (inResponseTo === '') throw refuse('the ID of a request', 'an empty InResponseTo');
  return { recipient, notOnOrAfter: readInstant(notOnOrAfter), inResponseTo };
}

/** A name that is encrypted by itself is for somebody else's eyes (SAML Core 2.2.4). @throws Problem `encryption-of-a-part` */
export function refuseEncryptedId(children: readonly XmlElement[]): void {
  if (children.some((child) => is(child, ns.saml, 'EncryptedID'))) {
    throw new Problem('encryption-of-a-part', { actual: 'EncryptedID' });
  }
}

const refuse = (expected: string, actual: string) =>
  new Problem('subject-confirmation', { expected, actual });
