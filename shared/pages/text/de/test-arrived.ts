import type { testArrivedTexts as english } from '../en/test-arrived.ts';

/** The page of a test that the directory sent unasked. */
export const testArrivedTexts: typeof english = {
  title: 'Testanmeldung',
  passed: 'Die Testanmeldung ist gelungen',
  failed: 'Die Testanmeldung ist fehlgeschlagen',
  notSignedIn: (appName) =>
    `Das einmalige Anmelden bei ${appName} wird noch eingerichtet; deshalb sind Sie nicht angemeldet. Die Einrichtungsseite zeigt, was angekommen ist und was zu beheben ist.`,
  toSetup: 'Einrichtungsseite öffnen',
};
