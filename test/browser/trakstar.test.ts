import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { leaveEntra, openMyApps, signInAs } from './simulated-entra.ts';

describe('Trakstar', () => {
  test('opened by its Sign on URL leads B.Simon through the directory and greets', async ({
    page,
    places,
  }) => {
    await page.goto(places.signOn('trakstar'));
    expect(new URL(page.url()).origin).toBe(places.entra);
    await signInAs(page, 'B.Simon');
    expect(page.url()).toBe(`${places.trakstar}/welcome`);
    expect(await page.getByRole('heading').textContent()).toBe('You are signed in to Trakstar as B.Simon');
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('trakstar'));
  });

  test('keeps the path of the application that was asked for, through the question for the namespace', async ({
    page,
    places,
  }) => {
    await page.goto(`${places.trakstar}/reviews/3?tab=goals`);
    await page.getByLabel('Namespace').fill('acme');
    await page.getByRole('button', { name: 'Continue' }).click();
    await signInAs(page, 'B.Simon');
    expect(page.url()).toBe(`${places.trakstar}/reviews/3?tab=goals`);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('trakstar'));
  });

  test('takes whoever is signed in straight on, without the directory', async ({ page, places }) => {
    await page.goto(places.signOn('trakstar'));
    await signInAs(page, 'B.Simon');
    const origins = new Set<string>();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    await page.goto(`${places.signOn('trakstar')}&returnTo=%2Freviews`);
    expect(page.url()).toBe(`${places.trakstar}/reviews`);
    expect([...origins]).toEqual([places.trakstar]);
  });

  test('opened in IdP mode starts a sign-in of its own, once, which ends signed in', async ({
    page,
    places,
    latchkey,
  }) => {
    const visited: string[] = [];
    page.on('request', (request) => visited.push(new URL(request.url()).pathname));
    await openMyApps(page, places, 'B.Simon');
    await page.getByRole('link', { name: 'Open Trakstar in IdP mode' }).click();
    await leaveEntra(page);
    await page.waitForURL(`${places.trakstar}/welcome`);

    expect(visited.filter((path) => path.startsWith('/auth/saml'))).toEqual([
      '/auth/saml/callback',
      '/auth/saml/',
      '/auth/saml/callback',
    ]);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('trakstar'));
    expect(latchkey.decisions().at(-1)).toMatchObject({ event: 'sign-in.accepted', initiatedBy: 'sp' });
  });

  test('is one application for two organisations: the second sign-in takes the place of the first', async ({
    page,
    places,
  }) => {
    for (const tenant of ['acme', 'globex']) {
      await page.goto(places.signOn('trakstar', tenant));
      await signInAs(page, 'B.Simon');
      expect(await sessionAt(page)).toEqual(signedInAsBSimon('trakstar', tenant));
    }
  });
});
