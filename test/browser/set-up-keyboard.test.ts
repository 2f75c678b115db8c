import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './browser-test.ts';
import { handOver, readMetadataUrl } from './set-up-walk.ts';

interface Focused {
  readonly name: string;
  readonly outlinePixels: number;
}

/** Presses Tab until what is called `name` has the focus, which has to be seen. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const { name: focused, outlinePixels } = await page.evaluate<Focused>(`{
      const { activeElement } = document;
      const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
      ({
        name: activeElement.name || activeElement.textContent.trim(),
        outlinePixels: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      });
    }`);
    if (!name.test(focused)) continue;
    expect(outlinePixels, `the outline of ${focused}`).toBe(3);
    return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

test('an administrator sets up by keyboard alone, without a script, and sees the result in the test’s own tab', async ({
  newcomer,
  places,
  tables,
}) => {
  const page = await newcomer({ javaScriptEnabled: false });
  const metadataUrl = await readMetadataUrl(page, places, 'timetrack');
  await page.goto(await handOver(tables, places, 'timetrack'));
  const press = async (name: RegExp) => {
    await tabTo(page, name);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  };
  await press(/^Begin$/);
  await press(/^I created the application$/);
  await press(/^I saved these values$/);
  await press(/^Metadata URL/);
  await tabTo(page, /^metadataUrl$/);
  await page.keyboard.type(metadataUrl);
  await press(/^Review$/);
  await press(/^Save these values$/);
  await press(/^I assigned people$/);

  await tabTo(page, /^Test now/);
  const opened = page.context().waitForEvent('page');
  await page.keyboard.press('Enter');
  const tab = await opened;
  await tab.getByRole('radio', { name: 'B.Simon' }).and(tab.locator(':focus')).waitFor();
  await tab.keyboard.press('Enter');
  await tab.getByRole('button', { name: 'Continue' }).press('Enter');
  await tab.getByRole('heading', { name: 'The test sign-in passed' }).waitFor();

  // The page behind stands where it stood: waiting is asked for there, and is over at once.
  await press(/^Wait for the result here\.$/);
  await page.getByRole('heading', { name: 'The test sign-in passed' }).waitFor();
  expect(await page.getByRole('status').count()).toBe(0);
  await press(/^Continue to activation$/);
  await press(/^Activate now$/);
  await page.getByRole('heading', { name: 'Single sign-on is active' }).waitFor();
});
