import { describe } from 'vitest';
import { test } from './browser-test.ts';
import { expectGoodLooks } from './looks.ts';
import { pageStates } from './page-states.ts';

describe('every page, light or dark, at 1280 and at 320 pixels: nothing scrolls sideways, axe finds nothing', () => {
  test.for(pageStates)('$name', async ({ name, open }, { page, places }) => {
    await open(page, places);
    await expectGoodLooks(page, name);
  });
});
