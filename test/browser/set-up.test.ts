import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { notSignedIn, sessionAt, signedInAsBSimon } from './session.ts';
import { handOver, readMetadataUrl, tenantToSetUp, testAs, walkToTest } from './set-up-walk.ts';
import { signInAs } from './simulated-entra.ts';

describe('an administrator who has a link and nothing else', () => {
  test.for(['timetrack', 'trakstar'] as const)(
    'sets %s up alone, with a test that signs nobody in, and everybody signs in',
    async (app, { page, places, tables, newcomer }) => {
      const link = await handOver(tables, places, app);
      const metadataUrl = await readMetadataUrl(page, places, app);
      const work = await walkToTest(page, link, metadataUrl);
      const tab = await testAs(page);
      expect(await tab.getByRole('heading', { level: 2 }).allInnerTexts()).toContain(
        'The test sign-in passed',
      );
      expect(await sessionAt(page)).toEqual(notSignedIn);
      // The page behind has waited for it, and stops.
      await page.getByRole('heading', { name: 'The test sign-in passed' }).waitFor();
      await page.getByRole('button', { name: 'Continue to activation' }).click();
      await page.getByRole('button', { name: 'Activate now' }).click();
      await page.getByRole('heading', { name: 'Single sign-on is active' }).waitFor();
      expect({ ...work, clicks: work.clicks + 3 }).toEqual({ clicks: 10, copied: 5 });

      const person = await newcomer();
      await person.goto(places.signOn(app, tenantToSetUp));
      await signInAs(person, 'B.Simon');
      expect(await sessionAt(person)).toEqual(signedInAsBSimon(app, tenantToSetUp));
    },
  );
});
