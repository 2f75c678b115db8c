import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { leaveEntra, openMyApps } from './simulated-entra.ts';

const notItems = [
  '/admin',
  'https://evil.example/',
  '//evil.example',
  '42/../../admin',
  'ü42',
  '4'.repeat(65),
];

const idpMode = { name: 'Open TimeTrack in IdP mode' };

describe('TimeTrack, opened from My Apps in IdP mode', () => {
  test('opens the item that the Relay State names', async ({ page, places, latchkey }) => {
    await openMyApps(page, places, 'B.Simon');
    await page.getByRole('link', idpMode).click();
    await leaveEntra(page);
    expect(page.url()).toBe(`${places.timetrack('acme')}/items/42`);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('timetrack'));
    expect(latchkey.decisions().at(-1)).toMatchObject({ event: 'sign-in.accepted', initiatedBy: 'idp' });
  });

  test('lands on the default page where the Relay State names no item', async ({ page, places }) => {
    await openMyApps(page, places, 'B.Simon');
    const launch = await page.getByRole('link', idpMode).getAttribute('href');
    for (const relayState of notItems) {
      await page.route('**/api/v2/azure/callback', async (route) => {
        const form = new URLSearchParams(route.request().postData() ?? '');
        expect(form.get('RelayState')).toBe('42');
        form.set('RelayState', relayState);
        await route.continue({ postData: form.toString() });
      });
      await page.goto(`${places.entra}${launch}`, { waitUntil: 'commit' });
      await leaveEntra(page);
      expect(page.url(), relayState).toBe(`${places.timetrack('acme')}/welcome`);
      await page.unrouteAll();
    }
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('timetrack'));
  });

  test('starts anew for whoever is signed in already, and ends the older session', async ({
    page,
    places,
  }) => {
    await openMyApps(page, places, 'B.Simon');
    await page.getByRole('link', idpMode).click();
    await leaveEntra(page);
    const [older] = await page.context().cookies(places.timetrack('acme'));

    await page.goto(`${places.entra}/myapps`);
    await page.getByRole('link', { name: 'Acme' }).click();
    await page.getByRole('link', idpMode).click();
    await leaveEntra(page);

    const [newer] = await page.context().cookies(places.timetrack('acme'));
    expect(newer?.name).toBe('__Host-session');
    expect(newer?.value).not.toBe(older?.value);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('timetrack'));
    if (older === undefined) throw new Error('the first sign-in left no cookie');
    await page.context().addCookies([older]);
    expect((await sessionAt(page)).status).toBe(401);
  });
});
