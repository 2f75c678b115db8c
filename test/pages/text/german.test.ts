import { describe, expect, it } from 'vitest';
import type { Language } from '../../../shared/http/language.ts';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { pageTexts as german } from '../../../shared/pages/text/de/pages.ts';
import { pageTexts as english } from '../../../shared/pages/text/en/pages.ts';
import { remedyText } from '../../../shared/pages/text/remedy.ts';
import { allProblems, type ProblemCode } from '../../../shared/problems/problem.ts';

const inGerman = german.problem;
const inEnglish = english.problem;
const codes = keysOf(allProblems());

/** The codes whose English `part` is one and the same text, for every such text. */
const alike = (part: 'sentence' | 'remedy'): readonly (readonly ProblemCode[])[] => [
  ...Map.groupBy(codes, (code) => inEnglish(code)[part]).values(),
];

describe('a problem in German', () => {
  it.each(codes)('%s is a whole sentence and a remedy', (code) => {
    const { sentence, remedy } = inGerman(code);

    expect(sentence).toMatch(/^[A-ZÄÖÜ].{20,}[.]$/);
    expect(sentence).not.toMatch(/[<>{}"]|undefined|assertion|signatur\b|SAML/i);
    expect(remedy).toMatch(/^[A-ZÄÖÜ].{15,}[.]$/s);
    expect(`${sentence} ${remedy}`).not.toMatch(/\b(?:du|dein|dir|dich)\b/i);
  });

  it('says in German what English says: what is alike there is alike here', () => {
    for (const same of alike('sentence')) {
      expect(new Set(same.map((code) => inGerman(code).sentence)).size, same.join()).toBe(1);
    }
    for (const same of alike('remedy')) {
      expect(new Set(same.map((code) => inGerman(code).remedy)).size, same.join()).toBe(1);
    }
  });

  it('says it in at most three sentences, to a customer, who reads no command', () => {
    for (const code of codes) {
      const { sentence, remedy, rule } = inGerman(code);
      for (const text of [sentence, remedy]) {
        expect(text.match(/[.!?](?= |$)/g)?.length, text).toBeLessThanOrEqual(3);
      }
      expect(`${sentence} ${remedy} ${rule}`, code).not.toMatch(/latchkey|dieses Produkts|übergeb/i);
    }
  });

  it.each(codes)('%s is fixed where English says, by the labels of the German portal', (code) => {
    const isInEntra = (language: Language) => remedyText(code, language).startsWith('Entra ID > ');

    expect(isInEntra('de')).toBe(isInEntra('en'));
  });

  it('names its rule in words where English does', () => {
    for (const code of codes) {
      expect(inGerman(code).rule !== undefined, code).toBe(inEnglish(code).rule !== undefined);
    }
  });
});
