import { html } from 'hono/html';
import type { SetupTexts } from '../en/setup.ts';
import { setupActivationGerman } from './setup-activation.ts';
import { setupConnectionGerman } from './setup-connection.ts';
import { setupInEntraGerman } from './setup-in-entra.ts';

/** The set-up page in German, with the labels of the German portal. */
export const setupGerman: SetupTexts = {
  title: 'Einmaliges Anmelden einrichten',
  heading: (appName) => `Einmaliges Anmelden für ${appName}`,
  organisation: 'Organisation',
  linkEnds: (time) => html`Ihr Link gilt bis ${time}.`,
  leave: 'Diese Einrichtung in diesem Browser schließen',
  left: {
    title: 'Geschlossen',
    heading: 'Die Einrichtung ist in diesem Browser geschlossen',
    text: 'Was Sie eingegeben haben, bleibt erhalten. Öffnen Sie Ihren Link erneut, um weiterzumachen.',
  },
  steps: 'Schritte',
  stepNames: {
    create: 'Anwendung in Entra anlegen',
    values: 'Unsere Werte in Entra eintragen',
    connection: 'Uns die Werte von Entra geben',
    people: 'Personen zuweisen',
    test: 'Testen',
    activate: 'Aktivieren',
  },
  step: (number, count) => `Schritt ${number} von ${count}`,
  stepStates: { done: 'erledigt', current: 'Sie sind hier', open: 'noch offen' },
  goOn: 'Weiter',
  goBack: 'Zurück',
  copy: 'Kopieren',
  copied: 'Kopiert',
  opensNewTab: 'öffnet einen neuen Tab',
  door: {
    title: 'Einmaliges Anmelden einrichten',
    heading: (appName) => `Einmaliges Anmelden für ${appName} einrichten`,
    text: 'Sie brauchen das Microsoft Entra Admin Center im Tab daneben und etwa zehn Minuten. Bis zum letzten Schritt ändert sich für niemanden etwas.',
    open: 'Beginnen',
    help: 'Wer diesen Link hat, kann die Einrichtung Ihrer Organisation ändern: Behalten Sie ihn für sich.',
  },
  ssoOff: {
    title: 'Das einmalige Anmelden ist nicht eingeschaltet',
    heading: (appName) => `Ihr Vertrag für ${appName} enthält noch kein einmaliges Anmelden`,
    text: (support) =>
      html`Das einmalige Anmelden ist eine kostenpflichtige Funktion. Um es einschalten zu lassen, schreiben Sie an ${support}. Ihr Link gilt danach weiter.`,
  },
  readOnly: 'Mit diesem Link können Sie die Einrichtung ansehen, aber nicht ändern.',
  ...setupInEntraGerman,
  ...setupConnectionGerman,
  ...setupActivationGerman,
};
