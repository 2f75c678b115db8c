import { germanTest } from './de/test.ts';
import { englishTest, type TestTexts } from './en/test.ts';
import type { Language } from './language.ts';

const catalogue: Readonly<Record<Language, TestTexts>> = { en: englishTest, de: germanTest };

/** What a test sign-in is told with, in `language`: a catalogue of its own, which only the set-up page carries. */
export function testTextsOf(language: Language): TestTexts {
  return catalogue[language];
}
