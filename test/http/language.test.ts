import { describe, expect, test } from 'vitest';
import { preferredLanguage } from '../../shared/http/language.ts';

describe('the language of a page', () => {
  test.each<[string | undefined, 'en' | 'de']>([
    [undefined, 'en'],
    ['', 'en'],
    ['de', 'de'],
    ['DE-at', 'de'],
    ['de-DE,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['en;q=0.5, de;q=0.7', 'de'],
    ['en;q=0, de;q=0.1', 'de'],
    ['de;q=0', 'en'],
    ['fr-CH, fr;q=0.9, de;q=0.7, *;q=0.5', 'de'],
    ['fr, *;q=0.5, de;q=0.1', 'en'],
    ['fr', 'en'],
    ['deu', 'en'],
    ['de;q=oops', 'de'],
    [';;;,,,=de', 'en'],
    ['__proto__, constructor', 'en'],
  ])('asked for as %j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });

  test('is found in a header as long as one can be', () => {
    expect(preferredLanguage(`${'fr,'.repeat(3_000)}de`)).toBe('de');
  });
});
