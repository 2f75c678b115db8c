import { describe, expect, test } from 'vitest';
import { style } from '../../shared/pages/style.ts';

type Scheme = 'light' | 'dark';

/** The colours of a scheme by name; the dark one stands second in the sheet. */
function palette(scheme: Scheme): ReadonlyMap<string, string> {
  const blocks = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? '');
  const block = blocks[scheme === 'light' ? 0 : 1] ?? '';
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(scheme: Scheme, one: string, other: string): number {
  const colours = palette(scheme);
  const [darker = 0, lighter = 0] = [one, other]
    .map((name) => luminance(colours.get(name) ?? ''))
    .sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const text: readonly (readonly [string, string])[] = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink', 'tint'],
  ['quiet', 'card'],
  ['quiet', 'tint'],
  ['accent', 'card'],
  ['alert', 'card'],
  ['on-accent', 'accent'],
];
const shapes: readonly (readonly [string, string])[] = [
  ['edge', 'card'],
  ['accent', 'paper'],
  ['alert', 'paper'],
  ['accent', 'tint'],
];

describe.each<Scheme>(['light', 'dark'])('in the %s scheme', (scheme) => {
  test.each(text)('%s on %s has the contrast of text (WCAG 2.2, 1.4.3)', (one, other) => {
    expect(contrast(scheme, one, other)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapes)('%s on %s has the contrast of controls (WCAG 2.2, 1.4.11)', (one, other) => {
    expect(contrast(scheme, one, other)).toBeGreaterThanOrEqual(3);
  });
});

test('the sheet loads nothing', () => {
  expect(style).not.toMatch(/url\(|@import|@font-face|<|expression/i);
});
