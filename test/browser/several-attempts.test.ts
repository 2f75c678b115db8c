import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { readProblemPage } from './problem-page.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { signInAs } from './simulated-entra.ts';

const flowCookies = async (page: Page, url: string) =>
  (await page.context().cookies(url)).filter(({ name }) => name.startsWith('__Host-flow-'));

describe.for(['timetrack', 'trakstar'] as const)('%s', (app) => {
  test('signs in in two tabs at once, whichever ends first', async ({ page, places }) => {
    const other = await page.context().newPage();
    await page.goto(places.signOn(app));
    await other.goto(places.signOn(app));

    await signInAs(other, 'B.Simon');
    expect(await sessionAt(other)).toEqual(signedInAsBSimon(app));
    await signInAs(page, 'B.Simon');

    for (const tab of [page, other]) {
      await tab.reload();
      expect(new URL(tab.url()).pathname).toBe('/welcome');
      expect(await tab.getByRole('heading').textContent()).toContain('as B.Simon');
    }
    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
  });

  test('leads the oldest of nine attempts on where one of the others signed in', async ({ page, places }) => {
    const first = await page.context().newPage();
    await first.goto(places.signOn(app));
    for (let attempt = 0; attempt < 8; attempt += 1) await page.goto(places.signOn(app));
    expect(await flowCookies(page, places.signOn(app))).toHaveLength(8);

    await signInAs(page, 'B.Simon');
    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
    expect(await flowCookies(page, places.signOn(app))).toHaveLength(7);

    await signInAs(first, 'B.Simon');
    await first.waitForURL('**/welcome');
    expect(await sessionAt(first)).toEqual(signedInAsBSimon(app));
  });

  test('asks the oldest of nine attempts to start again where nobody is signed in', async ({
    page,
    places,
  }) => {
    const first = await page.context().newPage();
    await first.goto(places.signOn(app));
    for (let attempt = 0; attempt < 8; attempt += 1) await page.goto(places.signOn(app));

    await signInAs(first, 'B.Simon');
    expect((await readProblemPage(first)).sentence).toBe(
      'Too many sign-ins were open in this browser. Please sign in again.',
    );
    await first.getByRole('link', { name: 'Try again' }).click();
    await first.waitForURL('**/welcome');
  });
});
