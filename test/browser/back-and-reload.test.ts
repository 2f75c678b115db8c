import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { captureResponse, postResponse } from './captured-response.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { leaveEntra, openMyApps, signInAs } from './simulated-entra.ts';

const usedAlready = 'This sign-in has already been used. If you are signed in, continue.';

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

describe.for(['timetrack', 'trakstar'] as const)('%s after a sign-in', (app) => {
  test('Reload shows the page again, without the directory', async ({ page, places, latchkey }) => {
    await page.goto(places.signOn(app));
    await signInAs(page, 'B.Simon');
    const decided = latchkey.decisions().length;
    await page.reload();
    expect(await heading(page)).toContain('as B.Simon');
    expect(latchkey.decisions()).toHaveLength(decided);
  });

  test('Back, from where the directory answers once more, is refused friendly, and the session kept', async ({
    page,
    places,
    latchkey,
  }) => {
    await page.goto(places.signOn(app));
    await signInAs(page, 'B.Simon');
    const session = await sessionAt(page);

    await page.goBack({ waitUntil: 'commit' });
    await page.waitForURL(/\/callback(\?|$)/);

    expect(await heading(page)).toBe(usedAlready);
    expect(latchkey.decisions().at(-1)).toMatchObject({ problem: 'flow-spent' });
    expect(await sessionAt(page)).toEqual(session);

    await page.reload();
    expect(await heading(page)).toBe(usedAlready);
    expect(await sessionAt(page)).toEqual(session);

    await page.getByRole('link', { name: 'Continue' }).click();
    await page.waitForURL('**/welcome');
    expect(await sessionAt(page)).toEqual(session);
  });
});

test('A response that nobody asked for is taken once; posted again, the session is kept', async ({
  page,
  places,
  latchkey,
}) => {
  await openMyApps(page, places, 'B.Simon');
  const response = await captureResponse(page, () =>
    page.getByRole('link', { name: 'Open TimeTrack in IdP mode' }).click(),
  );
  await postResponse(page, places, response);
  expect(page.url()).toBe(`${places.timetrack('acme')}/items/42`);
  const session = await sessionAt(page);
  expect(session).toEqual(signedInAsBSimon('timetrack'));

  await postResponse(page, places, response);
  expect(await heading(page)).toBe(usedAlready);
  expect(latchkey.decisions().at(-1)).toMatchObject({ problem: 'assertion-replayed' });
  expect(await sessionAt(page)).toEqual(session);

  await page.getByRole('link', { name: 'Continue' }).click();
  await leaveEntra(page);
  expect(page.url()).toBe(`${places.timetrack('acme')}/items/42`);
});
