import { describe, expect } from 'vitest';
import { test } from './browser-test.ts';
import { readProblemPage } from './problem-page.ts';
import { notSignedIn, sessionAt, signedInAsBSimon } from './session.ts';
import { chooseCertificate, setSigning, signInAs } from './simulated-entra.ts';

describe.for([
  ['TimeTrack', 'timetrack'],
  ['Trakstar', 'trakstar'],
] as const)('%s', ([name, app]) => {
  test.afterEach(async ({ places }) => {
    await setSigning(places, name);
  });

  test('refuses the expired certificate, names the blade, and takes the active one again', async ({
    page,
    places,
    latchkey,
  }) => {
    await chooseCertificate(page, places, name, 'Expired certificate');
    await page.goto(places.signOn(app));
    await signInAs(page, 'B.Simon');

    const problem = await readProblemPage(page);
    expect(problem.sentence).toBe(
      'We could not sign you in: your organisation’s sign-in certificate has expired. Ask your IT department to renew it.',
    );
    expect(problem.whoCanFixIt).toContain('Your IT administrator can fix this.');
    expect(problem.forTheAdministrator).toMatchObject({ Problem: 'certificate-expired' });
    expect(problem.forTheAdministrator?.['What to do']).toContain(
      `Entra ID > Enterprise apps > ${name} > Single sign-on > SAML Certificates`,
    );
    expect(latchkey.decisions().at(-1)).toMatchObject({ problem: 'certificate-expired' });
    const refused = page.url();
    expect(await sessionAt(page)).toEqual(notSignedIn);

    const admin = await page.context().newPage();
    await chooseCertificate(admin, places, name, 'Active certificate');
    await admin.close();
    expect(page.url()).toBe(refused);
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.waitForURL('**/welcome');
    expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
  });

  test.for(['response', 'response-and-assertion'] as const)(
    'signs in where what is signed is: %s',
    async (option, { page, places }) => {
      await setSigning(places, name, { option });
      await page.goto(places.signOn(app));
      await signInAs(page, 'B.Simon');
      expect(await sessionAt(page)).toEqual(signedInAsBSimon(app));
    },
  );

  test('refuses SHA-1 without telling an unproven sender why, and tells the log', async ({
    page,
    places,
    latchkey,
  }) => {
    await setSigning(places, name, { algorithm: 'sha1' });
    await page.goto(places.signOn(app));
    await signInAs(page, 'B.Simon');
    expect(await readProblemPage(page)).toEqual({
      sentence:
        'We could not sign you in: the address or the sign-in was not recognised. Check the address, then sign in again.',
      whoCanFixIt: undefined,
      forTheAdministrator: undefined,
    });
    expect(latchkey.decisions().at(-1)).toMatchObject({ problem: 'signature-sha1' });
    expect(await sessionAt(page)).toEqual(notSignedIn);
  });
});
