import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import type { Places } from './places.ts';
import { notSignedIn, sessionAt, signedInAsBSimon } from './session.ts';
import { leaveEntra, pickAccount, signInAs, signOutAtMyApps } from './simulated-entra.ts';
import { launchWithThirdPartyCookies, noteFrameRequests } from './third-party-cookies.ts';

/** Signs B.Simon of Acme in to both applications; the directory asks once. */
async function signInToBoth(page: Page, places: Places): Promise<void> {
  await page.goto(places.signOn('timetrack'));
  await signInAs(page, 'B.Simon');
  await page.goto(places.signOn('trakstar'));
  await leaveEntra(page);
  await expectSessions(page, places, signedInAsBSimon);
}

async function expectSessions(
  page: Page,
  places: Places,
  expected: (app: 'timetrack' | 'trakstar') => unknown,
): Promise<void> {
  expect(await sessionAt(page, places.timetrack('acme'))).toEqual(expected('timetrack'));
  expect(await sessionAt(page, places.trakstar)).toEqual(expected('trakstar'));
}

const ended = () => notSignedIn;

describe('signing out at the directory', () => {
  test('ends the sessions of both applications in frames without a cookie, and a deep link asks again', async ({
    page,
    places,
  }) => {
    const frames = noteFrameRequests(page.context());
    await signInToBoth(page, places);

    await signOutAtMyApps(page, places);

    // The session-end cookie is SameSite=None: only the browser keeps it from the frame.
    expect(await page.context().cookies(places.trakstar)).toContainEqual(
      expect.objectContaining({ name: '__Host-session-end', sameSite: 'None' }),
    );
    const hosts = [places.timetrack('acme'), places.trakstar].map((origin) => new URL(origin).hostname);
    expect(await frames.cookiesOf('SAMLRequest')).toEqual(new Map(hosts.map((host) => [host, ''])));
    await expectSessions(page, places, ended);
    for (const url of [`${places.timetrack('acme')}/reports/7`, places.signOn('trakstar')]) {
      await page.goto(url);
      await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    }
  });

  test('does the same where the browser sends cookies in frames', async ({ places }) => {
    const { context, close } = await launchWithThirdPartyCookies();
    try {
      const frames = noteFrameRequests(context);
      const page = await context.newPage();
      await signInToBoth(page, places);
      await signOutAtMyApps(page, places);
      const cookies = [...(await frames.cookiesOf('SAMLRequest')).values()];
      expect(cookies).toEqual([
        expect.stringContaining('__Host-session-end='),
        expect.stringContaining('__Host-session-end='),
      ]);
      await expectSessions(page, places, ended);
    } finally {
      await close();
    }
  });

  test('of one person leaves the sessions of another at the same directory', async ({ page, places }) => {
    await page.goto(places.signOn('trakstar'));
    await signInAs(page, 'B.Simon');
    await page.goto(`${places.entra}/myapps`);
    await page.getByRole('link', { name: 'Acme' }).click();
    await page.getByRole('link', { name: 'Sign in with another account' }).click();
    await pickAccount(page, 'Britta Simon');

    await page.getByRole('link', { name: 'Sign out', exact: true }).click();
    await page.getByText('Which account do you want to sign out of?').waitFor();
    await page.getByRole('radio', { name: 'Britta Simon' }).check();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'You signed out of your account' }).waitFor();

    expect(await sessionAt(page, places.trakstar)).toEqual(signedInAsBSimon('trakstar'));
    await page.goto(`${places.entra}/myapps`);
    await page.getByText('B.Simon at Acme').waitFor();
  });

  test('ends no session of another browser of the same person', async ({ page, newcomer, places }) => {
    const other = await newcomer();
    await signInToBoth(other, places);
    await signInToBoth(page, places);
    await signOutAtMyApps(page, places);
    await expectSessions(page, places, ended);
    await expectSessions(other, places, signedInAsBSimon);
  });
});
