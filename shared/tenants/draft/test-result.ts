import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import { maximumTestSummaryBytes } from './draft.ts';

/** One check of a tested message. */
export interface TestedCheck {
  /** A `CheckName` of the diagnosis that made it; another release may have others. */
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'not-reached';
  /** For a failed check: the code of its problem, and what that problem says about the message. */
  readonly problem?: {
    readonly code: string;
    readonly expected?: string | undefined;
    readonly actual?: string | undefined;
  };
}

/** The user of the tenant that a tested message names. */
export interface TestedUser {
  /** `known`, or the code of the problem that would reject this person. */
  readonly standing: string;
  /** The user's sign-in name, where it differs from the message's. */
  readonly signInName?: string | undefined;
}

/** How the person of a tested message signed in to the directory: what sessions would keep. */
export interface TestedAuthentication {
  /** ISO 8601, UTC. */
  readonly authenticatedAt: string;
  readonly acr?: string | undefined;
  /** Empty where the directory names no known method. */
  readonly amr: readonly string[];
}

/** What an administrator sees of a test sign-in: their own data, never the message. */
export interface TestResult {
  /** Started by the page's button, or sent unsolicited by the directory: its portal's test, or a tile. */
  readonly launch: 'page' | 'directory';
  readonly checks: readonly TestedCheck[];
  /** Only from a message that a key of the draft signed: text from any other sender is not shown. */
  readonly nameId?: string | undefined;
  readonly claims: readonly { readonly name: string; readonly value: string }[];
  /** What the application would get, by the names of its own claims. Default: nothing. */
  readonly application?: readonly { readonly name: string; readonly value: string }[] | undefined;
  /** How the person signed in to the directory. Default: not known. */
  readonly authentication?: TestedAuthentication | undefined;
  /** How many further claims were left out. */
  readonly claimsLeftOut: number;
  readonly user?: TestedUser | undefined;
}

const longestFact = 160;
const longestValue = 80;
const shortestFact = 24;
/** Entra sends nine by default. */
const mostClaims = 24;

/**
 * Returns `result` in the form that a draft stores: at most {@link maximumTestSummaryBytes} in UTF-8. Longer results
 * lose text and then claims, from the end; never a check.
 */
export function writeTestResult(result: TestResult): string {
  for (let longest = longestFact; longest >= shortestFact; longest /= 2) {
    for (let claims = Math.min(result.claims.length, mostClaims); claims >= 0; claims -= 1) {
      const text = JSON.stringify(toStored(result, claims, longest));
      if (Buffer.byteLength(text) <= maximumTestSummaryBytes) return text;
    }
  }
  return JSON.stringify(toStored(withoutFacts(result), 0, shortestFact));
}

/** Returns the result in `text`, or undefined where this release cannot read it. */
export function readTestResult(text: string): TestResult | undefined {
  const read = v.safeParse(storedResult, text);
  return read.success ? fromStored(read.output) : undefined;
}

const marks = { passed: '+', failed: '-', 'not-reached': '?' } as const;
const outcomes = { '+': 'passed', '-': 'failed', '?': 'not-reached' } as const;

const fact = v.optional(v.string());
const storedResult = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    launch: v.picklist(['page', 'directory']),
    /** `encoding+ xml+ signing-key- signature-value?` */
    checks: v.pipe(v.string(), v.regex(/^(?:[a-z0-9-]+[+?-](?: |$))*$/)),
    /** One for each failed check, in their order. */
    problems: v.array(v.pipe(v.array(v.string()), v.minLength(1))),
    nameId: fact,
    claims: v.array(v.tuple([v.string(), v.string()])),
    claimsLeftOut: v.number(),
    application: v.optional(v.array(v.tuple([v.string(), v.string()]))),
    authentication: v.optional(
      v.object({ authenticatedAt: v.string(), acr: fact, amr: v.array(v.string()) }),
    ),
    user: v.optional(v.object({ standing: v.string(), signInName: fact })),
  }),
);

function toStored(
  { launch, checks, nameId, claims, claimsLeftOut, application, authentication, user }: TestResult,
  keptClaims: number,
  longest: number,
): unknown {
  return {
    launch,
    checks: checks.map(({ name, outcome }) => `${name}${marks[outcome]}`).join(' '),
    problems: checks.flatMap(({ problem }) =>
      problem === undefined
        ? []
        : [
            withoutEmptyEnd([
              problem.code,
              cut(problem.expected, longest) ?? '',
              cut(problem.actual, longest) ?? '',
            ]),
          ],
    ),
    nameId: cut(nameId, longestValue),
    claims: claims.slice(0, keptClaims).map(toPair),
    // Before the directory's own claims are all left out: it is what an administrator looks for.
    application: keptClaims === 0 ? undefined : application?.map(toPair),
    claimsLeftOut: claimsLeftOut + claims.length - keptClaims,
    authentication: authentication && { ...authentication, acr: cut(authentication.acr, longestValue) },
    user: user && { ...user, signInName: cut(user.signInName, longestValue) },
  };
}

function toPair({ name, value }: TestResult['claims'][number]): [string, string] {
  return [cut(name, longestValue) ?? '', cut(value, longestValue) ?? ''];
}

function fromPair([name, value]: [string, string]) {
  return { name, value };
}

function fromStored({
  checks,
  problems,
  claims,
  application,
  ...kept
}: v.InferOutput<typeof storedResult>): TestResult {
  const inOrder = [...problems];
  return {
    ...kept,
    checks: checks
      .split(' ')
      .filter((text) => text !== '')
      .map((text) => {
        const outcome = outcomes[text.slice(-1) as keyof typeof outcomes];
        const check = { name: text.slice(0, -1), outcome };
        const problem = outcome === 'failed' ? inOrder.shift() : undefined;
        return problem === undefined ? check : { ...check, problem: problemOf(problem) };
      }),
    claims: claims.map(fromPair),
    ...(application === undefined ? {} : { application: application.map(fromPair) }),
  };
}

function problemOf([code = '', expected = '', actual = '']: readonly string[]): NonNullable<
  TestedCheck['problem']
> {
  return {
    code,
    ...(expected === '' ? {} : { expected }),
    ...(actual === '' ? {} : { actual }),
  };
}

function withoutFacts(result: TestResult): TestResult {
  return {
    ...result,
    nameId: undefined,
    checks: result.checks.map(({ problem, ...check }) =>
      problem === undefined ? check : { ...check, problem: { code: problem.code } },
    ),
  };
}

/** Cuts by visible characters, never within one. */
function cut(text: string | undefined, most: number): string | undefined {
  if (text === undefined || text.length <= most) return text;
  return `${Array.from(text)
    .slice(0, most - 1)
    .join('')}…`;
}

function withoutEmptyEnd(texts: readonly string[]): readonly string[] {
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}
