import { html } from 'hono/html';
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
  next: {
    heading: 'Legen Sie jetzt das neue Zertifikat in Entra als aktiv fest',
    text: html`Anmeldungen verwenden noch das aktuelle Zertifikat. Das neue gilt hier ab sofort, aber nur Entra kann dazu wechseln.`,
    clicks: [
      html`Öffnen Sie in der Anwendung in Entra <b>Einmaliges Anmelden</b>. Wählen Sie bei <b>SAML-Zertifikate</b> die Option <b>Bearbeiten</b>.`,
      html`Öffnen Sie beim neuen Zertifikat, das <b>Inaktiv</b> ist, das Menü (<b>…</b>), und wählen Sie <b>Zertifikat als aktiv festlegen</b>.`,
      html`Warten Sie 10 Minuten, und wählen Sie dann hier <b>Erneut testen</b>. Diese Seite zeigt es, sobald das neue Zertifikat signiert hat.`,
    ],
    thumbprint: (thumbprint) => html`Sein Fingerabdruck ist ${thumbprint}.`,
    ifNothing: (time) =>
      html`Wenn Sie nichts tun, signiert Entra mit dem aktuellen Zertifikat, bis es am ${time} abläuft. Danach wechselt Entra von selbst zum neuesten inaktiven Zertifikat, und Anmeldungen funktionieren weiter.`,
    ifNothingUndated:
      'Wenn Sie nichts tun, signiert Entra mit dem aktuellen Zertifikat, bis es abläuft. Danach wechselt Entra von selbst zum neuesten inaktiven Zertifikat, und Anmeldungen funktionieren weiter.',
  },
  expires: (time) =>
    html`Das letzte Zertifikat läuft am ${time} ab. Wenn Sie nichts tun, schlagen Anmeldungen von da an fehl.`,
};
