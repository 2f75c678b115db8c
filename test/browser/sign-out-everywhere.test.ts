import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { notSignedIn, sessionAt } from './session.ts';
import { signInAs } from './simulated-entra.ts';

describe('signing out everywhere', () => {
  test('ends the sessions of both browsers, and says so', async ({ page, newcomer, places }) => {
    const origin = places.timetrack('acme');
    const other = await newcomer();
    for (const each of [other, page]) {
      await each.goto(`${origin}/welcome`);
      await signInAs(each, 'B.Simon');
      await each.waitForURL(`${origin}/welcome`);
    }
    const label = page.getByText('Where you are signed in', { exact: true });
    await label.waitFor();
    expect(await page.getByText('this browser').count()).toBe(1);
    expect(await page.getByText(/^Chrome on Linux, since /).count()).toBeGreaterThanOrEqual(1);

    await page.getByRole('button', { name: 'Sign out everywhere' }).click();

    await page.waitForURL(`${origin}/sign-out?everywhere=1`);
    await page.getByText('You are signed out on every device.').waitFor();
    expect([await sessionAt(page), await sessionAt(other)]).toEqual([notSignedIn, notSignedIn]);
  });
});
