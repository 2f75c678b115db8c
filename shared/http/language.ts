import { parseAccept } from 'hono/utils/accept';

/** A language of every page, as in `<html lang>`. */
export type Language = (typeof languages)[number];

/** Every {@link Language}. */
export const languages = ['en', 'de'] as const;

/** The language of a page for a request that asks for none of {@link languages}. */
export const defaultLanguage: Language = 'en';

/**
 * Returns our language that an `Accept-Language` header prefers most, by RFC 9110 12.5.4 with RFC 4647 3.4: `de-AT`
 * gets German, `*` the default.
 */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return defaultLanguage;
  const ranges = parseAccept(acceptLanguage).filter(({ q }) => q > 0);
  for (const { type } of ranges) {
    const [primary = ''] = type.toLowerCase().split('-');
    const language = primary === '*' ? defaultLanguage : languages.find((each) => each === primary);
    if (language !== undefined) return language;
  }
  return defaultLanguage;
}
