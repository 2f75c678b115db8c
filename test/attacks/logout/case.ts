import type { ProblemCode } from '../../../shared/problems/problem.ts';
import { facts } from '../../fixtures/facts.ts';
import { type LogoutParts, logoutRequest } from '../../functions/logout/logout-messages.ts';
import type { Asked } from '../../harness/ask.ts';
import type { Customer, CustomerChoices } from '../../harness/customer.ts';

/** A person who is signed in to acme, and the other customer of the app. */
export interface LogoutScene {
  readonly acme: Customer;
  readonly globex: Customer;
  /** What the directory calls the person's session. */
  readonly sessionIndex: string;
  /** The cookies of the browser. */
  readonly cookies: readonly string[];
}

/** One logout message that must end nothing, beside one that ends the session. */
export interface LogoutAttack {
  /** Completes "does not end a session by …". */
  readonly name: string;
  readonly attack: (scene: LogoutScene) => Asked;
  /** What it is refused by. Undefined: the directory gets an answer, and the session lives. */
  readonly code?: ProblemCode;
  /** The same without the trick: it ends the session. */
  readonly control: (scene: LogoutScene) => Asked;
  readonly customer?: CustomerChoices;
}

/** A LogoutRequest of acme's directory that names the session. */
export const naming = (scene: LogoutScene, parts: LogoutParts = {}): string =>
  logoutRequest(scene.acme, { sessionIndexes: [scene.sessionIndex], ...parts });

/** A LogoutRequest that names the person as the assertion did, and no session. */
export const ofPerson = (scene: LogoutScene, parts: LogoutParts = {}): string =>
  logoutRequest(scene.acme, {
    nameId: facts.signInName,
    nameIdAttributes: ' Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"',
    ...parts,
  });
