import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { openMyApps, openPortal, signInAs } from './simulated-entra.ts';

const testThisApplication = { name: 'Test this application' };

describe('"Test this application" in the admin center', () => {
  test('signs in to TimeTrack, at the item of the Relay State', async ({ page, places }) => {
    await openPortal(page, places, 'TimeTrack');
    await page.getByRole('button', testThisApplication).click();
    await signInAs(page, 'B.Simon');
    expect(page.url()).toBe(`${places.timetrack('acme')}/items/42`);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('timetrack'));
  });

  test('signs in to Trakstar, through one sign-in that Trakstar starts itself', async ({ page, places }) => {
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(places.trakstar)) posts.push(request.method());
    });
    await openPortal(page, places, 'Trakstar');
    await page.getByRole('button', testThisApplication).click();
    await signInAs(page, 'B.Simon');
    await page.waitForURL(`${places.trakstar}/welcome`);
    expect(posts).toEqual(['POST', 'GET', 'POST', 'GET']);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('trakstar'));
  });
});

describe('a tile in SP mode', () => {
  test.for([
    ['TimeTrack', 'timetrack'],
    ['Trakstar', 'trakstar'],
  ] as const)('opens %s signed in, without asking again', async ([name, app], { page, places }) => {
    await openMyApps(page, places, 'B.Simon');
    await page.getByRole('link', { name: `Open ${name} in SP mode` }).click();
    await page.waitForURL('**/welcome');
    expect(await page.getByRole('heading').textContent()).toBe(`You are signed in to ${name} as B.Simon`);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
  });
});
