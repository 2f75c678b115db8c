import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { leaveEntra, openMyApps } from './simulated-entra.ts';

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

  test.for(['/admin', 'https://evil.example/', '//evil.example', '42/../../admin', 'ü42', '4'.repeat(65)])(
    'lands on the default page where the Relay State is %s',
    async (relayState, { page, places }) => {
      await page.route('**/api/v2/azure/callback', async (route) => {
        const form = new URLSearchParams(route.request().postData() ?? '');
        expect(form.get('RelayState')).toBe('42');
        form.set('RelayState', relayState);
        await route.continue({ postData: form.toString() });
      });
      await openMyApps(page, places, 'B.Simon');
      await page.getByRole('link', idpMode).click();
      await leaveEntra(page);
      expect(page.url()).toBe(`${places.timetrack('acme')}/welcome`);
      expect(await sessionAt(page)).toEqual(signedInAsBSimon('timetrack'));
    },
  );
});
