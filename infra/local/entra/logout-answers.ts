import { keysOf } from '../../../shared/objects/keys-of.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { textField } from './page.ts';

/**
 * What an application is answered when it asks to sign a person out. Entra offers no such choice: it is here to see
 * what the application says of each.
 */
export const logoutAnswerLabels = {
  success: 'Success',
  refused: 'Refused: the directory could not sign the person out',
  'other-request': 'An answer to another request',
  none: 'No answer: the person stays at the directory',
} as const;

/** One of {@link logoutAnswerLabels}. */
export type SimulatedLogoutAnswer = keyof typeof logoutAnswerLabels;

/** How each application is answered; by success until somebody chooses. */
export class LogoutAnswers {
  readonly #chosen = new Map<string, SimulatedLogoutAnswer>();

  of({ applicationId }: EnterpriseApplication): SimulatedLogoutAnswer {
    return this.#chosen.get(applicationId) ?? 'success';
  }

  set({ applicationId }: EnterpriseApplication, answer: SimulatedLogoutAnswer): void {
    this.#chosen.set(applicationId, answer);
  }
}

/** Returns the choice in the fields of a form; anything unknown is `success`. */
export function readLogoutAnswer(fields: Readonly<Record<string, unknown>>): SimulatedLogoutAnswer {
  const text = textField(fields, 'answer');
  return keysOf(logoutAnswerLabels).find((key) => key === text) ?? 'success';
}
