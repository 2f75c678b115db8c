import type { Language } from '../../http/language.ts';
import { pageTexts as german } from './de/pages.ts';
import { pageTexts as english, type PageTexts } from './en/pages.ts';

const catalogue: Readonly<Record<Language, PageTexts>> = { en: english, de: german };

/** Returns the texts of the pages in `language`. */
export function textsOf(language: Language): PageTexts {
  return catalogue[language];
}
