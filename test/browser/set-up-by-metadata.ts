import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { pickAccount } from './simulated-entra.ts';

/**
 * Sets a customer up as its administrator does: on the set-up page, which has begun, and in the admin center, at an
 * application that has just been created. It ends with an active connection that follows the metadata URL.
 * @param label Checks that the document which is walked names a label, and returns it.
 */
export async function setUpByMetadata(
  { setUp, admin }: { readonly setUp: Page; readonly admin: Page },
  label: (name: string) => string = (name) => name,
): Promise<void> {
  await press(setUp, 'I created the application');

  await admin.getByRole('link', { name: label('Edit Basic SAML Configuration') }).click();
  const copied = await valuesOf(setUp);
  for (const field of [
    'Identifier (Entity ID)',
    'Reply URL (Assertion Consumer Service URL)',
    'Sign on URL',
  ]) {
    await admin.getByLabel(field).fill(copied.get(field) ?? expect.unreachable(field));
  }
  await press(admin, 'Save');
  await press(setUp, 'I saved these values');

  const [metadataUrl = ''] =
    /http[^\s<"]*federationmetadata\.xml\?appid=[0-9a-f-]+/.exec(await admin.content()) ?? [];
  await setUp.getByRole('link', { name: label('Metadata URL') }).click();
  await setUp.getByRole('textbox', { name: label('App Federation Metadata Url') }).fill(metadataUrl);
  await press(setUp, 'Review');
  await press(setUp, 'Save these values');

  await admin.getByRole('link', { name: label('Users and groups') }).click();
  await admin.getByRole('checkbox', { name: label('B.Simon') }).check();
  await press(admin, 'Assign');
  await press(setUp, 'I assigned people');

  const opened = setUp.context().waitForEvent('page');
  await setUp.getByRole('button', { name: /^Test now/ }).click();
  const test = await opened;
  await pickAccount(test, 'B.Simon');
  await test.getByRole('heading', { name: 'The test sign-in passed' }).waitFor();
  await setUp.getByRole('heading', { name: 'The test sign-in passed' }).waitFor();
  await press(setUp, 'Continue to activation');
  await press(setUp, 'Activate now');
  await setUp.getByRole('heading', { name: 'Single sign-on is active' }).waitFor();
  await test.close();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The values that the set-up page shows to copy, by Entra's label. */
async function valuesOf(setUp: Page): Promise<ReadonlyMap<string, string>> {
  const rows = await setUp.locator('.copies dt, .copies dd').allInnerTexts();
  const clean = rows.map((text) => text.split('\n')[0]?.trim() ?? '');
  return new Map(clean.flatMap((text, index) => (index % 2 === 0 ? [[text, clean[index + 1] ?? '']] : [])));
}
