import type { Language } from '../../http/language.ts';
import { testSignInGerman } from './de/test-sign-in.ts';
import { type TestTexts, testSignInEnglish } from './en/test-sign-in.ts';

const catalogue: Readonly<Record<Language, TestTexts>> = { en: testSignInEnglish, de: testSignInGerman };

/** What a test sign-in is told with, in `language`: a catalogue of its own, which only the set-up page carries. */
export function testTextsOf(language: Language): TestTexts {
  return catalogue[language];
}
