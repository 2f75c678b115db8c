import { expect } from 'vitest';
import { test } from './browser-test.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { leaveEntra, pickAccount } from './simulated-entra.ts';

test.for(['timetrack', 'trakstar'] as const)(
  '%s signs people in without any script, by one more button at the directory',
  async (app, { newcomer, places }) => {
    const page = await newcomer({ javaScriptEnabled: false });
    await page.goto(places.signOn(app));
    await pickAccount(page, 'B.Simon');
    await page.getByRole('button', { name: 'Continue' }).click();
    await leaveEntra(page);
    expect(new URL(page.url()).pathname).toBe('/welcome');
    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
  },
);
