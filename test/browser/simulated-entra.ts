import type { Page } from 'playwright-core';
import type { SigningChoice } from '../../infra/local/entra/signing-choice.ts';
import type { Places } from './places.ts';

/** The people that every simulated directory has. */
export type PersonName = 'B.Simon' | 'Britta Simon' | 'Alain Charon';

/** At "Pick an account": chooses somebody and signs in, without waiting for where that leads. */
export async function pickAccount(page: Page, person: PersonName): Promise<void> {
  await page.getByRole('radio', { name: person }).check();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The same, and waits until the person is back from the directory. */
export async function signInAs(page: Page, person: PersonName): Promise<void> {
  await pickAccount(page, person);
  await leaveEntra(page);
}

/** Waits until the browser has left the directory and the page behind it is there. */
export async function leaveEntra(page: Page): Promise<void> {
  await page.waitForURL(({ hostname }) => hostname !== 'entra.localhost');
}

/** Opens the page of an application of Acme in the admin center. */
export async function openPortal(
  page: Page,
  { entra }: Places,
  app: 'TimeTrack' | 'Trakstar',
): Promise<void> {
  await page.goto(`${entra}/portal`);
  await page.locator('#acme').getByRole('link', { name: app }).click();
  await page.getByRole('heading', { name: 'Set up single sign-on with SAML' }).waitFor();
}

/** Chooses how an application of Acme signs. Whoever changes it changes it back: all tests see the same. */
export async function chooseSigning(
  page: Page,
  places: Places,
  app: 'TimeTrack' | 'Trakstar',
  { option = 'assertion', algorithm = 'sha256', certificate = 'active' }: Partial<SigningChoice> = {},
): Promise<void> {
  await openPortal(page, places, app);
  await page.getByLabel('Signing Option').selectOption(option);
  await page.getByLabel('Signing Algorithm').selectOption(algorithm);
  await page.getByLabel('Certificate', { exact: true }).selectOption(certificate);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/#signing$/);
}

/** Opens My Apps of Acme as somebody. */
export async function openMyApps(page: Page, { entra }: Places, person: PersonName): Promise<void> {
  await page.goto(`${entra}/myapps`);
  await page.getByRole('link', { name: 'Acme' }).click();
  await pickAccount(page, person);
  await page.getByRole('heading', { name: 'My Apps' }).waitFor();
}
