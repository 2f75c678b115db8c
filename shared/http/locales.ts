import { type Language, languages } from './language.ts';

/**
 * Returns our language that `ui_locales` prefers most: BCP 47 tags separated by blanks, the preferred one first. The
 * region does not count.
 * @param otherwise The language where it names none that the pages have.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export function languageOfLocales(uiLocales: string | undefined, otherwise: Language): Language {
  for (const tag of (uiLocales ?? '').toLowerCase().split(' ')) {
    const [primary = ''] = tag.split('-');
    const language = languages.find((each) => each === primary);
    if (language !== undefined) return language;
  }
  return otherwise;
}
