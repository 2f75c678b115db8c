import type { SetupTexts } from '../../en/setup.ts';

/** What a test sign-in found. */
export const testResultTexts: SetupTexts['testResult'] = {
  passed: 'Die Testanmeldung ist gelungen',
  failed: 'Die Testanmeldung ist fehlgeschlagen',
  outdated: 'Sie haben die Werte nach diesem Test geändert. Testen Sie erneut.',
  begunHere: 'Mit der Schaltfläche auf dieser Seite',
  begunThere: 'Vom Verzeichnis: durch den Test in Entra oder über eine Kachel in Meine Apps',
  testedAt: 'Getestet',
  begun: 'Begonnen',
  whatToFix: 'So beheben Sie es',
  expected: 'Erwartet',
  received: 'Erhalten',
  directorySays: 'Das Verzeichnis sagt',
  directoryFailed:
    'Das Verzeichnis selbst hat die Anmeldung abgelehnt; seine Meldung steht unten. Öffnen Sie die fehlgeschlagene Anmeldung in Entra unter Überwachung und Integrität > Anmeldeprotokolle. Beheben Sie den dort genannten Grund (oft sind Sie unter Benutzer und Gruppen nicht zugewiesen), und testen Sie erneut.',
  whatArrived: 'Was angekommen ist',
  nothingArrived:
    'Keines der Zertifikate, die Sie eingegeben haben, hat diese Nachricht signiert; ihr Inhalt wird deshalb nicht gezeigt.',
  nothingDisclosed:
    'Die verschlüsselte Assertion wurde entschlüsselt, ihr Inhalt wird aber nicht gezeigt: Sie ist selbst nicht signiert oder für eine andere Anwendung bestimmt. Um die Ansprüche hier zu sehen, wählen Sie in Entra als Signaturoption „SAML-Antwort und -Assertion signieren“.',
  nameId: 'Eindeutiger Benutzerbezeichner (Namens-ID)',
  user: 'Benutzerkonto',
  application: 'Was die Anwendung erhält',
  claims: (count) => `Alle Ansprüche: ${count} angekommen`,
  claimsLeftOut: (count) => (count === 1 ? 'und ein weiterer Anspruch' : `und ${count} weitere Ansprüche`),
  allChecks: (passed, all) => `Alle Prüfungen: ${passed} von ${all} bestanden`,
  outcomes: { passed: 'Bestanden', failed: 'Nicht bestanden', 'not-reached': 'Nicht erreicht' },
  accountStatuses: {
    created: (name) => `${name} würde als Benutzer angelegt und angemeldet.`,
    known: (name) => `${name} würde angemeldet.`,
    'user-unknown': (name) =>
      `Ein Benutzerkonto ${name} gibt es noch nicht. Der Test zählt trotzdem. Bevor ${name} sich anmelden kann, muss das Konto mit genau diesem Namen angelegt werden.`,
    'user-not-entitled': (name) =>
      `${name} hat noch kein Benutzerkonto und nicht die Rolle oder Gruppe, mit der eines angelegt wird. Der Test zählt trotzdem.`,
    'user-removed': (name) =>
      `Das Benutzerkonto ${name} wurde entfernt. Der Test zählt trotzdem. Wenden Sie sich an den Support, um es erneut anlegen zu lassen.`,
    'user-not-active': (name) => `Das Benutzerkonto ${name} ist nicht aktiv. Der Test zählt trotzdem.`,
    'user-other-identity': (name) =>
      `Das Benutzerkonto ${name} gehört einer anderen Person Ihres Verzeichnisses oder einem früheren Konto derselben Person. Wenden Sie sich an den Support.`,
    'user-identity-missing': (name) =>
      `Wir erkennen das Benutzerkonto ${name} an der Objekt-ID, aber es ist keine angekommen. Senden Sie objectidentifier und tenantid, wie Entra es standardmäßig tut.`,
  },
  otherwise: (name) => `${name} könnte sich noch nicht anmelden.`,
  checks: {
    encoding: 'Die Nachricht ist ein Formular in Base64',
    xml: 'Die Nachricht ist wohlgeformtes XML',
    response: 'Sie ist eine SAML-Antwort',
    signature: 'Sie hat eine Signatur der erwarteten Art',
    'signature-algorithm': 'Sie ist mit SHA-256 oder besser signiert',
    'signing-key': 'Ein Zertifikat, das Sie eingegeben haben, hat sie signiert',
    'signature-value': 'Sie wurde nach dem Signieren nicht geändert',
    encryption: 'Sie ist so verschlüsselt wie vereinbart',
    decryption: 'Sie ließ sich entschlüsseln',
    certificate: 'Das Signaturzertifikat ist heute gültig',
    assertion: 'Sie enthält eine Assertion',
    claims: 'Ihre Ansprüche sind lesbar',
    subject: 'Sie nennt eine Person (Namens-ID)',
    conditions: 'Sie gibt an, für wen und wie lange sie gilt',
    authentication: 'Sie gibt an, wann sich die Person angemeldet hat',
    identity: 'Sie enthält Objekt-ID und Verzeichnis-ID der Person',
    issuer: 'Sie kommt aus Ihrem Verzeichnis (Aussteller)',
    audience: 'Sie ist für diese Anwendung bestimmt (Bezeichner)',
    recipient: 'Sie ist für diese Antwort-URL bestimmt',
    destination: 'Sie wurde an diese Antwort-URL gesendet',
    answer: 'Alle ihre Teile beantworten dieselbe Anfrage',
    times: 'Sie ist jetzt gültig',
    'response-time': 'Sie wurde erstellt, bevor sie ankam',
    status: 'Das Verzeichnis meldet Erfolg',
    mapping: 'Sie enthält, was die Anwendung wissen muss',
    request: 'Sie beantwortet diesen Test',
    user: 'Die Person hat ein aktives Benutzerkonto',
  },
};
