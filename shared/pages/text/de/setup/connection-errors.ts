import type { SetupTexts } from '../../en/setup.ts';
import { metadataErrorPosition, metadataErrors } from './metadata-errors.ts';

/** What stands beside a field that was refused, by what refused it. */
export const connectionErrors: SetupTexts['connection']['errors'] = {
  address: {
    'not-a-url': 'Das ist keine URL. Geben Sie eine ein, die mit https:// beginnt und keine Leerzeichen hat.',
    'not-https': 'Diese URL beginnt nicht mit https://. Geben Sie eine ein, die so beginnt.',
    'password-or-fragment':
      'Diese URL enthält ein Kennwort oder ein #. Entfernen Sie es mit allem, was darauf folgt.',
    'issuer-too-long':
      'Das ist länger als jeder Microsoft Entra-Bezeichner. Kopieren Sie den Bezeichner erneut.',
    'issuer-not-visible':
      'Das enthält ein Leerzeichen, einen Zeilenumbruch oder ein unsichtbares Zeichen. Kopieren Sie den Bezeichner erneut, ohne dieses Zeichen.',
    'issuer-without-slash':
      'Ein Microsoft Entra-Bezeichner endet mit einem Schrägstrich. Kopieren Sie ihn erneut und vollständig.',
    'issuer-with-domain':
      'Ein Microsoft Entra-Bezeichner enthält die Verzeichnis-ID, nie einen Domänennamen. Kopieren Sie ihn aus Entra.',
    'own-address':
      'Das ist eine Adresse dieser Anwendung, nicht Ihres Verzeichnisses. Anmeldungen würden sich im Kreis drehen. Kopieren Sie den Wert, den Entra unter „einrichten“ zeigt.',
  },
  key: {
    empty: 'Das ist leer. Laden Sie Zertifikat (Base64) erneut herunter.',
    'too-large':
      'Das ist größer als jedes Zertifikat. Wählen Sie die Datei, die Zertifikat (Base64) herunterlädt.',
    'private-key':
      'Das enthält einen privaten Schlüssel. Wir benötigen nie einen und haben ihn nicht gespeichert. Wer ihn gesehen hat, kann in Ihrem Namen signieren: Ersetzen Sie ihn, und laden Sie dann Zertifikat (Base64) herunter.',
    'not-a-thumbprint':
      'Das ist kein Fingerabdruck; ein solcher hat 40 Zeichen, 0 bis 9 und A bis F. Kopieren Sie den Fingerabdruck aus SAML-Zertifikate.',
    'not-a-certificate':
      'Das ist kein Zertifikat. Wählen Sie die Datei, die Zertifikat (Base64) herunterlädt.',
    'several-certificates': 'Das enthält mehrere Zertifikate. Geben Sie nur das aktive ein.',
    'certificate-bundle':
      'Das ist eine PKCS-#7-Datei (.p7b) mit einer Zertifikatkette. Laden Sie Zertifikat (Base64) herunter, eine .cer-Datei.',
    'pem-lines':
      'Die Zeilen BEGIN und END dieses Zertifikats passen nicht zusammen. Behalten Sie eine Zeile BEGIN davor und eine Zeile END danach.',
    'certificate-in-xml':
      'Das ist ein Zertifikat in XML. Kopieren Sie nur die Zeichen zwischen den Tags, oder laden Sie Zertifikat (Base64) herunter.',
    'metadata-instead':
      'Das sind Metadaten, kein Zertifikat. Wählen Sie oben Metadatendatei, und geben Sie sie dort ein.',
    'trailing-bytes': 'Nach dem Zertifikat folgen weitere Daten. Geben Sie nur das Zertifikat ein.',
    'not-rsa': 'Dieses Zertifikat hat keinen RSA-Schlüssel. Erstellen Sie in Entra ein neues Zertifikat.',
    'weak-exponent':
      'Signaturen dieses Zertifikats lassen sich fälschen: Sein RSA-Schlüssel hat einen unsicheren Exponenten. Erstellen Sie in Entra ein neues Zertifikat.',
    'weak-key': 'Der Schlüssel dieses Zertifikats ist zu kurz. Erstellen Sie in Entra ein neues Zertifikat.',
  },
  metadata: metadataErrors,
  metadataPosition: metadataErrorPosition,
  fetch: {
    'url-refused':
      'Diese Art von URL rufen wir nicht ab. Kopieren Sie die App-Verbundmetadaten-URL mit der Schaltfläche daneben.',
    'host-not-allowed':
      'Von diesem Host rufen wir keine Metadaten ab. Kopieren Sie die App-Verbundmetadaten-URL, oder wählen Sie oben Metadatendatei.',
    'address-not-public':
      'Diese Adresse ist nicht öffentlich. Kopieren Sie die App-Verbundmetadaten-URL, oder wählen Sie oben Metadatendatei.',
    redirected:
      'Diese Adresse leitet zu einer anderen weiter. Kopieren Sie die App-Verbundmetadaten-URL erneut.',
    'too-large':
      'Die Datei unter dieser Adresse ist größer als alle Metadaten. Kopieren Sie die App-Verbundmetadaten-URL erneut.',
    encoded:
      'Die Datei unter dieser Adresse ist nicht lesbar. Kopieren Sie die App-Verbundmetadaten-URL erneut, oder wählen Sie oben Metadatendatei.',
    status:
      'Das Verzeichnis hat unter dieser Adresse keine Metadaten. Kopieren Sie die App-Verbundmetadaten-URL erneut.',
    unreachable:
      'Wir konnten das Verzeichnis nicht erreichen. Versuchen Sie es gleich erneut, oder wählen Sie oben Metadatendatei.',
    timeout:
      'Das Verzeichnis hat nicht rechtzeitig geantwortet. Versuchen Sie es erneut, oder wählen Sie oben Metadatendatei.',
  },
  form: {
    'url-missing': 'Geben Sie die App-Verbundmetadaten-URL ein.',
    'document-missing': 'Wählen Sie die Datei, oder fügen Sie ihren Inhalt ein.',
    'issuer-missing': 'Geben Sie den Microsoft Entra-Bezeichner ein.',
    'login-url-missing': 'Geben Sie die Anmelde-URL ein.',
    'certificate-missing': 'Wählen Sie die Datei, oder fügen Sie ihren Inhalt ein.',
    'thumbprint-missing': 'Geben Sie den Fingerabdruck ein.',
    'too-many-keys':
      'Das sind mehr Zertifikate, als eine Verbindung haben kann. Geben Sie nur das aktive ein.',
    'other-issuer':
      'Diese Metadaten gehören zu einem anderen Verzeichnis. Um das Verzeichnis zu wechseln, bitten Sie um einen neuen Einrichtungslink.',
    'other-application':
      'Diese Metadaten gehören zu einer anderen Anwendung. Kopieren Sie die App-Verbundmetadaten-URL der Anwendung, über die sich Personen anmelden. Um die Anwendung zu wechseln, bitten Sie um einen neuen Einrichtungslink.',
    'claim-malformed':
      'Das ist nicht der Name eines Anspruchs. Ein Name hat höchstens 256 Zeichen, ohne Leerzeichen und Umlaute. Kopieren Sie ihn aus den Attributen, die Ihr Verzeichnis sendet.',
    'claim-of-entra':
      'Ihr Verzeichnis ist Microsoft Entra ID und benötigt hier keinen Anspruch. Lassen Sie dieses Feld leer.',
    'no-new-key':
      'Darin ist kein neues Zertifikat. Erstellen Sie eines in Entra (Neues Zertifikat, dann Speichern), und geben Sie dasjenige ein, das inaktiv ist. Die Metadaten zeigen es nach einigen Minuten.',
    'retired-key':
      'Dieses Zertifikat wurde zurückgezogen und ist nicht mehr vertrauenswürdig. Erstellen Sie in Entra ein neues, oder wenden Sie sich an den Support.',
  },
};
