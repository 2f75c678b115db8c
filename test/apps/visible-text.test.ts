import { describe, expect, it } from 'vitest';
import { visibleText } from '../../shared/apps/visible-text.ts';

describe('a value as a person sees it', () => {
  it.each<[string, string, string]>([
    ['plain text', 'b.simon@contoso.com', 'b.simon@contoso.com'],
    ['other scripts', '山田 Ünal', '山田 Ünal'],
    ['a no-break space', 'B.\u00a0Simon', 'B.\\u{a0}Simon'],
    ['a zero-width space', 'b\u200b@contoso.com', 'b\\u{200b}@contoso.com'],
    ['a direction mark', '\u200eA1B2', '\\u{200e}A1B2'],
    ['a byte order mark', '\ufeffacme', '\\u{feff}acme'],
    ['a line end', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['an escape of a terminal', '\u001b[31mred', '\\u{1b}[31mred'],
    ['blanks at the ends', ' acme  ', '\\u{20}acme\\u{20}\\u{20}'],
    ['a blank inside', 'B. Simon', 'B. Simon'],
  ])('shows %s', (_, text, shown) => expect(visibleText(text)).toBe(shown));
});
