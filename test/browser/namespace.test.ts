import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { sessionAt, signedInAsBSimon } from './session.ts';
import { signInAs } from './simulated-entra.ts';

describe('the page that asks for the namespace', () => {
  test('leads to the directory of the one that is entered, within its policy', async ({ page, places }) => {
    const answer = await page.goto(`${places.trakstar}/auth/saml/`);
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
    await page.getByLabel('Namespace').fill('acme');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${places.entra}/**`);
    await signInAs(page, 'B.Simon');
    expect(page.url()).toBe(`${places.trakstar}/welcome`);
    expect(await sessionAt(page)).toEqual(signedInAsBSimon('trakstar'));
  });

  test('is also what whoever is not signed in gets at other addresses', async ({ page, places }) => {
    for (const path of ['/auth/saml', '/welcome', '/reviews/3']) {
      await page.goto(`${places.trakstar}${path}`);
      await page.getByLabel('Namespace').waitFor();
    }
  });

  test('says of a name that nobody has no more than of any other address', async ({ page, places }) => {
    await page.goto(`${places.trakstar}/auth/saml/`);
    await page.getByLabel('Namespace').fill('initech');
    const [answer] = await Promise.all([
      page.waitForResponse(/namespace=initech/),
      page.getByRole('button', { name: 'Continue' }).click(),
    ]);
    expect(answer.status()).toBe(404);
    expect(await page.getByRole('heading').textContent()).toBe(
      'We could not sign you in: the address or the sign-in was not recognised. Check the address, then sign in again.',
    );
  });

  test('keeps whoever enters what no tenant is called at the field', async ({ page, places }) => {
    const url = `${places.trakstar}/auth/saml/`;
    await page.goto(url);
    for (const name of ['', 'Acme', 'acme inc', '-acme', 'acmé']) {
      await page.getByLabel('Namespace').fill(name);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.locator('#namespace:invalid:focus').waitFor();
      expect(page.url(), name).toBe(url);
    }
  });
});
