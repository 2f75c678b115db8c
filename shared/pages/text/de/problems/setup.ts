import type { ProblemTexts } from '../../problem-text.ts';

const newLink = 'Bitten Sie die Person, die den Link gesendet hat, um einen neuen.';

/** Refusals of the set-up page, in German. */
export const setupTexts: ProblemTexts['setup'] = {
  'setup-not-open': {
    sentence:
      'Dieser Link ist ungültig, oder seine Seite war zu lange geöffnet. Öffnen Sie Ihren Link erneut. Gelingt das nicht, bitten Sie die Person, die ihn gesendet hat, um einen neuen.',
    remedy: newLink,
  },
  'setup-link-expired': {
    sentence: 'Dieser Link ist abgelaufen. Bitten Sie die Person, die ihn gesendet hat, um einen neuen.',
    remedy: newLink,
  },
  'setup-link-revoked': {
    sentence:
      'Die Betreiber der Anwendung haben diesen Link geschlossen. Bitten Sie die Person, die ihn gesendet hat, um einen neuen.',
    remedy: newLink,
  },
  'setup-link-used': {
    sentence:
      'Dieser Link wurde so oft geöffnet, wie er geöffnet werden darf. Fahren Sie in dem Browser fort, der ihn geöffnet hat, oder bitten Sie die Person, die ihn gesendet hat, um einen neuen.',
    remedy: newLink,
  },
  'setup-form-refused': {
    sentence:
      'Dieses Formular kam von einer anderen Website, oder seine Seite war zu lange geöffnet. Öffnen Sie Ihren Link erneut und fahren Sie dort fort.',
    remedy: 'Öffnen Sie den Einrichtungslink erneut. Ihre bisherigen Eingaben sind noch da.',
  },
  'setup-form-malformed': {
    sentence:
      'Dieses Formular kam unvollständig oder verändert an. Öffnen Sie Ihren Link erneut und fahren Sie dort fort.',
    remedy:
      'In Entra ist nichts zu ändern. Suchen Sie nach einem Proxy, einem Skript oder einer Browsererweiterung, die verändern, was der Browser sendet.',
  },
  'setup-upload-too-large': {
    sentence:
      'Diese Datei ist größer als alle Metadaten und Zertifikate. Gehen Sie zurück und wählen Sie die Datei aus Entra.',
    remedy:
      'Laden Sie „Verbundmetadaten-XML“ oder „Zertifikat (Base64)“ herunter und wählen Sie diese Datei.',
    rule: 'Höchstens 256 kB',
  },
  'setup-draft-too-large': {
    sentence:
      'Diese Zertifikate sind zu groß, um gespeichert zu werden: Eine Verbindung darf 48 kB davon haben. Gehen Sie zurück und geben Sie weniger oder kleinere ein.',
    remedy:
      'Geben Sie nur das aktive Zertifikat von Entra und das nächste ein. Ist das noch zu viel, bitten Sie die Betreiber der Anwendung, alte zu entfernen.',
    rule: 'Höchstens 48 kB',
  },
  'setup-too-often': {
    sentence: 'Zu viele Versuche. Versuchen Sie es in einer Stunde erneut.',
    remedy: 'Warten Sie eine Stunde, oder bitten Sie die Person, von der Sie den Link haben, um einen neuen.',
  },
  'setup-read-only': {
    sentence:
      'Mit diesem Link können Sie die Einrichtung ansehen, aber nicht ändern. Bitten Sie die Person, von der Sie ihn haben, um einen anderen.',
    remedy: 'Bitten Sie die Person, von der Sie den Link haben, um einen, der Änderungen erlaubt.',
  },
  'setup-nothing-to-renew': {
    sentence:
      'Das einmalige Anmelden ist noch nicht eingerichtet, daher gibt es kein Zertifikat zu erneuern. Bitten Sie die Person, von der Sie Ihren Link haben, um einen Einrichtungslink.',
    remedy:
      'Bitten Sie die Person, von der Sie den Link haben, um einen, mit dem Sie das einmalige Anmelden einrichten.',
  },
  'setup-draft-of-another-link': {
    sentence:
      'Eine andere Einrichtung läuft bereits, und Ihr Link erneuert nur das Zertifikat. Schließen Sie zuerst jene ab, oder fragen Sie die Person, von der Sie Ihren Link haben.',
    remedy:
      'Schließen Sie die andere Einrichtung mit ihrem Link ab, oder bitten Sie die Person, von der Sie Ihren haben, sie zu schließen.',
  },
  'setup-draft-withdrawn': {
    sentence:
      'Der Link, mit dem diese Werte eingegeben wurden, ist geschlossen; wir können sie daher nicht verwenden. Geben Sie die Werte aus Entra erneut ein.',
    remedy:
      'Geben Sie die Werte aus Entra mit einem gültigen Einrichtungslink erneut ein. Sie ersetzen die alten.',
  },
  'setup-administrator-required': {
    sentence:
      'Sie haben sich angemeldet, aber Ihr Konto darf das einmalige Anmelden nicht verwalten. Bitten Sie die Betreiber der Anwendung, Sie zum Administrator zu machen oder Ihnen einen Einrichtungslink zu senden.',
    remedy: 'Bitten Sie die Betreiber der Anwendung, diese Person zum Administrator zu machen.',
    rule: 'Nur ein Administrator der Organisation',
  },
  'setup-sign-in-not-fresh': {
    sentence:
      'Ihr Verzeichnis hat Sie nicht erneut zur Anmeldung aufgefordert. Melden Sie sich in Ihrem Verzeichnis ab und versuchen Sie es noch einmal. Hilft das nicht, bitten Sie die Betreiber der Anwendung um einen Einrichtungslink.',
    remedy:
      'Melden Sie sich in diesem Browser von Entra ab und versuchen Sie es noch einmal. Wenn das Verzeichnis die Aufforderung zu einer erneuten Anmeldung übergeht, verwenden Sie einen Einrichtungslink.',
  },
};
