import { facts } from '../fixtures/facts.ts';
import { change, elementIn, swap, swapAll, without } from './splice.ts';

/** Whom an attacker wants to be. */
export const evilName = 'admin@contoso.com';

/** IDs that a copy may carry so as not to repeat the genuine ones. */
export const evilIds = { assertion: '_evil-assertion', response: '_evil-response' } as const;

/** The Assertion, with its Signature if it has one. */
export const assertionIn = (message: string): string => elementIn(message, 'Assertion');

/** The first Signature. */
export const signatureIn = (message: string): string => elementIn(message, 'Signature');

/** `element` without its first Signature, which is its own. */
export const stripped = (element: string): string =>
  element.includes('<Signature ') ? without(element, signatureIn(element)) : element;

/** `element` speaking for somebody else, every ID as it was, its Signature too. */
export const forged = (element: string): string =>
  change(element, 'NameID', (nameId) => swap(nameId, facts.signInName, evilName));

/** An unsigned Assertion that speaks for somebody else, under an ID of its own. */
export function evilAssertion(message: string, id: string = evilIds.assertion): string {
  return swapAll(forged(stripped(assertionIn(message))), facts.assertionId, id);
}

/** An unsigned Response around {@link evilAssertion}, both under IDs of their own. */
export function evilResponse(message: string): string {
  const bare = stripped(message);
  const evil = swapAll(forged(bare), facts.assertionId, evilIds.assertion);
  return swapAll(evil, facts.responseId, evilIds.response);
}
