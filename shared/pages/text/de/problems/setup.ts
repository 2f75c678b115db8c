import type { ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';

const own = 'Regel dieses Produkts';

/** Refusals of the set-up page, in German. */
export const setupTexts: ProblemTexts['setup'] = {
  'setup-not-open': {
    sentence:
      'Diese Seite öffnet sich mit einem Einrichtungslink, und Ihrer öffnet sie nicht oder nicht mehr. Bitten Sie um einen neuen, wo Sie ihn erhalten haben.',
    remedy: 'Der Betreiber erstellt einen neuen Link: latchkey setup-link create.',
    rule: own,
  },
  'setup-form-refused': {
    sentence:
      'Dieses Formular kam nicht von unserer Seite, oder die Seite war zu alt. Öffnen Sie den Link noch einmal und machen Sie dort weiter.',
    remedy: 'Öffnen Sie den Einrichtungslink noch einmal. Was schon eingegeben war, ist noch da.',
  },
  'setup-form-malformed': {
    sentence:
      'Dieses Formular sendet unsere Seite nicht. Öffnen Sie den Link noch einmal und machen Sie dort weiter.',
    remedy: 'In Entra ist nichts zu ändern. Suchen Sie nach einem Proxy oder Skript dazwischen.',
    rule: own,
  },
  'setup-upload-too-large': {
    sentence:
      'Die hochgeladene Datei ist größer als alle Metadaten oder Zertifikate. Gehen Sie zurück und wählen Sie die Datei aus Entra.',
    remedy: `${entra.certificates}: Laden Sie „Verbundmetadaten-XML“ oder „Zertifikat (Base64)“ herunter.`,
    rule: 'Grenze dieses Produkts: 256 kB',
  },
  'setup-draft-too-large': {
    sentence:
      'Diese Zertifikate sind zu groß, um gespeichert zu werden: Alle Zertifikate einer Verbindung haben zusammen höchstens 48 kB. Gehen Sie zurück und geben Sie weniger oder kleinere an.',
    remedy:
      'Übergeben Sie das aktive Zertifikat und das nächste. Vertraut die laufende Verbindung vielen, nimmt der Betreiber jene heraus, die nicht mehr signieren: latchkey tenant key retire.',
    rule: 'Grenze dieses Produkts: 48 kB',
  },
  'setup-too-often': {
    sentence: 'Das ist in dieser Stunde sehr oft geschehen. Bitte machen Sie in der nächsten weiter.',
    remedy:
      'Warten Sie auf die nächste Stunde, oder bitten Sie den Betreiber um einen neuen Link: latchkey setup-link create.',
    rule: own,
  },
  'setup-read-only': {
    sentence: 'Mit Ihrem Link können Sie die Einrichtung ansehen, aber nicht ändern.',
    remedy: 'Der Betreiber erstellt einen Link, der ändern darf: latchkey setup-link create.',
    rule: own,
  },
  'setup-nothing-to-renew': {
    sentence:
      'Das einmalige Anmelden ist noch nicht eingerichtet, daher gibt es kein Zertifikat zu erneuern. Bitten Sie um einen Einrichtungslink, wo Sie Ihren Link erhalten haben.',
    remedy: 'Erstellen Sie einen Link mit dem Zweck set-up: latchkey setup-link create.',
    rule: own,
  },
  'setup-draft-of-another-link': {
    sentence:
      'Eine andere Einrichtung ist im Gange, und Ihr Link erneuert nur das Zertifikat. Schließen Sie zuerst jene Einrichtung ab, oder fragen Sie dort nach, wo Sie Ihren Link erhalten haben.',
    remedy:
      'Wessen sie ist, zeigt latchkey tenant history. Um sie aufzugeben, widerrufen Sie ihren Link: latchkey setup-link revoke.',
    rule: own,
  },
  'setup-draft-withdrawn': {
    sentence:
      'Der Link, mit dem diese Werte gewählt wurden, ist geschlossen, daher können sie nicht verwendet werden. Geben Sie die Werte aus Entra noch einmal ein.',
    remedy: 'Geben Sie die Werte mit einem offenen Einrichtungslink noch einmal ein; das ersetzt die alten.',
    rule: own,
  },
};
