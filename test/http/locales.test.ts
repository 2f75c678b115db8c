import { expect, it } from 'vitest';
import { languageOfLocales } from '../../shared/http/locales.ts';

it.each<[string | undefined, 'en' | 'de', 'en' | 'de']>([
  ['de', 'en', 'de'],
  ['de-CH', 'en', 'de'],
  ['DE', 'en', 'de'],
  ['fr de en', 'en', 'de'],
  ['en de', 'de', 'en'],
  ['fr', 'de', 'de'],
  ['', 'de', 'de'],
  [undefined, 'de', 'de'],
  ['den', 'en', 'en'],
])('ui_locales %j with %s otherwise is %s', (uiLocales, otherwise, language) => {
  expect(languageOfLocales(uiLocales, otherwise)).toBe(language);
});
