import type { Language } from '../../http/language.ts';
import { signedOutTexts as german } from './de/signed-out.ts';
import { signedOutTexts as english, type SignedOutTexts } from './en/signed-out.ts';

/** Separate from the texts of the other pages, so that only functions that sign out load them. */
const catalogue: Readonly<Record<Language, SignedOutTexts>> = { en: english, de: german };

/** Returns the texts of the page after signing out in `language`. */
export function signedOutTextsOf(language: Language): SignedOutTexts {
  return catalogue[language];
}
