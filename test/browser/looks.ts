import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { isVerify } from '../harness/tier.ts';
import { accessibilityFindings, overflowPixels } from './accessibility.ts';
import { writeContactSheet } from './contact-sheet.ts';

/** Where the screenshots are kept, to be looked at; git ignores it. */
const folder = `${import.meta.dirname}/../../test-results/pages`;

/** Expects of the page as it is shown, light or dark, wide or narrow: nothing scrolls sideways, axe finds nothing. */
export async function expectGoodLooks(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours hardly depend on the width: the wide dark picture is for those who look at all of them.
    const widths = colorScheme === 'light' || isVerify ? [1280, 320] : [320];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      expect(await overflowPixels(page), `${name}, ${width} pixels`).toBe(0);
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
    }
    const rules = colorScheme === 'light' ? 'every rule' : 'colours alone';
    expect(await accessibilityFindings(page, rules), `${name}, ${colorScheme}`).toEqual([]);
  }
  writeContactSheet();
}
