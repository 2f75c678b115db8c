import type { TestTexts } from '../en/test-sign-in.ts';

/** What a test sign-in is told with, in German. */
export const testSignInGerman: TestTexts = {
  passed: 'Die Testanmeldung ist gelungen',
  failed: 'Die Testanmeldung ist nicht gelungen',
  outdated: 'Seitdem haben Sie etwas geändert. Testen Sie noch einmal.',
  begunHere: 'Mit der Schaltfläche auf dieser Seite begonnen',
  begunThere:
    'Vom Verzeichnis gesendet: durch den eigenen Test von Entra oder über eine Kachel in Meine Apps',
  testedAt: 'Getestet',
  begun: 'Begonnen',
  whatToFix: 'So beheben Sie es',
  expected: 'Erwartet',
  received: 'Erhalten',
  directorySays: 'Das Verzeichnis sagt',
  directoryFailed:
    'Das Verzeichnis selbst hat die Anmeldung beendet; seine eigenen Worte stehen unten. Suchen Sie die fehlgeschlagene Anmeldung in Entra: Überwachung > Anmeldeprotokolle. Beheben Sie, was dort steht, oft dass Sie unter Benutzer und Gruppen noch nicht zugewiesen sind, und testen Sie noch einmal.',
  whatArrived: 'Was angekommen ist',
  nothingArrived:
    'Keines der Zertifikate, die Sie übergeben haben, hat diese Nachricht signiert; deshalb wird nichts daraus gezeigt.',
  nothingDisclosed:
    'Die verschlüsselte Assertion wurde geöffnet, ihr Inhalt bleibt aber verborgen: Sie ist selbst nicht signiert oder für eine andere Anwendung bestimmt. Um die Ansprüche hier zu sehen, wählen Sie in Entra als Signaturoption „SAML-Antwort und -Assertion signieren“.',
  nameId: 'Eindeutiger Benutzerbezeichner (Namens-ID)',
  user: 'Benutzerkonto',
  claims: (count) => `Alle Ansprüche: ${count} angekommen`,
  claimsLeftOut: (count) => (count === 1 ? 'und ein weiterer Anspruch' : `und ${count} weitere Ansprüche`),
  allChecks: (passed, all) => `Alle Prüfungen: ${passed} von ${all} bestanden`,
  outcomes: { passed: 'Bestanden', failed: 'Nicht bestanden', 'not-reached': 'Nicht erreicht' },
  accountStatuses: {
    known: (name) => `${name} würde angemeldet.`,
    'user-unknown': (name) =>
      `Ein Benutzerkonto ${name} gibt es noch nicht. Der Test zählt trotzdem; bevor ${name} sich anmelden kann, muss das Konto unter genau diesem Namen angelegt werden.`,
    'user-not-active': (name) =>
      `Das Benutzerkonto ${name} ist angelegt und noch nicht aktiv. Der Test zählt trotzdem.`,
    'user-other-identity': (name) =>
      `Das Benutzerkonto ${name} gehört einer anderen Person Ihres Verzeichnisses oder einem früheren Konto derselben Person. Der Betreiber entscheidet.`,
    'user-identity-missing': (name) =>
      `Das Benutzerkonto ${name} wird an der Objekt-ID erkannt, und es kam keine an. Senden Sie objectidentifier und tenantid, wie Entra es von sich aus tut.`,
  },
  otherwise: (name) => `${name} könnte sich noch nicht anmelden.`,
  checks: {
    encoding: 'Die Nachricht ist ein Formular in Base64',
    xml: 'Die Nachricht ist wohlgeformtes XML',
    response: 'Sie ist eine SAML-Antwort',
    signature: 'Sie trägt eine Signatur der richtigen Art',
    'signature-algorithm': 'Sie ist mit SHA-256 oder besser signiert',
    'signing-key': 'Ein Zertifikat, das Sie übergeben haben, hat sie signiert',
    'signature-value': 'Unterwegs wurde nichts daran geändert',
    decryption: 'Sie ließ sich entschlüsseln',
    certificate: 'Das Signaturzertifikat ist heute gültig',
    assertion: 'Sie enthält eine Assertion',
    claims: 'Ihre Ansprüche sind lesbar',
    subject: 'Sie nennt eine Person (Namens-ID)',
    conditions: 'Sie sagt, für wen und wie lange sie gilt',
    authentication: 'Sie sagt, wann sich die Person angemeldet hat',
    identity: 'Sie enthält Objekt-ID und Verzeichnis-ID der Person',
    issuer: 'Sie kommt aus Ihrem Verzeichnis (Aussteller)',
    audience: 'Sie ist für diese Anwendung bestimmt (Bezeichner)',
    recipient: 'Sie ist für diese Antwort-URL bestimmt',
    destination: 'Sie wurde an diese Antwort-URL gesendet',
    answer: 'Alle ihre Teile beantworten dieselbe Anfrage',
    times: 'Sie gilt in diesem Augenblick',
    'response-time': 'Sie wurde erstellt, bevor sie ankam',
    status: 'Das Verzeichnis meldet Erfolg',
    encryption: 'Sie ist so verschlüsselt wie vereinbart',
    request: 'Sie beantwortet genau diesen Test',
    user: 'Die Person hat ein aktives Benutzerkonto',
  },
};
