import type { SetupTexts } from '../../en/setup.ts';

/** The page of an active connection. */
export const doneTexts: SetupTexts['done'] = {
  title: 'Das einmalige Anmelden ist aktiv',
  heading: 'Das einmalige Anmelden ist aktiv',
  text: (appName) =>
    `In Entra zugewiesene Personen melden sich unter dieser Adresse bei ${appName} an, oder über die Kachel in Meine Apps:`,
  renew: 'Zertifikat erneuern',
  change: 'Einrichtung ändern',
  testAgain: 'Erneut testen',
  log: 'Anmeldungen',
  renewal:
    'Entra erinnert Sie 60, 30 und 7 Tage vor Ablauf des Zertifikats. Mit einem abgelaufenen Zertifikat schlagen Anmeldungen fehl.',
};
