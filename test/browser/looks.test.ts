import { describe, expect } from 'vitest';
import { accessibilityFindings, overflowPixels } from './accessibility.ts';
import { test } from './browser-test.ts';
import { pageStates } from './page-states.ts';

/** Where the screenshots are kept, to be looked at; git ignores it. */
const folder = `${import.meta.dirname}/../../test-results/pages`;

describe('every page, light or dark, at 1280 and at 320 pixels: nothing scrolls sideways, axe finds nothing', () => {
  test.for(pageStates)('$name', async ({ name, open }, { page, places }) => {
    await open(page, places);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await overflowPixels(page), `${width} pixels`).toBe(0);
        await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png`, fullPage: true });
      }
      const rules = colorScheme === 'light' ? 'every rule' : 'colours alone';
      expect(await accessibilityFindings(page, rules), colorScheme).toEqual([]);
    }
  });
});
