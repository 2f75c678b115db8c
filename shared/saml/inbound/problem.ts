import type { ProblemKind } from './problem-kind.ts';
import { encryptionProblems } from './problems/encryption.ts';
import { logoutProblems } from './problems/logout.ts';
import { protocolProblems } from './problems/protocol.ts';
import { setupProblems } from './problems/setup.ts';
import { signInProblems } from './problems/sign-in.ts';
import { signatureProblems } from './problems/signature.ts';
import { transportProblems } from './problems/transport.ts';
import { xmlProblems } from './problems/xml.ts';

export type { Fixer, ProblemClass, ProblemKind } from './problem-kind.ts';

/**
 * The one exhaustive table, a room at a time. It is looked through when something is refused: making one object
 * of it took every cold start a millisecond.
 */
const tables = [
  transportProblems,
  xmlProblems,
  signatureProblems,
  encryptionProblems,
  protocolProblems,
  signInProblems,
  logoutProblems,
  setupProblems,
] as const satisfies readonly Readonly<Record<string, ProblemKind>>[];

type CodesOf<Table> = Table extends unknown ? keyof Table : never;

/** The stable name of a refusal: logs, alarms, documentation and tests go by it. A code without a row does not compile. */
export type ProblemCode = CodesOf<(typeof tables)[number]>;

/** The row of every code, in the order of the rooms. */
export function allProblems(): Readonly<Record<ProblemCode, ProblemKind>> {
  return Object.assign({}, ...tables);
}

/** What is particular to this refusal; both are for the admin and the log, never markup, never a secret. */
export interface ProblemFacts {
  readonly expected?: string;
  readonly actual?: string;
}

/**
 * A refusal. Every step of a sign-in either hands on a narrower type or throws one of these; anything
 * else that is thrown is a fault of ours.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly expected: string | undefined;
  readonly actual: string | undefined;
  /**
   * Whether a trusted key of the tenant's directory had signed the message when it was refused. Only then
   * may a page tell more than the sentence and a reference (design decision 8).
   */
  readonly authenticated: boolean;

  constructor(code: ProblemCode, facts: ProblemFacts = {}, authenticated = false) {
    super(code);
    this.code = code;
    this.expected = facts.expected === undefined ? undefined : printable(facts.expected);
    this.actual = facts.actual === undefined ? undefined : printable(facts.actual);
    this.authenticated = authenticated;
  }

  /** The row of this problem's code. */
  get kind(): ProblemKind {
    const rows: Readonly<Partial<Record<string, ProblemKind>>> =
      tables.find((table) => Object.hasOwn(table, this.code)) ?? {};
    const kind = rows[this.code];
    if (kind === undefined) throw new TypeError(`${this.code} is no code of a problem`);
    return kind;
  }

  /** The same refusal, saying nothing of the message: neither what was expected nor what came. */
  withoutFacts(): Problem {
    return new Problem(this.code, {}, this.authenticated);
  }

  /** The same refusal of a message that a trusted key had signed. */
  afterVerification(): Problem {
    return this.authenticated
      ? this
      : new Problem(this.code, withoutUndefined({ expected: this.expected, actual: this.actual }), true);
  }
}

function withoutUndefined(facts: { expected: string | undefined; actual: string | undefined }): ProblemFacts {
  return {
    ...(facts.expected === undefined ? {} : { expected: facts.expected }),
    ...(facts.actual === undefined ? {} : { actual: facts.actual }),
  };
}

const longestFact = 300;
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * At most 300 characters, counted as they are shown; control and line-breaking ones as `\u{…}`: safe in a log
 * line. A longer text ends with `…`. What has been made printable stays as it is.
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
    // Where this symbol leaves no room for the mark that more was there, it is the first to go.
    if (shown.length < longestFact) shortened = `${shown}…`;
  }
  return shown;
}
