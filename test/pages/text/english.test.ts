import { describe, expect, it } from 'vitest';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { pageTexts as english } from '../../../shared/pages/text/en/pages.ts';
import { remedyText } from '../../../shared/pages/text/remedy.ts';
import { allProblems, type ProblemCode } from '../../../shared/problems/problem.ts';

const problems = allProblems();
const codes = keysOf(problems);

describe.each(codes)('the problem %s in English', (code) => {
  const { sentence, remedy, rule } = english.problem(code);

  it('has a whole sentence for the person', () => {
    expect(sentence).toMatch(/^[A-Z].{20,}[.]$/);
    expect(sentence).not.toMatch(/[<>{}"]|undefined|assertion|signature|SAML/i);
  });

  it('has a remedy, and a rule only in whole words', () => {
    expect(remedy).toMatch(/^[A-Z].{12,}[.]$/s);
    expect(rule ?? 'none needed').toMatch(/.{6}/);
  });

  it('says it in at most three sentences, to a customer', () => {
    for (const text of [sentence, remedy]) {
      expect(text.match(/[.!?](?= |$)/g)?.length, text).toBeLessThanOrEqual(3);
    }
    expect(`${sentence} ${remedy} ${rule}`).not.toMatch(/latchkey|this product|hand over|handed over/i);
  });

  it('names where Entra is to be changed, where the customer is to change it', () => {
    if (problems[code].fixedBy === 'customer-admin') expect(remedyText(code, 'en')).toMatch(/Entra|policy/);
  });
});

describe('who may learn that a tenant exists', () => {
  const unauthenticated = codes.filter((code) =>
    /^(signature|key|assertion-(missing|misplaced|repeated)|logout-issuer)/.test(code),
  );

  it.each(unauthenticated)('%s reads like an unknown tenant', (code) => {
    expect(english.problem(code).sentence).toBe(english.problem('tenant-not-found').sentence);
  });
});

it('has no text for a code that is none', () => {
  expect(() => english.problem('nonsense' as ProblemCode)).toThrow(new TypeError('nonsense has no text'));
});
