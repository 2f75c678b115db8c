import type { Language } from '../../http/language.ts';
import { german } from './de/german.ts';
import { english, type Texts } from './en/english.ts';

const catalogue: Readonly<Record<Language, Texts>> = { en: english, de: german };

/** The texts in `language`. */
export function textsOf(language: Language): Texts {
  return catalogue[language];
}
