import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import type { Places } from './places.ts';
import { notSignedIn, sessionAt, signedInAsBSimon } from './session.ts';
import { leaveEntra, openMyApps, pickAccount, setLogoutAnswer, signInAs } from './simulated-entra.ts';
import { noteFrameRequests } from './third-party-cookies.ts';

/** Signs B.Simon of Acme in to both applications, and stays at the welcome page of `app`. */
async function signInToBoth(page: Page, places: Places, app: 'timetrack' | 'trakstar'): Promise<void> {
  await page.goto(places.signOn(app === 'timetrack' ? 'trakstar' : 'timetrack'));
  await signInAs(page, 'B.Simon');
  await page.goto(places.signOn(app));
  await leaveEntra(page);
  await page.goto(`${originOf(places, app)}/welcome`);
}

const originOf = (places: Places, app: 'timetrack' | 'trakstar') =>
  app === 'timetrack' ? places.timetrack('acme') : places.trakstar;

/** Signs out of the application, and then of the directory too. */
async function signOutEverywhere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out of Acme too' }).click();
}

async function expectBothEnded(page: Page, places: Places): Promise<void> {
  expect(await sessionAt(page, places.timetrack('acme'))).toEqual(notSignedIn);
  expect(await sessionAt(page, places.trakstar)).toEqual(notSignedIn);
}

describe.for(['timetrack', 'trakstar'] as const)('signing out of %s and of the directory', (app) => {
  const name = app === 'timetrack' ? 'TimeTrack' : 'Trakstar';
  const other = app === 'timetrack' ? 'trakstar' : 'timetrack';

  test('ends both sessions with third-party cookies blocked, and comes back to say so', async ({
    page,
    places,
  }) => {
    await signInToBoth(page, places, app);
    const frames = noteFrameRequests(page.context());

    await signOutEverywhere(page);

    await page.getByText('reports that it signed you out too').waitFor();
    expect(page.url()).toContain(`${originOf(places, app)}/`);
    expect(await page.getByRole('heading').textContent()).toBe(`You are signed out of ${name}`);
    const { hostname } = new URL(originOf(places, other));
    expect(await frames.cookiesOf('SAMLRequest')).toEqual(new Map([[hostname, '']]));
    await expectBothEnded(page, places);

    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    await page.goto(places.signOn(other));
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
  });

  test.for([
    ['refused', 'reports that it did not sign you out'],
    ['other-request', 'We do not know whether'],
  ] as const)('says what the directory answered: %s', async ([answer, text], { page, places }) => {
    await setLogoutAnswer(places, app, answer);
    try {
      await signInToBoth(page, places, app);
      await signOutEverywhere(page);
      await page.getByText(text).waitFor();
      expect(await page.getByRole('heading').textContent()).toBe(`You are signed out of ${name}`);
      await expectBothEnded(page, places);
    } finally {
      await setLogoutAnswer(places, app, 'success');
    }
  });

  test('leaves the person at a directory that does not answer; a return asks again', async ({
    page,
    places,
  }) => {
    await setLogoutAnswer(places, app, 'none');
    try {
      await signInToBoth(page, places, app);
      await signOutEverywhere(page);
      await page.getByRole('heading', { name: 'You signed out of your account' }).waitFor();
      await page.waitForLoadState('load');
      await expectBothEnded(page, places);

      await page.goto(places.signOn(app));
      await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    } finally {
      await setLogoutAnswer(places, app, 'success');
    }
  });

  test('does not ask the directory unless the person wants to', async ({ page, places }) => {
    await signInToBoth(page, places, app);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByText('You may still be signed in to the directory of').waitFor();
    expect(await sessionAt(page, originOf(places, app))).toEqual(notSignedIn);
    // The directory was not asked: it signs the person in again without a question.
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await leaveEntra(page);
    expect(await sessionAt(page, originOf(places, app))).toEqual(signedInAsBSimon(app));
    expect(await sessionAt(page, originOf(places, other))).toEqual(signedInAsBSimon(other));
  });
});

describe('a tenant that chose to sign out everywhere', () => {
  test.for([
    ['/welcome', true],
    ['/welcome', false],
    ['/reports/7', true],
  ] as const)(
    'leads from %s to the directory and back, with script: %s',
    async ([path, javaScriptEnabled], { newcomer, latchkey, places }) => {
      const page = await newcomer({ javaScriptEnabled });
      // A function keeps a tenant for a minute: nothing else signs out at globex.
      await latchkey.operate('tenant', 'sign-out', 'timetrack', 'globex', '--reach', 'single-logout');
      const origin = places.timetrack('globex');
      await page.goto(origin);
      await pickAccount(page, 'B.Simon');
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'Continue' }).click();
      await leaveEntra(page);
      await page.goto(`${origin}${path}`);
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      if (!javaScriptEnabled) await page.getByRole('link', { name: 'Continue to TimeTrack' }).click();
      await page.getByText('reports that it signed you out too').waitFor();
      expect(await sessionAt(page, origin)).toEqual(notSignedIn);
      await page.goto(`${origin}${path}`);
      await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    },
  );
});

test('an application that never answers its frame holds the directory up for seconds only', async ({
  page,
  places,
}) => {
  await signInToBoth(page, places, 'trakstar');
  await page.route('**/api/v2/azure/logout?SAMLRequest=*', () => undefined);
  await signOutEverywhere(page);
  await page.getByText('reports that it signed you out too').waitFor();
  // The directory looks at no answer: what it never reached lives on.
  expect(await sessionAt(page, places.timetrack('acme'))).toEqual(signedInAsBSimon('timetrack'));
  expect(await sessionAt(page, places.trakstar)).toEqual(notSignedIn);
});

test('a person whose directory asks which account to sign out of comes back as well', async ({
  page,
  places,
}) => {
  await page.goto(places.signOn('timetrack'));
  await signInAs(page, 'B.Simon');
  await page.goto(`${places.entra}/myapps`);
  await page.getByRole('link', { name: 'Acme' }).click();
  await page.getByRole('link', { name: 'Sign in with another account' }).click();
  await pickAccount(page, 'Britta Simon');
  await page.goto(`${places.timetrack('acme')}/welcome`);
  await signOutEverywhere(page);
  await page.getByText('Which account do you want to sign out of?').waitFor();
  await page.getByRole('radio', { name: 'B.Simon' }).check();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByText('reports that it signed you out too').waitFor();
  expect(await sessionAt(page, places.timetrack('acme'))).toEqual(notSignedIn);
});

test('a sign-in that started at the directory signs out of it as well', async ({ page, places }) => {
  await openMyApps(page, places, 'B.Simon');
  await page.getByRole('link', { name: 'Open TimeTrack in IdP mode' }).click();
  await leaveEntra(page);
  await page.goto(`${places.timetrack('acme')}/welcome`);
  await signOutEverywhere(page);
  await page.getByText('reports that it signed you out too').waitFor();
  await page.goto(`${places.entra}/myapps`);
  expect(await page.getByRole('button', { name: 'Sign out of Acme' }).count()).toBe(0);
});
