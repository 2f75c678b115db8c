/** One genuine message and all that a verifier has to know to accept it; plain data, for a process of its own. */
export interface Task {
  /** The form field: base64 of a Response in Entra's bytes, its Assertion signed. */
  readonly samlResponse: string;
  readonly issuer: string;
  readonly identifier: string;
  readonly replyUrl: string;
  /** DER in base64 on one line. */
  readonly certificate: string;
  /** What a right verdict says. */
  readonly nameId: string;
}

/** Judges the task's message and returns the NameID that it accepted; throws where it refuses. */
export type Verify = () => string | Promise<string>;

/** Does what one does once a process (keys, metadata) and returns what is done for each message. */
export type PrepareVerifier = (task: Task) => Verify;

/** Asserts that a verdict is the right one: a bench of anything else would measure nothing. */
export function requireRightVerdict(name: string, nameId: string, task: Task): void {
  if (nameId !== task.nameId) throw new Error(`${name} accepted ${nameId} instead of ${task.nameId}`);
}
