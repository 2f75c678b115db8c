import { describe, expect } from 'vitest';
import { textsOf } from '../../shared/pages/text/texts.ts';
import { test } from './browser-test.ts';
import { readProblemPage } from './problem-page.ts';
import { notSignedIn, sessionAt, signedInAsBSimon } from './session.ts';
import { pickAccount, signInAs } from './simulated-entra.ts';

describe.for([
  ['TimeTrack', 'timetrack'],
  ['Trakstar', 'trakstar'],
] as const)('%s', ([name, app]) => {
  test('tells Britta Simon that her account is not active', async ({ page, places, latchkey }) => {
    await page.goto(places.signOn(app));
    await signInAs(page, 'Britta Simon');
    expect(await readProblemPage(page)).toEqual({
      sentence: textsOf('en').problem('user-not-active').sentence,
      whoCanFixIt: `The support team of ${name} can fix this. Give them the reference below.`,
      forTheAdministrator: expect.objectContaining({
        Received: 'britta.simon@acme.example',
        Problem: 'user-not-active',
      }),
    });
    expect(latchkey.decisions().at(-1)).toMatchObject({ app, problem: 'user-not-active' });
    expect(await sessionAt(page)).toEqual(notSignedIn);
  });

  test('never hears of Alain Charon: the directory stops him, and B.Simon can go on', async ({
    page,
    places,
    latchkey,
  }) => {
    const before = latchkey.decisions().length;
    await page.goto(places.signOn(app));
    await pickAccount(page, 'Alain Charon');
    const words = await page.locator('.problem').textContent();
    expect(words).toContain(`AADSTS50105: Your administrator has configured the application ${name}`);
    expect(words).toContain("The signed-in user 'alain.charon@acme.example' is blocked");
    expect(latchkey.decisions()).toHaveLength(before);

    await page.getByRole('link', { name: 'Sign in with a different account' }).click();
    await signInAs(page, 'B.Simon');
    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
  });
});

test('Britta Simon, stopped, can go on as somebody else by "Try again"', async ({ page, places }) => {
  await page.goto(places.timetrack('acme'));
  await signInAs(page, 'Britta Simon');
  await page.context().clearCookies({ domain: 'entra.localhost' });
  await page.getByRole('link', { name: 'Try again' }).click();
  await signInAs(page, 'B.Simon');
  expect(await sessionAt(page)).toEqual(signedInAsBSimon('timetrack'));
});
