import { defined } from '../../../shared/objects/defined.ts';
import type { ProfileChange } from '../../../shared/sign-in/log/profile-changes.ts';
import type { ComparedAttempt } from './attempts.ts';
import { type PersonDisplay, quotesSignInName } from './person-text.ts';

/** A sign-in attempt in the output. Names are redacted without `--reveal`. */
export interface AttemptView {
  readonly outcome: 'signed-in' | 'signed-out' | 'refused';
  readonly at: Date;
  readonly flow?: string;
  /** For a refused attempt: the reference on its page. */
  readonly reference?: string;
  readonly problem?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly who?: string;
  readonly launch?: string;
  readonly requestedAt?: Date;
  readonly drift: readonly ProfileChange[];
  readonly lastGoodSignIn?: Date;
}

/** Returns an attempt for the output. @param shown Which names are redacted. */
export function viewAttempt(
  { attempt, drift, lastGood }: ComparedAttempt,
  shown: PersonDisplay,
): AttemptView {
  const comparison = { drift, ...defined({ lastGoodSignIn: lastGood?.signedInAt }) };
  if (attempt.outcome === 'signed-in') {
    const { flow, at } = attempt;
    const { state, id, user, launch, requestedAt } = flow;
    return {
      outcome: state,
      at,
      flow: id,
      who: shown.name(user.signInName),
      ...defined({ launch, requestedAt }),
      ...comparison,
    };
  }
  const { at, flow, reference, problem, launch, expected, actual } = attempt.refusal;
  return {
    outcome: 'refused',
    at,
    ...defined({ flow }),
    reference,
    problem,
    ...(expected === undefined ? {} : { expected: shown.text(expected) }),
    ...(actual === undefined ? {} : { actual: shown.actual(problem, actual) }),
    ...(actual !== undefined && quotesSignInName(problem) ? { who: shown.name(actual) } : {}),
    ...defined({ launch }),
    ...comparison,
  };
}
