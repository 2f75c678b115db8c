import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';
import { connectionErrors } from './connection-errors.ts';

/** Step 3: entering Entra's values in one of three ways, and reviewing them. */
export const connectionTexts: SetupTexts['connection'] = {
  intro:
    'Kopieren Sie, was Entra für die Anwendung zeigt. Die Metadaten-URL ist ein Wert statt vier, und mit ihr erkennen wir neue Zertifikate von selbst.',
  titleRenewal: 'Zertifikat erneuern',
  introRenewal:
    'Wählen Sie in Entra unter SAML-Zertifikate die Option Neues Zertifikat, dann Speichern. Lassen Sie es inaktiv, und geben Sie es hier ein. Legen Sie es nach dem letzten Schritt hier in Entra als aktiv fest. Bis dahin verwenden Anmeldungen das aktuelle Zertifikat.',
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
  methods: {
    label: 'Wie Sie die Werte eingeben',
    recommended: 'empfohlen',
    names: {
      thumbprint: 'Fingerabdruck',
      certificate: 'Zertifikat',
      'metadata-url': 'Metadaten-URL',
      'metadata-file': 'Metadatendatei',
    },
  },
  headings: {
    thumbprint: 'Fingerabdruck und URLs eingeben',
    certificate: 'Zertifikat und URLs eingeben',
    'metadata-url': 'Metadaten-URL eingeben',
    'metadata-file': 'Metadatendatei hochladen',
  },
  renewalHeadings: {
    thumbprint: 'Neuen Fingerabdruck eingeben',
    certificate: 'Neues Zertifikat hochladen',
    'metadata-url': 'Neues Zertifikat aus der Metadaten-URL lesen',
    'metadata-file': 'Metadatendatei hochladen',
  },
  byUrl: {
    help: html`Kopieren Sie unter <b>SAML-Zertifikate</b> die <b>App-Verbundmetadaten-URL</b> mit der Schaltfläche daneben.`,
    helpRenewal: 'Wir kennen die Adresse und lesen das neue Zertifikat dort. Sie müssen nichts kopieren.',
  },
  byDocument: {
    help: html`Wählen Sie unter <b>SAML-Zertifikate</b> bei <b>Verbundmetadaten-XML</b> die Option <b>Herunterladen</b>.`,
    paste: 'Oder fügen Sie den Inhalt der Datei ein',
  },
  byValues: {
    help: (appName) =>
      html`Kopieren Sie <b>Anmelde-URL</b>, <b>Microsoft Entra-Bezeichner</b> und <b>Abmelde-URL</b> aus <b>${appName} einrichten</b>.`,
    certificateHelp: html`Wählen Sie unter <b>SAML-Zertifikate</b> bei <b>Zertifikat (Base64)</b> die Option <b>Herunterladen</b>.`,
    certificateHelpRenewal: html`Wählen Sie unter <b>SAML-Zertifikate</b> die Option <b>Bearbeiten</b>. Öffnen Sie beim neuen Zertifikat, das <b>inaktiv</b> ist, das Menü (<b>…</b>), und wählen Sie <b>Base64-Zertifikatdownload</b>.`,
    paste: 'Oder fügen Sie den Inhalt der Datei ein',
    thumbprintHelp: html`Kopieren Sie unter <b>SAML-Zertifikate</b> den <b>Fingerabdruck</b> mit der Schaltfläche daneben.`,
    thumbprintHelpRenewal: html`Wählen Sie unter <b>SAML-Zertifikate</b> die Option <b>Bearbeiten</b>, und kopieren Sie den Fingerabdruck des neuen Zertifikats, das <b>inaktiv</b> ist. Die Seite davor zeigt den aktuellen.`,
    thumbprintForm: '40 Zeichen: 0 bis 9 und A bis F.',
  },
  identityClaim: {
    summary: 'Ihr Verzeichnis ist nicht Microsoft Entra ID?',
    help: 'Geben Sie ein Attribut ein, das Ihr Verzeichnis bei jeder Anmeldung sendet und das für eine Person immer gleich bleibt: user.id in Okta, objectGUID in AD FS. Für eine dauerhafte NameID geben Sie persistent-name-id ein. Ohne diese Angabe erkennen wir Personen an ihrem Anmeldenamen, der sich ändern oder an eine andere Person übergehen kann.',
  },
  review: 'Prüfen',
  current: 'Aktuelle Werte',
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
