import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** While the application moves to another address. */
export const moveTexts: SetupTexts['move'] = {
  toHere: {
    heading: 'Zu dieser Adresse umziehen',
    text: (signOnUrl) =>
      html`Die Anwendung bekommt eine neue Adresse: die dieser Seite. Noch melden sich Personen unter ${signOnUrl} an. Sie können ohne Unterbrechung umziehen:`,
    clicks: [
      html`<b>Fügen</b> Sie in Entra den Bezeichner und die Antwort-URL der neuen Adresse <b>hinzu</b>. Behalten Sie die bisherigen.`,
      html`Testen Sie eine Anmeldung unter der neuen Adresse.`,
      html`Wählen Sie <b>Jetzt aktivieren</b>. Ab dann melden sich Personen unter der neuen Adresse an.`,
    ],
    start: 'Hinzuzufügende Werte anzeigen',
  },
  fromHere: {
    heading: 'Diese Anwendung zieht zu einer anderen Adresse um',
    text: (signOnUrl) =>
      html`Ihre neue Adresse ist ${signOnUrl}. Für Ihre Personen ändert sich nichts, bis Sie umgezogen sind. Bitten Sie den Support um einen Einrichtungslink zur neuen Adresse.`,
  },
  movedAway: {
    heading: 'Personen melden sich jetzt unter einer anderen Adresse an',
    text: (setupUrl) => html`Ihre Organisation ist umgezogen. Ihre Einrichtungsseite ist ${setupUrl}.`,
  },
  moved: {
    heading: 'Entfernen Sie die frühere Adresse in Entra',
    text: html`Personen melden sich unter der neuen Adresse an. Legen Sie in <b>Grundlegende SAML-Konfiguration</b> den neuen Bezeichner und die neue Antwort-URL als Standard fest, und geben Sie die neue Anmelde-URL ein. Entfernen Sie dann diese Werte:`,
  },
  keepPresent: html`<b>Fügen</b> Sie diese Werte zu den bisherigen <b>hinzu</b>. Entfernen Sie noch keinen, und lassen Sie die Anmelde-URL unverändert: Personen melden sich noch damit an.`,
  becomes: (signOnUrl) =>
    html`Nach der Aktivierung melden sich Personen unter der neuen Adresse an: ${signOnUrl}. Sitzungen unter der bisherigen Adresse laufen weiter, bis sie enden.`,
};
