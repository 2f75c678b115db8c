import { german } from './de/german.ts';
import { english } from './en/english.ts';
import type { Language } from './language.ts';

/** Every text of the pages that people sign in by: what English has, each language has. */
export type Texts = typeof english;

const catalogue: Readonly<Record<Language, Texts>> = { en: english, de: german };

/** The texts in `language`. */
export function textsOf(language: Language): Texts {
  return catalogue[language];
}
