import { encryptionProblems } from './codes/encryption.ts';
import { logoutProblems } from './codes/logout.ts';
import { openIdProblems } from './codes/openid.ts';
import { openIdTokenProblems } from './codes/openid-tokens.ts';
import { protocolProblems } from './codes/protocol.ts';
import { setupProblems } from './codes/setup.ts';
import { signInProblems } from './codes/sign-in.ts';
import { signatureProblems } from './codes/signature.ts';
import { transportProblems } from './codes/transport.ts';
import { xmlProblems } from './codes/xml.ts';
import type { ProblemKind } from './problem-kind.ts';

/**
 * Every table of problems. They are searched when a request is rejected: merging them into one object cost every cold
 * start a millisecond.
 */
const tables = [
  transportProblems,
  xmlProblems,
  signatureProblems,
  encryptionProblems,
  protocolProblems,
  signInProblems,
  logoutProblems,
  openIdProblems,
  setupProblems,
  openIdTokenProblems,
] as const satisfies readonly Readonly<Record<string, ProblemKind>>[];

type CodesOf<Table> = Table extends unknown ? keyof Table : never;

/** The stable code of a rejection, used by logs, alarms, documentation and tests. */
export type ProblemCode = CodesOf<(typeof tables)[number]>;

/** Returns the row of every code, in the order of the tables. */
export function allProblems(): Readonly<Record<ProblemCode, ProblemKind>> {
  return Object.assign({}, ...tables);
}

/** What was wrong with this message, for the administrator and the log: never markup, never a secret. */
export interface ProblemFacts {
  readonly expected?: string;
  readonly actual?: string;
}

/**
 * Thrown to reject a request. Every stage of a sign-in returns a narrower type or throws one of these; any other thrown
 * value is an unexpected error.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /**
   * Whether a trusted key of the tenant's directory had signed the message when it was refused. Only then may a page
   * say more than the sentence and a reference.
   */
  readonly authenticated: boolean = false;

  /** Creates the rejection of a message that no trusted key has signed, or that is not verified yet. */
  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(code);
    this.code = code;
    this.expected = facts.expected === undefined ? undefined : printable(facts.expected);
    this.actual = facts.actual === undefined ? undefined : printable(facts.actual);
  }

  /** Returns the rejection of a message that a trusted key of the tenant's directory has signed. */
  static authenticated(code: ProblemCode, facts: ProblemFacts = {}): Problem {
    return Object.assign(new Problem(code, facts), { authenticated: true });
  }

  /** The row of this problem's code. */
  get kind(): ProblemKind {
    const rows: Readonly<Partial<Record<string, ProblemKind>>> =
      tables.find((table) => Object.hasOwn(table, this.code)) ?? {};
    const kind = rows[this.code];
    if (kind === undefined) throw new TypeError(`${this.code} is no code of a problem`);
    return kind;
  }

  /** Returns the same rejection without its facts: neither the expected nor the actual value. */
  withoutFacts(): Problem {
    return this.authenticated ? Problem.authenticated(this.code) : new Problem(this.code);
  }

  /** Returns the same rejection, for a message that a trusted key has signed. */
  afterVerification(): Problem {
    if (this.authenticated) return this;
    const { expected, actual } = this;
    return Problem.authenticated(this.code, {
      ...(expected === undefined ? {} : { expected }),
      ...(actual === undefined ? {} : { actual }),
    });
  }
}

const longestFact = 300;
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Returns at most 300 visible characters, with control and line-breaking ones as `\u{…}`: safe in a log line. A longer
 * text ends with `…`. A second call changes nothing.
 */
function printable(text: string): string {
  let shown = '';
  let shortened = '…';
  for (const character of text) {
    const symbol = unprintable.test(character)
      ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
      : character;
    if (shown.length + symbol.length > longestFact) return shortened;
    shown += symbol;
    // If no room is left after this symbol for the ellipsis, this symbol is the first to be cut.
    if (shown.length < longestFact) shortened = `${shown}…`;
  }
  return shown;
}
