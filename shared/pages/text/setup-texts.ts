import type { Language } from '../../http/language.ts';
import { setupPageTexts as german } from './de/setup.ts';
import { setupPageTexts as english, type SetupTexts } from './en/setup.ts';

/** Separate from the texts of the sign-in pages, so that only the set-up function loads them. */
const catalogue: Readonly<Record<Language, SetupTexts>> = { en: english, de: german };

/** Returns the texts of the set-up page in `language`. */
export function setupTextsOf(language: Language): SetupTexts {
  return catalogue[language];
}
