import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** What surrounds every step. */
export const layoutTexts: SetupTexts['layout'] = {
  heading: (appName) => `Einmaliges Anmelden für ${appName}`,
  organisation: 'Organisation',
  steps: 'Schritte',
  stepNames: {
    create: 'Anwendung in Entra erstellen',
    values: 'Unsere Werte in Entra eingeben',
    connection: 'Werte von Entra hier eingeben',
    people: 'Personen zuweisen',
    test: 'Testen',
    activate: 'Aktivieren',
  },
  stepStates: { done: 'erledigt', current: 'aktueller Schritt', open: 'noch offen' },
  readOnly: 'Dieser Link ist schreibgeschützt: Sie können die Einrichtung ansehen, aber nicht ändern.',
  opensNewTab: 'öffnet einen neuen Tab',
  linkExpires: (time) => html`Ihr Link läuft am ${time} ab.`,
  leave: 'Einrichtung in diesem Browser schließen',
};
