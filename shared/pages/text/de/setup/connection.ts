import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';
import { connectionErrors } from './connection-errors.ts';

/** Step 3: entering Entra's values in one of three ways, and reviewing them. */
export const connectionTexts: SetupTexts['connection'] = {
  intro:
    'Verwenden Sie eine dieser drei Möglichkeiten. Mit der Metadaten-URL erkennen wir auch neue Zertifikate automatisch.',
  titleRenewal: 'Zertifikat erneuern',
  introRenewal:
    'Erstellen Sie das neue Zertifikat in Entra, und geben Sie es hier ein. Aktivieren Sie es in Entra nach dem letzten Schritt hier. Bis dahin verwenden Anmeldungen das aktuelle Zertifikat.',
  labels: {
    metadataUrl: 'App-Verbundmetadaten-URL',
    document: 'Verbundmetadaten-XML',
    issuer: 'Microsoft Entra-Bezeichner',
    loginUrl: 'Anmelde-URL',
    logoutUrl: 'Abmelde-URL',
    certificate: 'Zertifikat (Base64)',
    thumbprint: 'Fingerabdruck',
    identityClaim: 'Anspruch, der Personen identifiziert',
  },
  optional: 'optional',
  byUrl: {
    heading: 'Metadaten-URL eingeben',
    help: html`Kopieren Sie unter <b>SAML-Zertifikate</b> die <b>App-Verbundmetadaten-URL</b> mit der Schaltfläche daneben.`,
  },
  byDocument: {
    heading: 'Metadatendatei hochladen',
    help: html`Wählen Sie unter <b>SAML-Zertifikate</b> bei <b>Verbundmetadaten-XML</b> die Option <b>Herunterladen</b>.`,
    paste: 'Oder fügen Sie den Inhalt der Datei ein',
  },
  byValues: {
    heading: 'Werte einzeln eingeben',
    help: (appName) =>
      html`Kopieren Sie <b>Anmelde-URL</b>, <b>Microsoft Entra-Bezeichner</b> und <b>Abmelde-URL</b> aus <b>${appName} einrichten</b>.`,
    certificateHelp: html`Wählen Sie unter <b>SAML-Zertifikate</b> bei <b>Zertifikat (Base64)</b> die Option <b>Herunterladen</b>.`,
    paste: 'Oder fügen Sie den Inhalt der Datei ein',
    thumbprintHelp: 'Geben Sie ihn nur ein, wenn Sie die Datei nicht haben.',
  },
  identityClaim: {
    summary: 'Ihr Verzeichnis ist nicht Microsoft Entra ID?',
    help: 'Geben Sie ein Attribut ein, das Ihr Verzeichnis bei jeder Anmeldung sendet und das für eine Person immer gleich bleibt: user.id in Okta, objectGUID in AD FS. Für eine dauerhafte NameID geben Sie persistent-name-id ein. Ohne diese Angabe erkennen wir Personen an ihrem Anmeldenamen, der sich ändern oder an eine andere Person übergehen kann.',
  },
  review: 'Prüfen',
  current: 'Aktuelle Werte',
  currentHelp: 'Um sie zu ändern, geben Sie unten neue Werte ein.',
  currentHelpRenewal: 'Diese Werte ändern sich nicht. Das neue Zertifikat kommt hinzu.',
  errors: connectionErrors,
  errorSummary: 'Es wurde nichts gespeichert. Berichtigen Sie die markierten Felder.',
  chooseFileAgain: 'Wählen Sie die Datei erneut.',
  reviewPage: {
    title: 'Werte prüfen',
    nothingSaved: 'Noch ist nichts gespeichert.',
    save: 'Diese Werte speichern',
    change: 'Werte ändern',
  },
};
