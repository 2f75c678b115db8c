import { Problem } from '../../../problems/problem.ts';
import { attributeOf, childElements, isElement, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { readInstant } from './instant.ts';

/** The bearer confirmation for us of a Web Browser SSO assertion (SAML Profiles 4.1.4.2). */
export interface SubjectConfirmation {
  readonly recipient: string;
  readonly notOnOrAfter: Date;
  /** The AuthnRequest that is answered; undefined in an unsolicited response. */
  readonly inResponseTo: string | undefined;
}

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/**
 * Reads the bearer confirmation for `replyUrl`. There may be others beside it, of other methods or for other
 * recipients: any one that is satisfied confirms (SAML Core 2.4, SAML Profiles 4.1.4.2). Two for us are refused,
 * since which request they answer would be a matter of choice. A single one is read whatever its Recipient is.
 * @throws Problem `subject-confirmation`, `date-malformed`, `encryption-of-a-part`
 */
export function readConfirmation(
  confirmations: readonly XmlElement[],
  replyUrl: string | undefined,
): SubjectConfirmation {
  for (const each of confirmations) refuseEncryptedId(childElements(each) ?? []);
  const bearers = confirmations.filter((each) => attributeOf(each, 'Method') === bearer);
  const forUs = bearers.filter((each) => recipientsOf(each).includes(replyUrl ?? ''));
  const [confirmation, ...more] = bearers.length > 1 ? forUs : bearers;
  if (confirmation === undefined || more.length > 0) {
    const methods = confirmations.map((each) => attributeOf(each, 'Method') ?? 'no Method');
    throw bearers.length === 0
      ? refuse(bearer, methods.length === 0 ? 'no SubjectConfirmation' : methods.join(', '))
      : refuse(`one SubjectConfirmation for ${replyUrl ?? 'the Reply URL'}`, `${forUs.length}`);
  }
  const children = childElements(confirmation) ?? [];
  const data = children.filter((child) => isElement(child, ns.saml, 'SubjectConfirmationData'));
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

function recipientsOf(confirmation: XmlElement): readonly (string | undefined)[] {
  return (childElements(confirmation) ?? [])
    .filter((child) => isElement(child, ns.saml, 'SubjectConfirmationData'))
    .map((data) => attributeOf(data, 'Recipient'));
}

/**
 * Refuses a name that is encrypted by itself (SAML Core 2.2.4).
 * @throws Problem `encryption-of-a-part`
 */
export function refuseEncryptedId(children: readonly XmlElement[]): void {
  if (children.some((child) => isElement(child, ns.saml, 'EncryptedID'))) {
    throw new Problem('encryption-of-a-part', { actual: 'EncryptedID' });
  }
}

const refuse = (expected: string, actual: string) =>
  new Problem('subject-confirmation', { expected, actual });
