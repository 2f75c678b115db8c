import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** The pages before and after a set-up: opening a link, closing the set-up, single sign-on not included. */
export const linkTexts: SetupTexts['link'] = {
  landing: {
    title: 'Einmaliges Anmelden',
    heading: (appName) => `Einmaliges Anmelden für ${appName}`,
    text: 'Ihr Link öffnet eine Seite zum einmaligen Anmelden Ihrer Organisation. Sie zeigt, wofür der Link bestimmt ist. Um etwas zu ändern, benötigen Sie das Microsoft Entra Admin Center in einem weiteren Tab. Für Ihre Benutzer ändert sich nichts, bevor Sie die Änderung aktivieren.',
    open: 'Beginnen',
    help: 'Behandeln Sie den Link wie ein Kennwort: Was er erlaubt, erlaubt er jeder Person, die ihn hat. Geben Sie ihn nicht weiter.',
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
