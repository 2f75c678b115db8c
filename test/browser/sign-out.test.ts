import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { notSignedIn, sessionAt } from './session.ts';
import { signInAs } from './simulated-entra.ts';

describe('signing out', () => {
  test.for([
    ['TimeTrack', '/welcome', 'timetrack'],
    ['TimeTrack', '/reports/7', 'timetrack'],
    ['Trakstar', '/welcome', 'trakstar'],
  ] as const)('of %s at %s ends the session on the server', async ([name, path, app], { page, places }) => {
    await page.goto(places.signOn(app));
    await signInAs(page, 'B.Simon');
    const origin = new URL(page.url()).origin;
    await page.goto(`${origin}${path}`);
    const kept = await page.context().cookies(origin);

    await page.getByRole('button', { name: 'Sign out', exact: true }).click();

    await page.waitForURL(`${origin}/sign-out`);
    expect(await page.getByRole('heading').textContent()).toBe(`You are signed out of ${name}`);
    // What remains knows the ended session, and opens nothing: the directory can still be asked to sign out.
    const left = await page.context().cookies(origin);
    expect(left.map(({ name: cookie }) => cookie)).toEqual(['__Host-signed-out']);
    expect(await sessionAt(page)).toEqual(notSignedIn);
    // The cookie that a thief copied before is worth nothing either.
    await page.context().addCookies(kept);
    expect(await sessionAt(page)).toEqual(notSignedIn);
  });

  test('leaves nothing to see for whoever goes back', async ({ page, places }) => {
    await page.goto(`${places.timetrack('acme')}/welcome`);
    await signInAs(page, 'B.Simon');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.context().clearCookies({ domain: 'entra.localhost' });

    await page.goBack();

    await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    expect(await page.getByText('You are signed in').count()).toBe(0);
  });

  test('cannot be done by a link', async ({ page, places }) => {
    await page.goto(places.timetrack('acme'));
    await signInAs(page, 'B.Simon');
    const answer = await page.goto(`${places.timetrack('acme')}/sign-out`);
    expect(answer?.status()).toBe(405);
    expect((await sessionAt(page)).status).toBe(200);
  });

  test('a second time changes nothing and says the same', async ({ page, places }) => {
    await page.goto(places.timetrack('acme'));
    await signInAs(page, 'B.Simon');
    const other = await page.context().newPage();
    await other.goto(`${places.timetrack('acme')}/welcome`);
    for (const tab of [page, other]) {
      await tab.getByRole('button', { name: 'Sign out', exact: true }).click();
      await tab.getByRole('heading', { name: 'You are signed out of TimeTrack' }).waitFor();
    }
    expect(await sessionAt(page)).toEqual(notSignedIn);
  });
});
