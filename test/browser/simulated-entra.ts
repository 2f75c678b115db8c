import type { Page } from 'playwright-core';
import type { SimulatedLogoutAnswer } from '../../infra/local/entra/logout-answers.ts';
import type { SigningChoice } from '../../infra/local/entra/signing-choice.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { profileOf } from '../fixtures/apps.ts';
import { dial } from '../local/dial.ts';
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

/** Chooses the certificate that an application of Acme signs with, in the admin center. */
export async function chooseCertificate(
  page: Page,
  places: Places,
  app: 'TimeTrack' | 'Trakstar',
  label: 'Active certificate' | 'Expired certificate',
): Promise<void> {
  await openPortal(page, places, app);
  await page.getByLabel('Certificate', { exact: true }).selectOption({ label });
  const form = page.locator('form', { has: page.getByLabel('Signing Option') });
  await form.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/#signing$/);
}

/**
 * Sets how an application of Acme signs, without a browser; without a choice, as Entra does by default. A test
 * that changes it changes it back, because all tests share it.
 */
export function setSigning(
  places: Places,
  app: 'TimeTrack' | 'Trakstar',
  choice: Partial<SigningChoice> = {},
): Promise<void> {
  return setSigningOf(places, 'acme', app === 'TimeTrack' ? 'timetrack' : 'trakstar', choice);
}

/** The same of an application of either directory. */
export async function setSigningOf(
  places: Places,
  directory: 'acme' | 'globex',
  app: AppId,
  choice: Partial<SigningChoice>,
): Promise<void> {
  await postAtPortal(`${await portalUrl(places, directory, app)}/signing`, choice);
}

/** Chooses what an application is answered when it asks to sign a person out; a test changes it back. */
export async function setLogoutAnswer(
  places: Places,
  app: AppId,
  answer: SimulatedLogoutAnswer,
  directory: 'acme' | 'globex' = 'acme',
): Promise<void> {
  await postAtPortal(`${await portalUrl(places, directory, app)}/single-logout`, { answer });
}

/** Ticks the boxes of Conditional Access for an application of Acme; a test changes them back. */
export async function setAccessPolicy(
  places: Places,
  app: AppId,
  boxes: Readonly<Partial<Record<'mfa' | 'ignore-force-authn', 'on'>>> = {},
): Promise<void> {
  await postAtPortal(`${await portalUrl(places, 'acme', app)}/conditional-access`, boxes);
}

/** Returns the address of an application's page in the admin center. */
async function portalUrl({ entra }: Places, directory: 'acme' | 'globex', app: AppId): Promise<string> {
  const { body } = await dial(`${entra}/portal`);
  const ofDirectory = body.slice(body.indexOf(`id="${directory}"`));
  const name = profileOf(app).displayName;
  const [path] = new RegExp(`/portal/[0-9a-f-]{36}(?=">\\s*<strong>${name}<)`).exec(ofDirectory) ?? [];
  return `${entra}${path}`;
}

async function postAtPortal(url: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const { status } = await dial(url, { form: `${new URLSearchParams(fields)}` });
  if (status !== 303) throw new Error(`${url} answered ${status}`);
}

/** Opens My Apps of Acme as somebody. */
export async function openMyApps(page: Page, { entra }: Places, person: PersonName): Promise<void> {
  await page.goto(`${entra}/myapps`);
  await page.getByRole('link', { name: 'Acme' }).click();
  await pickAccount(page, person);
  await page.getByRole('heading', { name: 'My Apps' }).waitFor();
}

/** Signs out at My Apps of Acme, where one person is signed in, and waits until every application was told. */
export async function signOutAtMyApps(page: Page, { entra }: Places): Promise<void> {
  await page.goto(`${entra}/myapps`);
  await page.getByRole('link', { name: 'Acme' }).click();
  await page.getByRole('link', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'You signed out of your account' }).waitFor();
  await page.waitForLoadState('load');
}
