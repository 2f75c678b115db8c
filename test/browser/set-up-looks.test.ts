import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { signingKey } from '../fixtures/keys.ts';
import { test } from './browser-test.ts';
import { expectGoodLooks } from './looks.ts';
import { handOver, readMetadataUrl, testAs } from './set-up-walk.ts';
import { setSigningOf } from './simulated-entra.ts';

/** The buttons that lead on, as each language calls them. */
const words = {
  en: {
    begin: 'Begin',
    steps: ['I created the application', 'I saved these values'],
    methods: ['Certificate', 'Metadata URL', 'Thumbprint', 'Metadata file'],
    look: 'Review',
    keep: 'Save these values',
    people: 'I assigned people',
    test: /^Test now/,
    again: /^Test again/,
    wait: 'Wait for the result here.',
    goOn: 'Continue to activation',
    activate: 'Activate now',
    every: /^All checks/,
    log: 'Sign-ins',
    back: 'Back',
    renew: 'Renew certificate',
  },
  de: {
    begin: 'Beginnen',
    steps: ['Ich habe die Anwendung erstellt', 'Ich habe diese Werte gespeichert'],
    methods: ['Fingerabdruck', 'Metadaten-URL', 'Zertifikat', 'Metadatendatei'],
    look: 'Prüfen',
    keep: 'Diese Werte speichern',
    people: 'Ich habe Personen zugewiesen',
    test: /^Jetzt testen/,
    again: /^Erneut testen/,
    wait: 'Hier auf das Ergebnis warten.',
    goOn: 'Weiter zur Aktivierung',
    activate: 'Jetzt aktivieren',
    every: /^Alle Prüfungen/,
    log: 'Anmeldungen',
    back: 'Zurück',
    renew: 'Zertifikat erneuern',
  },
} as const;

describe('every page of a set-up, light or dark, at 1280 and at 320 pixels: nothing scrolls sideways, axe finds nothing', () => {
  test.for([
    ['en', 'trakstar'],
    ['de', 'timetrack'],
  ] as const)('in %s, of %s', { timeout: 300_000 }, async ([locale, app], { newcomer, places, tables }) => {
    const page = await newcomer({ locale });
    const {
      begin,
      steps,
      methods,
      look,
      keep,
      people,
      test: start,
      again,
      wait,
      goOn,
      activate,
      every,
      log,
      back,
      renew,
    } = words[locale];
    const shown = (name: string, of: Page = page) => expectGoodLooks(of, `set-up-${locale}-${name}`);
    const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
    const metadataUrl = await readMetadataUrl(page, places, app);
    await page.goto(await handOver(tables, places, app));
    await shown('door');
    await press(begin);
    await shown('1-create');
    await press(steps[0]);
    await shown('2-values');
    await press(steps[1]);
    for (const [index, method] of methods.entries()) {
      await page.getByRole('link', { name: method }).click();
      await shown(`3-connection-${index + 1}`);
    }
    await page.getByRole('link', { name: methods[0] }).click();
    await press(look);
    await shown('3-refused-everything');
    await page.getByRole('link', { name: methods[1] }).click();
    await page.locator('#metadataUrl').fill('https://elsewhere.example/');
    await press(look);
    await shown('3-refused');
    await page.locator('#metadataUrl').fill(metadataUrl);
    await press(look);
    await shown('3-preview');
    await press(keep);
    await shown('4-people');
    await press(people);
    await shown('5-test');
    await page.getByRole('link', { name: wait }).click();
    // A copy: the page itself reloads while it is looked at.
    const [waitingUrl, body] = [page.url(), await page.content()];
    await page.route('**/copy-of-waiting', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html; charset=utf-8', body }),
    );
    await page.goto(new URL('/copy-of-waiting', waitingUrl).href);
    await shown('5-waiting');
    await page.goto(waitingUrl);
    await setSigningOf(places, 'globex', app, { certificate: 'expired' });
    const failed = await testAs(page, start);
    await setSigningOf(places, 'globex', app, {});
    await failed.getByText(every).click();
    await shown('5-failed', failed);
    await failed.close();
    await page.context().clearCookies({ domain: 'entra.localhost' });
    const passed = await testAs(page, again);
    await passed.getByText(every).click();
    await passed.getByText('All claims').or(passed.getByText('Alle Ansprüche')).click();
    await shown('5-passed', passed);
    await passed.close();
    await press(goOn);
    await shown('6-activate');
    await press(activate);
    await shown('7-done');
    await page.getByRole('link', { name: log, exact: true }).click();
    await shown('8-sign-ins');
    await page.getByRole('link', { name: back, exact: true }).click();
    await page.getByRole('link', { name: renew }).click();
    await shown('9-renewal');
    await press(look);
    await shown('9-nothing-new');
    await page
      .getByRole('link', { name: locale === 'en' ? 'Certificate' : 'Zertifikat', exact: true })
      .click();
    await page
      .locator('#certificate')
      .fill(signingKey({ name: 'next-in-entra', notAfter: new Date('2036-01-01') }).certificatePem);
    await press(look);
    await shown('9-preview');
    await press(keep);
    await page.waitForURL(/step=test/);
    await shown('9-test');
    await page.context().clearCookies({ domain: 'entra.localhost' });
    const renewed = await testAs(page, start);
    await renewed.close();
    await page.getByRole('button', { name: goOn }).click();
    await shown('9-activate');
    await press(activate);
    await shown('9-renewed');
    await page.context().clearCookies();
    await page.reload();
    await shown('not-open');
  });
});
