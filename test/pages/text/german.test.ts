import { describe, expect, it } from 'vitest';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { pageTexts as german } from '../../../shared/pages/text/de/pages.ts';
import { pageTexts as english } from '../../../shared/pages/text/en/pages.ts';
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

  it('names the command that English names', () => {
    const commandsIn = (text: string) => text.match(/latchkey [a-z ]+[a-z]/g) ?? [];
    for (const code of codes) {
      expect(commandsIn(inGerman(code).remedy), code).toEqual(commandsIn(inEnglish(code).remedy));
    }
  });

  it('names its rule in words where English does', () => {
    for (const code of codes) {
      expect(inGerman(code).rule !== undefined, code).toBe(inEnglish(code).rule !== undefined);
    }
  });
});
