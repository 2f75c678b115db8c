/** Who can make the next attempt succeed. `sender`: nobody of ours, the message was not a genuine one. */
export type Fixer = 'person' | 'customer-admin' | 'operator' | 'sender';

/** What an alarm counts a refusal as. */
export type ProblemClass = 'attack' | 'configuration' | 'expiry' | 'person' | 'fault';

/** The row of one problem code: everything about it that does not depend on the message at hand. */
export interface ProblemKind {
  /** The one plain sentence that the person reads. Nothing in it comes from the message. */
  readonly sentence: string;
  /** The specification's section that the rule stands in, or the reason where it is our own. */
  readonly specification: string;
  readonly fixedBy: Fixer;
  /** What the one who can fix it does: names Entra's blade and field where the fix is there. */
  readonly remedy: string;
  readonly status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;
  readonly logLevel: 'info' | 'warn' | 'error';
  readonly class: ProblemClass;
  /** Where `actual` is somebody's sign-in name: a page shows it to that person, a log line masks it. */
  readonly actualIsSignInName?: true;
}
