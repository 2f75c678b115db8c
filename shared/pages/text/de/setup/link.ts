import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** The pages before and after a set-up: opening a link, closing the set-up, single sign-on not included. */
export const linkTexts: SetupTexts['link'] = {
  landing: {
    title: 'Einmaliges Anmelden einrichten',
    heading: (appName) => `Einmaliges Anmelden für ${appName} einrichten`,
    text: 'Sie benötigen das Microsoft Entra Admin Center in einem weiteren Tab und etwa zehn Minuten. Bis zum letzten Schritt ändert sich für Ihre Benutzer nichts.',
    open: 'Beginnen',
    help: 'Jede Person mit diesem Link kann die Einrichtung Ihrer Organisation ändern. Geben Sie ihn nicht weiter.',
  },
  left: {
    title: 'Einrichtung geschlossen',
    heading: 'Die Einrichtung ist in diesem Browser geschlossen',
    text: 'Ihre Eingaben sind gespeichert. Um fortzufahren, öffnen Sie Ihren Link erneut.',
  },
  ssoNotEnabled: {
    title: 'Das einmalige Anmelden ist nicht enthalten',
    heading: (appName) => `Ihr Vertrag für ${appName} enthält noch kein einmaliges Anmelden`,
    text: (support) =>
      html`Das einmalige Anmelden ist eine kostenpflichtige Funktion. Um es hinzuzufügen, wenden Sie sich an ${support}. Ihr Link bleibt gültig.`,
  },
};
