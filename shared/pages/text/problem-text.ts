import type { encryptionProblems } from '../../problems/codes/encryption.ts';
import type { logoutProblems } from '../../problems/codes/logout.ts';
import type { openIdProblems } from '../../problems/codes/openid.ts';
import type { openIdTokenProblems } from '../../problems/codes/openid-tokens.ts';
import type { protocolProblems } from '../../problems/codes/protocol.ts';
import type { setupProblems } from '../../problems/codes/setup.ts';
import type { signInProblems } from '../../problems/codes/sign-in.ts';
import type { signatureProblems } from '../../problems/codes/signature.ts';
import type { transportProblems } from '../../problems/codes/transport.ts';
import type { xmlProblems } from '../../problems/codes/xml.ts';

/** The texts of a problem in one language. They never quote the message. */
export interface ProblemText {
  /** The heading of the page: at most three short sentences. */
  readonly sentence: string;
  /** What a person reads whom the directory has signed. Default: the same sentence. */
  readonly signedSentence?: string;
  /** What the customer does about it, without page and field: `remedyText` puts them in front. */
  readonly remedy: string;
  /** The rule in words, if no specification states it. */
  readonly rule?: string;
}

/** The texts of one table of problems: a code without a text does not compile. */
type TextsOfTable<Table> = Readonly<Record<keyof Table, ProblemText>>;

/** The texts of every problem in one language, table by table. */
export interface ProblemTexts {
  readonly transport: TextsOfTable<typeof transportProblems>;
  readonly xml: TextsOfTable<typeof xmlProblems>;
  readonly signature: TextsOfTable<typeof signatureProblems>;
  readonly encryption: TextsOfTable<typeof encryptionProblems>;
  readonly protocol: TextsOfTable<typeof protocolProblems>;
  readonly signIn: TextsOfTable<typeof signInProblems>;
  readonly logout: TextsOfTable<typeof logoutProblems>;
  readonly openId: TextsOfTable<typeof openIdProblems>;
  readonly setup: TextsOfTable<typeof setupProblems>;
  readonly openIdTokens: TextsOfTable<typeof openIdTokenProblems>;
}

type KeysOfEach<Table> = Table extends unknown ? keyof Table : never;
type CodeWithText = KeysOfEach<ProblemTexts[keyof ProblemTexts]>;

/**
 * Returns the text of `code`. It searches the tables in turn: merging them into one object took every cold start a
 * millisecond.
 * @throws TypeError for an unknown code
 */
export function findProblemText(texts: ProblemTexts, code: CodeWithText): ProblemText {
  const tables: readonly Readonly<Partial<Record<string, ProblemText>>>[] = Object.values(texts);
  const text = tables.find((table) => Object.hasOwn(table, code))?.[code];
  if (text === undefined) throw new TypeError(`${code} has no text`);
  return text;
}
