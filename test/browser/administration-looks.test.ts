import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import { tenant } from '../ids/identifiers.ts';
import { test } from './browser-test.ts';
import { expectGoodLooks } from './looks.ts';
import { pickAccount, signInAs } from './simulated-entra.ts';

/** What each language calls the controls. */
const words = {
  en: {
    signIn: 'Sign in as an administrator',
    people: 'People',
    add: 'Add',
    signInName: /^Sign-in name/,
    deactivate: 'Deactivate new@acme.example',
    import: 'Import people',
    file: 'CSV file',
    preview: 'Check the file',
    confirm: /^Import \(/,
    toPeople: 'Back to the people',
    more: 'More people',
    back: 'Back to the overview',
    colleagues: 'Links for colleagues',
    create: 'Create a link',
    link: /^Send this link/,
    begin: 'Begin',
  },
  de: {
    signIn: 'Als Administrator anmelden',
    people: 'Personen',
    add: 'Hinzufügen',
    signInName: /^Anmeldename/,
    deactivate: 'Deaktivieren new@acme.example',
    import: 'Personen importieren',
    file: 'CSV-Datei',
    preview: 'Datei prüfen',
    confirm: /^Importieren \(/,
    toPeople: 'Zurück zu den Personen',
    more: 'Weitere Personen',
    back: 'Zurück zur Übersicht',
    colleagues: 'Links für andere',
    create: 'Link erstellen',
    link: /^Senden Sie diesen Link/,
    begin: 'Beginnen',
  },
} as const;

const upload = (page: Page, label: string, text: string) =>
  page
    .getByLabel(label)
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

const many = Array.from({ length: 60 }, (_, each) => `imported-${each}@acme.example,Person ${each},True`);

describe('the page of an administrator, from the settings of the application to the link of a colleague', () => {
  test.for([
    ['en', 'trakstar'],
    ['de', 'timetrack'],
  ] as const)('in %s, of %s', { timeout: 300_000 }, async ([locale, app], { newcomer, places, tables }) => {
    const users = dynamoDbUserStore(tables.tenants);
    const acme = tenant('acme');
    const before = new Set((await users.list(app, acme)).map(({ id }) => id));
    const names = words[locale];
    const page = await newcomer({ locale });
    const shown = (name: string, of: Page = page) => expectGoodLooks(of, `administration-${locale}-${name}`);
    const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
    const follow = (name: string) => page.getByRole('link', { name, exact: true }).click();
    try {
      await page.goto(places.signOn(app));
      await signInAs(page, 'B.Simon');
      await page.goto(new URL('/settings', page.url()).href);
      await page.getByText('Settings', { exact: true }).click();
      await follow('Configure');
      await page.getByRole('button', { name: names.signIn }).waitFor();
      await shown('1-sign-in');
      await press(names.signIn);
      await pickAccount(page, 'B.Simon');
      await page.getByRole('link', { name: names.people, exact: true }).waitFor();
      await shown('2-overview');
      await follow(names.people);
      await page.getByLabel(names.signInName).fill('not a name');
      await press(names.add);
      await page.getByRole('alert').waitFor();
      await shown('3-refused');
      await page.getByLabel(names.signInName).fill('new@acme.example');
      await press(names.add);
      await press(names.deactivate);
      await page.getByText('new@acme.example').first().waitFor();
      await shown('3-people');
      await follow(names.import);
      await shown('4-import');
      await upload(page, names.file, 'colour\nred');
      await press(names.preview);
      await page.getByRole('alert').waitFor();
      await shown('4-import-refused');
      const wrong = ['not a name,,True', 'b.simon@acme.example,,False', 'perhaps@acme.example,,perhaps'];
      const changed = 'new@acme.example,New Name,True';
      await upload(
        page,
        names.file,
        ['userPrincipalName,displayName,accountEnabled', ...wrong, changed, ...many].join('\n'),
      );
      await press(names.preview);
      await page.getByRole('button', { name: names.confirm }).waitFor();
      await shown('4-import-preview');
      await press(names.confirm);
      await page.getByRole('status').waitFor();
      await shown('4-imported');
      await follow(names.toPeople);
      await page.getByRole('link', { name: names.more }).waitFor();
      await shown('5-more-than-a-page');
      const url = new URL(page.url());
      await follow(names.more);
      url.searchParams.set('after', 'zzzz');
      await page.goto(url.href);
      await shown('5-no-one');
      await follow(names.back);
      await follow(names.colleagues);
      await shown('6-colleagues');
      await press(names.create);
      const link = await page.getByLabel(names.link).inputValue();
      await shown('6-link-shown');
      const colleague = await newcomer({ locale });
      await colleague.goto(link);
      await colleague.getByRole('button', { name: names.begin }).click();
      await colleague.getByRole('link', { name: names.colleagues, exact: true }).click();
      await shown('7-colleague', colleague);
      expect(await colleague.getByRole('button', { name: names.create }).count()).toBe(0);
    } finally {
      for (const user of await users.list(app, acme)) if (!before.has(user.id)) await users.remove(user);
    }
  });
});
