import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { notSignedIn, sessionAt } from './session.ts';
import { signInAs } from './simulated-entra.ts';

/** Presses Tab and tells what has the focus then, and whether one can see that it has. */
async function tab(page: Page): Promise<{ readonly focused: string; readonly outlinePixels: number }> {
  await page.keyboard.press('Tab');
  return page.evaluate(`{
    const { activeElement } = document;
    const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
    ({
      focused: activeElement.id || activeElement.textContent.trim(),
      outlinePixels: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
    });
  }`);
}

const onto = (focused: string) => ({ focused, outlinePixels: 3 });

describe('by keyboard alone', () => {
  test('a person names the organisation, picks the account, and signs out', async ({ page, places }) => {
    await page.goto(`${places.trakstar}/auth/saml/`);
    expect(await tab(page)).toEqual(onto('namespace'));
    await page.keyboard.type('acme');
    expect(await tab(page)).toEqual(onto('Continue'));
    await page.keyboard.press('Enter');

    await page.getByRole('radio', { name: 'B.Simon' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${places.trakstar}/welcome`);

    expect(await tab(page)).toEqual(onto('Sign out'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    expect(await sessionAt(page)).toEqual(notSignedIn);
    expect(await tab(page)).toEqual(onto('Sign in again'));
    await page.keyboard.press('Enter');
    await page.waitForURL(`${places.trakstar}/welcome`);
  });

  test('Enter in the field is enough', async ({ page, places }) => {
    await page.goto(`${places.trakstar}/auth/saml/`);
    await tab(page);
    await page.keyboard.type('acme');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${places.entra}/**`);
  });

  test('a problem is read, opened for the administrator and left by trying again', async ({
    page,
    places,
  }) => {
    await page.goto(places.signOn('timetrack'));
    await signInAs(page, 'Britta Simon');
    const details = page.locator('details dl');

    expect(await tab(page)).toEqual(onto('Try again'));
    expect(await tab(page)).toEqual(onto('Try another account'));
    expect(await tab(page)).toEqual(onto('For your IT administrator'));
    expect(await details.isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    expect(await details.isVisible()).toBe(true);
    await page.keyboard.press('Space');
    expect(await details.isVisible()).toBe(false);

    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.context().clearCookies({ domain: 'entra.localhost' });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
  });
});
