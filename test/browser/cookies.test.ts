import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { notSignedIn, sessionAt } from './session.ts';
import { openPortal, signInAs } from './simulated-entra.ts';

/** What Chromium stored for `url`, with how many seconds each cookie has left. */
async function storedAt(page: Page, url: string) {
  const cookies = await page.context().cookies(url);
  return cookies.map(({ expires, value: _secret, ...attributes }) => ({
    ...attributes,
    secondsLeft: Math.round(expires - Date.now() / 1000),
  }));
}

/** A few seconds may have gone since the cookie was set. */
const about = (seconds: number) =>
  expect.toSatisfy((left: number) => left <= seconds + 1 && left >= seconds - 10);

const ours = { httpOnly: true, secure: true, path: '/' };

describe.for(['timetrack', 'trakstar'] as const)('Chromium keeps of %s', (app) => {
  test('a cookie for the request, and after the sign-in those of the session alone', async ({
    page,
    places,
  }) => {
    const url = places.signOn(app);
    const { hostname: domain } = new URL(url);
    await page.goto(url);
    expect(await storedAt(page, url)).toEqual([
      {
        ...ours,
        domain,
        name: expect.stringMatching(/^__Host-flow-_[0-9a-f]{32}$/),
        sameSite: 'None',
        secondsLeft: about(3600),
      },
    ]);

    await signInAs(page, 'B.Simon');
    expect(await storedAt(page, url)).toEqual([
      { ...ours, domain, name: '__Host-session', sameSite: 'Lax', secondsLeft: about(8 * 3600) },
      { ...ours, domain, name: '__Host-session-end', sameSite: 'None', secondsLeft: about(8 * 3600) },
    ]);
    expect(await page.evaluate('document.cookie')).toBe('');
  });
});

test('Chromium keeps the mark of a restarted sign-in until the person is in', async ({ page, places }) => {
  const atTheSecondPost: unknown[] = [];
  let posts = 0;
  await page.route('**/auth/saml/callback?*', async (route) => {
    posts += 1;
    if (posts === 2) atTheSecondPost.push(...(await storedAt(page, places.trakstar)));
    await route.continue();
  });
  await openPortal(page, places, 'Trakstar');
  await page.getByRole('button', { name: 'Test this application' }).click();
  await signInAs(page, 'B.Simon');
  await page.waitForURL(`${places.trakstar}/welcome`);

  expect(atTheSecondPost).toContainEqual({
    ...ours,
    domain: new URL(places.trakstar).hostname,
    name: '__Host-restarted',
    sameSite: 'None',
    secondsLeft: about(120),
  });
  expect(await storedAt(page, places.trakstar)).toEqual([
    expect.objectContaining({ name: '__Host-session' }),
    expect.objectContaining({ name: '__Host-session-end' }),
  ]);
});

test("acme's session cookie gives nothing at globex", async ({ page, places }) => {
  const [acme, globex] = [places.timetrack('acme'), places.timetrack('globex')];
  await page.goto(acme);
  await signInAs(page, 'B.Simon');
  const [cookie] = await page.context().cookies(acme);
  if (cookie === undefined) throw new Error('the sign-in left no cookie');
  await page.context().addCookies([{ ...cookie, domain: new URL(globex).hostname }]);

  expect(await page.context().cookies(globex)).toEqual([expect.objectContaining({ value: cookie.value })]);
  expect(await sessionAt(page, globex)).toEqual(notSignedIn);
  await page.goto(globex);
  expect(new URL(page.url()).origin).toBe(places.entra);
  expect((await sessionAt(page, acme)).status).toBe(200);
});
