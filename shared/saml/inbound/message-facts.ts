import type { Assertion, AssertionParts } from './assertion/assertion.ts';
import { ifReached } from './check-runner.ts';
import type { ClaimedAssertion } from './signature/check-signatures.ts';
import { attributeOf, textOf, type XmlElement } from './xml/element.ts';

/** What can be read of a message, trusted or not. What a missing or malformed part would say is left out. */
export interface MessageFacts extends Partial<Omit<Assertion, 'conditions' | 'confirmation'>> {
  readonly responseIssuer?: string;
  readonly destination?: string;
  /** Of the Response. */
  readonly inResponseTo?: string;
  readonly conditions?: Assertion['conditions'];
  readonly confirmation?: Assertion['confirmation'];
}

/** Returns the facts of a Response around an assertion that is not read. */
export function factsOfResponse({
  response,
  issuer,
}: {
  readonly response: XmlElement;
  readonly issuer?: XmlElement | undefined;
}): MessageFacts {
  return outerFacts(response, issuer);
}

/** Returns the facts of an assertion, as far as its `parts` were found. */
export function factsOfAssertion(
  { response, responseIssuer }: ClaimedAssertion,
  parts: AssertionParts,
): MessageFacts {
  return {
    ...outerFacts(response, responseIssuer),
    ...ifReached(parts.head),
    ...ifReached(parts.claims),
    ...ifReached(parts.subject),
    ...ifReached(parts.conditions),
    ...ifReached(parts.authentication),
    ...ifReached(parts.identity),
  };
}

function outerFacts(response: XmlElement, issuer: XmlElement | undefined): MessageFacts {
  const responseIssuer = issuer && textOf(issuer);
  const destination = attributeOf(response, 'Destination');
  const inResponseTo = attributeOf(response, 'InResponseTo');
  return {
    ...(responseIssuer === undefined ? {} : { responseIssuer }),
    ...(destination === undefined ? {} : { destination }),
    ...(inResponseTo === undefined ? {} : { inResponseTo }),
  };
}
