import type {
  IdpMetadataErrorCode,
  TextPosition,
} from '../../../../federation-metadata/idp-metadata-error.ts';

const again = 'Laden Sie Verbundmetadaten-XML erneut herunter.';

/** What is wrong with metadata that an administrator uploaded, pasted or entered as a URL. */
export const metadataErrors: Readonly<Record<IdpMetadataErrorCode, string>> = {
  empty: `Diese Datei ist leer. ${again}`,
  'too-large':
    'Diese Datei ist größer als 512 KiB. Wählen Sie die Datei, die Verbundmetadaten-XML herunterlädt.',
  compressed: 'Diese Datei ist komprimiert. Entpacken Sie sie, und wählen Sie die XML-Datei darin.',
  'not-xml': 'Das ist kein XML. Wählen Sie die Datei, die Verbundmetadaten-XML herunterlädt.',
  'web-page':
    'Das ist eine Webseite, vielleicht eine Anmelde- oder Fehlerseite. Laden Sie Verbundmetadaten-XML herunter, und wählen Sie diese Datei.',
  'openid-configuration':
    'Das ist JSON, etwa eine OpenID-Connect-Konfiguration. Laden Sie stattdessen Verbundmetadaten-XML (SAML) herunter.',
  'certificate-instead':
    'Das ist ein Zertifikat, keine Metadaten. Wählen Sie oben Zertifikat, und geben Sie es dort ein, oder laden Sie Verbundmetadaten-XML herunter.',
  'private-key-instead':
    'Das enthält einen privaten Schlüssel. Wir benötigen nie einen und haben ihn nicht gespeichert. Wer ihn gesehen hat, kann in Ihrem Namen signieren: Ersetzen Sie ihn, und laden Sie dann Verbundmetadaten-XML herunter.',
  'message-instead':
    'Das ist eine Anmeldenachricht, keine Metadaten. Laden Sie Verbundmetadaten-XML herunter.',
  'not-metadata': 'Das ist XML, aber keine SAML-Metadaten. Laden Sie Verbundmetadaten-XML herunter.',
  encoding:
    'Manche Zeichen dieser Datei passen nicht zur angegebenen Codierung. Speichern Sie sie als UTF-8, oder laden Sie sie erneut herunter.',
  'copied-view':
    'Um die Elemente herum oder dazwischen steht Text, wie beim Kopieren aus einer Browseransicht oder E-Mail. Wählen Sie die Datei selbst.',
  truncated: `Diese Datei endet mittendrin. ${again}`,
  'document-type':
    'Diese Datei hat eine DOCTYPE-Zeile, die wir nicht annehmen. Entfernen Sie die Zeile, oder laden Sie die Datei erneut herunter.',
  'entity-reference':
    'Diese Datei hat eine Entität (&…;), die in XML nicht definiert ist. Ersetzen Sie sie durch das Zeichen, oder laden Sie die Datei erneut herunter.',
  'not-readable': `Diese Datei ist beschädigt: Sie ist kein wohlgeformtes XML. ${again}`,
  'too-complex':
    'Diese Datei hat mehr Teile, als wir annehmen. Wählen Sie die Metadaten dieser einen Anwendung.',
  'several-entities':
    'Das beschreibt mehrere Verzeichnisse. Wählen Sie die Metadaten dieser einen Anwendung.',
  'no-identity-provider':
    'Diese Metadaten beschreiben kein Verzeichnis, das Personen mit SAML 2.0 anmeldet. Laden Sie Verbundmetadaten-XML herunter.',
  'service-provider':
    'Das sind unsere eigenen Metadaten oder die einer anderen Anwendung. Wählen Sie die Datei, die Entra anbietet.',
  'ws-federation-only':
    'Diese Metadaten gelten nur für WS-Federation. Wählen Sie für die Anwendung SAML, und laden Sie dann ihre Metadaten herunter.',
  'several-roles':
    'Diese Metadaten beschreiben mehr als einen Weg zur Anmeldung. Laden Sie Verbundmetadaten-XML dieser Anwendung herunter.',
  'no-entity-id': `Die entityID in diesen Metadaten fehlt oder ist länger als 1.024 Zeichen. ${again}`,
  'entity-id-blank':
    'Die entityID in diesen Metadaten enthält ein Leerzeichen, einen Zeilenumbruch oder ein unsichtbares Zeichen. Berichtigen Sie sie, und laden Sie die Metadaten erneut herunter.',
  'valid-until-malformed': `validUntil in diesen Metadaten ist kein Datum mit Uhrzeit. ${again}`,
  outdated:
    'Diese Metadaten geben an, dass sie nicht mehr gültig sind (validUntil). Laden Sie sie erneut herunter.',
  'no-signing-key':
    'Diese Metadaten enthalten kein Signaturzertifikat. Prüfen Sie in Entra, ob eines aktiv ist, und laden Sie Verbundmetadaten-XML erneut herunter.',
  'key-without-certificate':
    'Diese Metadaten enthalten einen Signaturschlüssel ohne Zertifikat. Wählen Sie oben Zertifikat, und geben Sie es dort ein.',
  'certificate-malformed': `Ein Zertifikat in diesen Metadaten ist beschädigt. ${again}`,
  'certificate-authority':
    'Diese Metadaten enthalten das Zertifikat einer Zertifizierungsstelle, nicht das Signaturzertifikat des Verzeichnisses. Ergänzen Sie das Signaturzertifikat, und laden Sie die Metadaten erneut herunter.',
  'too-many-keys':
    'Diese Metadaten enthalten mehr als 16 Zertifikate. Entfernen Sie die nicht mehr verwendeten.',
  'no-login-url': `Diese Metadaten enthalten keine Anmeldeadresse. ${again}`,
  'login-url-post-only':
    'Diese Metadaten nehmen Anmeldeanforderungen nur über HTTP-POST an, aber wir senden sie über HTTP-Redirect. Aktivieren Sie HTTP-Redirect, und laden Sie die Metadaten erneut herunter.',
  'login-url-refused':
    'Die Anmeldeadresse in diesen Metadaten muss eine https://-URL ohne Kennwort und # sein. Berichtigen Sie sie, und laden Sie die Metadaten erneut herunter.',
  'logout-url-refused':
    'Die Abmeldeadresse in diesen Metadaten muss eine https://-URL ohne Kennwort und # sein. Berichtigen Sie sie, und laden Sie die Metadaten erneut herunter.',
};

/** The position of the error in the file. It follows the sentence. */
export const metadataErrorPosition = ({ line, column }: TextPosition): string =>
  ` (Zeile ${line}, Spalte ${column}.)`;
