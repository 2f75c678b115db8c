import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** Step 2: entering our values in Entra. */
export const valuesTexts: SetupTexts['values'] = {
  intro: html`Wählen Sie auf der Seite <b>Einmaliges Anmelden (SSO) mit SAML einrichten</b> das Stiftsymbol bei <b>Grundlegende SAML-Konfiguration</b>. Geben Sie diese Werte ein, und wählen Sie <b>Speichern</b>.`,
  labels: {
    identifier: 'Bezeichner (Entitäts-ID)',
    replyUrl: 'Antwort-URL (Assertionsverbraucherdienst-URL)',
    signOnUrl: 'Anmelde-URL',
    relayState: 'Relayzustand (optional)',
    logoutUrl: 'Abmelde-URL (optional)',
  },
  leaveEmpty: 'Lassen Sie das Feld leer.',
  relayStateOpensItem:
    'Lassen Sie das Feld leer, oder geben Sie die ID des Eintrags ein, den Meine Apps öffnet.',
  signOnHelp: 'Die Kachel in Meine Apps öffnet diese Adresse.',
  logoutHelp: 'Meldet Personen hier ab, wenn sie sich bei Microsoft abmelden.',
  exact: 'Geben Sie die Werte genau ein, einschließlich Groß- und Kleinschreibung und Schrägstrichen.',
  upload: (file) =>
    html`Oder wählen Sie <b>Metadatendatei hochladen</b> und dann ${file}. Sie füllt Bezeichner und Antwort-URL aus. Geben Sie die Anmelde-URL immer von Hand ein.`,
  metadataFile: 'unsere Metadatendatei',
  claims: html`Ändern Sie nichts unter <b>Attribute &amp; Ansprüche</b>.`,
  claimsToSend: {
    heading: 'Attribute & Ansprüche',
    intro: (appName) =>
      html`${appName} liest außerdem diese Ansprüche. Wählen Sie unter <b>Attribute &amp; Ansprüche</b> für jeden, der fehlt, <b>Neuen Anspruch hinzufügen</b>, und geben Sie seine Werte ein. Behalten Sie die vorhandenen Ansprüche.`,
    required: 'erforderlich',
    optional: 'optional',
    sentByDefault: 'Entra sendet diesen Anspruch von sich aus.',
    groupClaim: html`Wählen Sie <b>Gruppenanspruch hinzufügen</b>, dann <b>Der Anwendung zugewiesene Gruppen</b>.`,
    name: 'Name',
    namespace: 'Namespace',
    nameFormat: 'Namensformat',
    source: 'Quellattribut',
  },
  multiFactor: {
    heading: 'Mehrere Faktoren verlangen',
    intro: (appName) =>
      `${appName} nimmt nur Anmeldungen an, für die Ihr Verzeichnis mehrere Faktoren bestätigt. In Entra sorgt dafür eine Richtlinie für bedingten Zugriff:`,
    steps: (appName) => [
      html`Öffnen Sie <b>Entra ID &gt; Bedingter Zugriff &gt; Richtlinien</b>, und erstellen Sie eine Richtlinie.`,
      html`Wählen Sie die Personen, die ${appName} verwenden, und als Zielressource ${appName}.`,
      html`Wählen Sie unter <b>Gewähren</b> die Option <b>Multi-Faktor-Authentifizierung erforderlich</b>.`,
      html`Schalten Sie die Richtlinie ein, und führen Sie hier eine Testanmeldung durch. Sie zeigt, was Ihr Verzeichnis bestätigt.`,
    ],
  },
  copy: 'Kopieren',
  copied: 'Kopiert',
  goOn: 'Ich habe diese Werte gespeichert',
};
