import { expect } from 'vitest';
import { accessibilityFindings, overflowPixels } from './accessibility.ts';
import { test } from './browser-test.ts';

test('a field without label, pale text and a page wider than its window are found', async ({
  page,
  places,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(`${places.trakstar}/auth/saml/`);
  expect([await accessibilityFindings(page), await overflowPixels(page)]).toEqual([[], 0]);

  await page.evaluate(`
    document.querySelector('label').remove();
    document.querySelector('h1').style.color = '#ccc';
    document.querySelector('main').style.minWidth = '400px';
    document.querySelector('main').insertAdjacentHTML('beforeend', '<svg role="img" aria-label="x" width="90" height="40"><rect width="90" height="40" fill="#fff"/><text x="4" y="20" fill="#bbb">pale</text><text x="9" y="22" fill="#000">over it, and too wide</text></svg>');
  `);

  const findings = (await accessibilityFindings(page)).join('\n');
  expect(findings).toMatch(/^color-contrast at h1: .* insufficient color contrast of/m);
  expect(findings).toMatch(/^contrast of 1\.\d+ in a drawing: pale$/m);
  expect(findings).toMatch(/^text over text in a drawing: pale, over it/m);
  expect(findings).toMatch(/^text wider than its drawing: over it/m);
  expect(findings).toMatch(/^label(-title-only)? at #namespace/m);
  expect(await overflowPixels(page)).toBeGreaterThan(0);
});
