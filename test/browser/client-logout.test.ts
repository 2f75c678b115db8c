import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { OpenIdApplication } from '../interop/openid-application.ts';
import { registerOpenIdApplication } from '../interop/openid-registration.ts';
import { test as base } from './browser-test.ts';
import type { Places } from './places.ts';
import { notSignedIn, sessionAt } from './session.ts';
import { leaveEntra, setLogoutAnswer, signInAs, signOutAtMyApps } from './simulated-entra.ts';

const apps = ['timetrack', 'trakstar'] as const;
type App = (typeof apps)[number];

const test = base.extend('clientOf', { scope: 'worker' }, async ({ latchkey }, { onCleanup }) => {
  const clients = {
    timetrack: await registerOpenIdApplication(latchkey, 'timetrack'),
    trakstar: await registerOpenIdApplication(latchkey, 'trakstar'),
    'timetrack-globex': await registerOpenIdApplication(latchkey, 'timetrack', 'globex'),
    'trakstar-globex': await registerOpenIdApplication(latchkey, 'trakstar', 'globex'),
  };
  onCleanup(() => {
    for (const client of Object.values(clients)) client.stop();
  });
  return clients;
});

const originOf = (places: Places, app: App) =>
  app === 'timetrack' ? places.timetrack('acme') : places.trakstar;

/** Signs B.Simon in to the client of `app`, to both applications, and opens the client again. */
async function signInToAll(page: Page, places: Places, client: OpenIdApplication, app: App): Promise<void> {
  await page.goto(client.origin);
  await signInAs(page, 'B.Simon');
  await page.getByRole('heading', { name: 'Reports' }).waitFor();
  await page.goto(places.signOn(app === 'timetrack' ? 'trakstar' : 'timetrack'));
  await leaveEntra(page);
  for (const each of apps) expect((await sessionAt(page, originOf(places, each))).status).toBe(200);
}

/** No application has a session, and the client's tokens refresh no more: the directory asks. */
async function expectAllEnded(page: Page, places: Places, client: OpenIdApplication): Promise<void> {
  for (const app of apps) expect(await sessionAt(page, originOf(places, app))).toEqual(notSignedIn);
  await page.goto(client.origin);
  await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
}

describe.for(apps)('a client of %s, third-party cookies blocked', (app) => {
  test('is signed out when the person signs out at the directory', async ({ page, places, clientOf }) => {
    await signInToAll(page, places, clientOf[app], app);
    await signOutAtMyApps(page, places);
    await expectAllEnded(page, places, clientOf[app]);
  });

  test('is signed out when the person signs out of the application and of the directory', async ({
    page,
    places,
    clientOf,
  }) => {
    await signInToAll(page, places, clientOf[app], app);
    await page.goto(`${originOf(places, app)}/welcome`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out of Acme too' }).click();
    await page.getByText('reports that it signed you out too').waitFor();
    await expectAllEnded(page, places, clientOf[app]);
  });

  test('signs out here alone where the tenant has it so, and gets the browser back', async ({
    page,
    places,
    clientOf,
  }) => {
    await signInToAll(page, places, clientOf[app], app);
    await page.goto(`${clientOf[app].origin}/sign-out`);
    await page.getByRole('heading', { name: 'Signed out of Reports' }).waitFor();
    expect(await sessionAt(page, originOf(places, app))).toEqual(notSignedIn);
    // The directory's session stands: the person is back without a question.
    await page.goto(clientOf[app].origin);
    await page.getByRole('heading', { name: 'Reports', exact: true }).waitFor();
  });
});

describe.for(apps)('a client of %s, of a tenant that chose to sign out everywhere', (app) => {
  // A function keeps a tenant for a minute: nothing else signs out at globex.
  const signOutOfDirectory = ['tenant', 'sign-out', app, 'globex', '--reach', 'single-logout'];

  test('signs out of the directory, and gets the browser back', async ({
    page,
    places,
    latchkey,
    clientOf,
  }) => {
    await latchkey.operate(...signOutOfDirectory);
    const client = clientOf[`${app}-globex` as const];
    await page.goto(client.origin);
    await signInAs(page, 'B.Simon');
    await page.getByRole('heading', { name: 'Reports' }).waitFor();
    const other = app === 'timetrack' ? 'trakstar' : 'timetrack';
    await page.goto(places.signOn(other, 'globex'));
    await leaveEntra(page);
    const otherOrigin = new URL(places.signOn(other, 'globex')).origin;
    expect((await sessionAt(page, otherOrigin)).status).toBe(200);

    await page.goto(`${client.origin}/sign-out`);
    await page.getByRole('heading', { name: 'Signed out of Reports' }).waitFor();
    expect(await sessionAt(page, otherOrigin)).toEqual(notSignedIn);
    await page.goto(client.origin);
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
  });

  test('hears of a directory that refuses by the person alone', async ({
    page,
    places,
    latchkey,
    clientOf,
  }) => {
    await latchkey.operate(...signOutOfDirectory);
    const client = clientOf[`${app}-globex` as const];
    await setLogoutAnswer(places, app, 'refused', 'globex');
    try {
      await page.goto(client.origin);
      await signInAs(page, 'B.Simon');
      await page.getByRole('heading', { name: 'Reports' }).waitFor();
      await page.goto(`${client.origin}/sign-out`);
      await page.getByText('reports that it did not sign you out').waitFor();
      await page.getByRole('link', { name: 'Continue' }).click();
      await page.getByRole('heading', { name: 'Signed out of Reports' }).waitFor();
    } finally {
      await setLogoutAnswer(places, app, 'success', 'globex');
    }
  });
});
