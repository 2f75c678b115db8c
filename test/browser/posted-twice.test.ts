import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { dial } from '../local/dial.ts';
import { test } from './browser-test.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { signInAs } from './simulated-entra.ts';

/**
 * Makes the browser's next post to the Reply URL the second of two: the same post, with its cookies, is answered first,
 * and the browser never sees that answer. So it goes where somebody clicks twice. Returns the status of what was lost.
 */
async function loseTheFirstAnswer(page: Page): Promise<readonly (number | undefined)[]> {
  const lost: (number | undefined)[] = [];
  await page.route(
    /\/callback(\?|$)/,
    async (route) => {
      const request = route.request();
      const { cookie = '', origin = '' } = await request.allHeaders();
      const form = request.postData() ?? '';
      const { status } = await dial(request.url(), { form, headers: { cookie, origin } });
      lost.push(status);
      await route.continue();
    },
    { times: 1 },
  );
  return lost;
}

describe.for(['timetrack', 'trakstar'] as const)('%s', (app) => {
  test('signs in by the second of two posts, whose first answer the browser dropped', async ({
    page,
    places,
    latchkey,
  }) => {
    const before = latchkey.decisions().length;
    await page.goto(places.signOn(app));
    const lost = await loseTheFirstAnswer(page);
    await signInAs(page, 'B.Simon');
    await page.waitForURL('**/welcome');

    expect(lost).toEqual([303]);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
    const decisions = latchkey.decisions().slice(before);
    expect(decisions.map(({ event }) => event)).toEqual(['sign-in.accepted', 'sign-in.accepted']);

    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect.poll(async () => (await sessionAt(page)).status).toBe(401);
  });
});
