import type { Language } from '../../http/language.ts';
import { setupGerman } from './de/setup.ts';
import { type SetupTexts, setupEnglish } from './en/setup.ts';

/** Apart from what people sign in by: the functions that they wait for need not load it. */
const catalogue: Readonly<Record<Language, SetupTexts>> = { en: setupEnglish, de: setupGerman };

/** The texts of the set-up page in `language`. */
export function setupTextsOf(language: Language): SetupTexts {
  return catalogue[language];
}
