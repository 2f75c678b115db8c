import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { notSignedIn, sessionAt, signedInAsBSimon } from './session.ts';
import { signInAs } from './simulated-entra.ts';

describe('TimeTrack, opened by its own address', () => {
  test('leads B.Simon through the directory to the report that was asked for', async ({ page, places }) => {
    const acme = places.timetrack('acme');
    await page.goto(`${acme}/reports/7`);
    expect(new URL(page.url()).origin).toBe(places.entra);
    expect(await sessionAt(page, acme)).toEqual(notSignedIn);

    await signInAs(page, 'B.Simon');

    expect(page.url()).toBe(`${acme}/reports/7`);
    expect(await page.getByRole('heading').textContent()).toBe('You landed on /reports/7');
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('timetrack'));
  });

  test('greets whoever asked for no page in particular', async ({ page, places }) => {
    await page.goto(places.timetrack('acme'));
    await signInAs(page, 'B.Simon');
    expect(page.url()).toBe(`${places.timetrack('acme')}/welcome`);
    expect(await page.getByRole('heading').textContent()).toBe('You are signed in to TimeTrack as B.Simon');
  });

  test('takes whoever is signed in straight on, without the directory', async ({ page, places }) => {
    const acme = places.timetrack('acme');
    await page.goto(acme);
    await signInAs(page, 'B.Simon');
    const origins = new Set<string>();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));

    await page.goto(`${acme}/?returnTo=%2Freports%2F8%3Fpart%3D2`);

    expect(page.url()).toBe(`${acme}/reports/8?part=2`);
    expect([...origins]).toEqual([acme]);
  });

  test('asks no second time while the directory knows the person', async ({ page, places }) => {
    await page.goto(places.timetrack('acme'));
    await signInAs(page, 'B.Simon');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.waitForURL(`${places.timetrack('acme')}/welcome`);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('timetrack'));
  });
});
