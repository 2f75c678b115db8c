import { describe, expect, it } from 'vitest';
import { keysOf } from '../../shared/objects/keys-of.ts';
import { allProblems, Problem, type ProblemCode } from '../../shared/problems/problem.ts';
import { remediations } from '../../shared/problems/remediation.ts';

const problems = allProblems();

const codes = keysOf(problems);

describe.each(codes)('the problem %s', (code) => {
  const { specification, status, fixedBy, logLevel, class: kindOf } = problems[code];

  it('has a name for logs and tests', () => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('has a specification, or a rule that only Latchkey sets', () => {
    expect(specification?.length ?? 6).toBeGreaterThan(5);
  });

  it('is fixed by one of four', () => {
    expect(['person', 'customer-admin', 'operator', 'sender']).toContain(fixedBy);
  });

  it('is counted as something', () => {
    expect(['attack', 'configuration', 'expiry', 'person', 'fault']).toContain(kindOf);
    expect(['info', 'warn', 'error']).toContain(logLevel);
  });

  it('is an answer of 4xx, or a fault of ours that is logged as one', () => {
    expect(status).toBeGreaterThanOrEqual(400);
    if (status >= 500) expect(logLevel).toBe('error');
    else expect(logLevel).not.toBe('error');
  });
});

describe('who may learn that a tenant exists', () => {
  const unauthenticated = codes.filter((code) =>
    /^(signature|key|assertion-(missing|misplaced|repeated)|logout-issuer)/.test(code),
  );

  it.each(unauthenticated)('%s is answered like an unknown tenant', (code) => {
    expect(problems[code].status).toBe(problems['tenant-not-found'].status);
  });
});

describe('Problem', () => {
  const shown = (actual: string) => new Problem('internal', { actual }).actual;

  it.each([
    ['\r\n', '\\u{d}\\u{a}'],
    ['a\tb', 'a\\u{9}b'],
    ['\0', '\\u{0}'],
    ['\u001b[31m', '\\u{1b}[31m'],
    ['\u007f\u0085', '\\u{7f}\\u{85}'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\u202egpj.exe', '\\u{202e}gpj.exe'],
    ['\u200b\u200e\ufeff', '\\u{200b}\\u{200e}\\u{feff}'],
    ['\ud800', '\\u{d800}'],
    ['a\udfff', 'a\\u{dfff}'],
    ['\u{e0041}', '\\u{e0041}'],
  ])('shows %j as what cannot break a line', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each(['Zoë 张伟 \u{1F600}', '<b>&"\'', ''])('shows %j as it is', (text) => {
    expect(shown(text)).toBe(text);
  });

  it('shows 300 characters at most, the last of them for those that are left out', () => {
    expect(shown('x'.repeat(300))).toBe('x'.repeat(300));
    expect(shown('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
    expect(shown('x'.repeat(1_000_000))).toHaveLength(300);
  });

  it.each([
    ['line breaks', '\n', '\\u{a}'],
    ['tags that nobody sees', '\u{e0041}', '\\u{e0041}'],
    ['lone surrogates', '\ud800', '\\u{d800}'],
  ])('counts %s as they are shown, and cuts none of them', (_, character, shownAs) => {
    const text = shown(character.repeat(1_000)) ?? '';

    expect(text.length).toBeLessThanOrEqual(300);
    expect(text.length).toBeGreaterThan(300 - 2 * shownAs.length);
    expect(text).toMatch(/^(?:\\u\{[0-9a-f]+\})+…$/);
  });

  it('shows no half of a character at the end', () => {
    expect(shown(`${'x'.repeat(298)}\u{1F600}`)).toBe(`${'x'.repeat(298)}\u{1F600}`);
    expect(shown(`${'x'.repeat(299)}\u{1F600}`)).toBe(`${'x'.repeat(299)}…`);
    expect(shown(`${'x'.repeat(298)}\u{1F600}x`)).toBe(`${'x'.repeat(298)}…`);
  });

  it.each(['\n'.repeat(1_000), 'x'.repeat(1_000), `${'x'.repeat(295)}\n`])(
    'shows the same once a signature was verified',
    (actual) => {
      const problem = new Problem('internal', { actual });

      expect(problem.afterVerification().actual).toBe(problem.actual);
    },
  );

  it('is unauthenticated until a signature was verified, and keeps its facts then', () => {
    const problem = new Problem('issuer-mismatch', { expected: 'a', actual: 'b' });
    const verified = problem.afterVerification();

    expect(problem.authenticated).toBe(false);
    expect(verified).toMatchObject({
      code: 'issuer-mismatch',
      expected: 'a',
      actual: 'b',
      authenticated: true,
    });
    expect(verified.afterVerification()).toBe(verified);
  });

  it('has the row of its code, and no fact where none is given', () => {
    const problem = new Problem('key-missing').afterVerification();

    expect(problem.kind).toBe(problems['key-missing']);
    expect(problem.expected).toBeUndefined();
    expect(problem.actual).toBeUndefined();
    expect(problem.message).toBe('key-missing');
    expect(`${problem}`).toBe('Problem: key-missing');
  });

  it('has no row where its code has none', () => {
    expect(() => new Problem('nonsense' as ProblemCode).kind).toThrow(
      new TypeError('nonsense is no code of a problem'),
    );
  });
});

describe('a rejection without its facts', () => {
  const facts = { expected: 'the one', actual: 'the other' };

  it.each([
    ['as it was received', new Problem('signature-missing', facts)],
    ['of a message that a trusted key has signed', Problem.authenticated('signature-missing', facts)],
  ])('is the same rejection %s', (_, problem) => {
    const bare = problem.withoutFacts();
    expect(bare).toBeInstanceOf(Problem);
    expect([bare.code, bare.authenticated]).toEqual([problem.code, problem.authenticated]);
    expect([bare.expected, bare.actual]).toEqual([undefined, undefined]);
  });
});

it('a person who is unknown may be added, or may have come with the wrong NameID', () => {
  const notes = remediations['user-unknown']?.map(({ note }) => note);
  expect(notes).toEqual([undefined, 'wrong-name-id']);
});
