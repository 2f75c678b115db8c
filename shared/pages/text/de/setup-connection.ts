import { html } from 'hono/html';
import type { SetupTexts } from '../en/setup.ts';
import { metadataErrorsGerman, metadataPlaceGerman } from './setup-metadata.ts';

type Errors = SetupTexts['connection']['errors'];
type Warning = SetupTexts['preview']['warning'];

const errors: Errors = {
  address: {
    'not-a-url': 'Das ist keine URL. Sie beginnt mit https:// und enthält keine Leerzeichen.',
    'not-https': 'Die URL muss mit https:// beginnen.',
    'password-or-fragment': 'Die URL darf kein Kennwort und kein # mit etwas dahinter enthalten.',
    'issuer-too-long': 'Das ist länger als jeder Microsoft Entra-Bezeichner. Kopieren Sie ihn noch einmal.',
    'issuer-not-visible':
      'Das enthält ein Leerzeichen, ein Zeilenende oder ein unsichtbares Zeichen. Kopieren Sie den Bezeichner noch einmal, ohne diese.',
    'issuer-without-slash':
      'Ein Microsoft Entra-Bezeichner endet mit einem Schrägstrich. Kopieren Sie ihn noch einmal, vollständig.',
    'issuer-with-domain':
      'Ein Microsoft Entra-Bezeichner enthält die Verzeichnis-ID, nie einen Domänennamen. Kopieren Sie ihn aus Entra.',
    'own-address':
      'Das ist eine Adresse dieser Anwendung, nicht Ihres Verzeichnisses: Anmeldungen würden sich im Kreis drehen. Kopieren Sie den Wert, den Entra unter „einrichten“ zeigt.',
  },
  key: {
    empty: 'Darin ist nichts. Laden Sie Zertifikat (Base64) noch einmal herunter.',
    'too-large':
      'Das ist größer als jedes Zertifikat. Wählen Sie die Datei, die Zertifikat (Base64) herunterlädt.',
    'private-key':
      'Das enthält einen privaten Schlüssel. Wir brauchen nie einen und haben nichts davon behalten; wer ihn gesehen hat, kann in Ihrem Namen signieren: Ersetzen Sie ihn. Laden Sie stattdessen Zertifikat (Base64) herunter.',
    'not-a-thumbprint':
      'Das ist kein Fingerabdruck. Er hat 40 Zeichen, 0 bis 9 und A bis F, und steht unter SAML-Zertifikate als Fingerabdruck.',
    'not-a-certificate':
      'Das ist kein Zertifikat. Wählen Sie die Datei, die Zertifikat (Base64) herunterlädt.',
    'several-certificates': 'Das enthält mehrere Zertifikate. Übergeben Sie nur das aktive.',
    'certificate-bundle':
      'Das ist eine PKCS-#7-Datei (.p7b) mit einer Kette von Zertifikaten. Laden Sie Zertifikat (Base64) herunter, eine .cer-Datei.',
    'pem-lines':
      'Die Zeilen BEGIN und END um dieses Zertifikat passen nicht zusammen. Lassen Sie je eine davor und dahinter stehen.',
    'certificate-in-xml':
      'Das ist XML um ein Zertifikat herum. Kopieren Sie nur die Zeichen zwischen den Tags, oder laden Sie Zertifikat (Base64) herunter.',
    'metadata-instead':
      'Das sind Metadaten, kein Zertifikat. Wählen Sie sie oben unter Verbundmetadaten-XML.',
    'trailing-bytes': 'Nach dem Zertifikat folgt noch etwas. Übergeben Sie es allein.',
    'not-rsa':
      'Dieses Zertifikat hat keinen RSA-Schlüssel. Die von Entra haben einen: Erstellen Sie in Entra ein neues Zertifikat.',
    'weak-exponent':
      'Signaturen dieses Zertifikats lassen sich fälschen: Sein RSA-Schlüssel hat einen unsicheren Exponenten. Erstellen Sie in Entra ein neues Zertifikat.',
    'weak-key':
      'Der Schlüssel dieses Zertifikats ist zu kurz, um ihm zu vertrauen. Erstellen Sie in Entra ein neues Zertifikat.',
  },
  metadata: metadataErrorsGerman,
  place: metadataPlaceGerman,
  fetch: {
    'url-refused':
      'Diese URL rufen wir nicht ab. Kopieren Sie die App-Verbundmetadaten-URL mit der Schaltfläche daneben.',
    'host-not-allowed':
      'Von dieser Adresse rufen wir keine Metadaten ab, von denen von Microsoft schon. Kopieren Sie die App-Verbundmetadaten-URL, oder übergeben Sie unten die Datei.',
    'address-not-public':
      'Diese Adresse ist nicht öffentlich. Kopieren Sie die App-Verbundmetadaten-URL, oder übergeben Sie unten die Datei.',
    redirected:
      'Diese Adresse führt zu einer anderen weiter. Kopieren Sie die App-Verbundmetadaten-URL noch einmal.',
    'too-large':
      'Was dort steht, ist größer als alle Metadaten. Kopieren Sie die App-Verbundmetadaten-URL noch einmal.',
    encoded:
      'Was dort steht, ist nicht lesbar. Kopieren Sie die App-Verbundmetadaten-URL noch einmal, oder übergeben Sie unten die Datei.',
    status:
      'Das Verzeichnis kennt diese Metadaten nicht. Kopieren Sie die App-Verbundmetadaten-URL noch einmal.',
    unreachable:
      'Das Verzeichnis war nicht erreichbar. Versuchen Sie es gleich noch einmal, oder übergeben Sie unten die Datei.',
    timeout:
      'Das Verzeichnis hat nicht rechtzeitig geantwortet. Versuchen Sie es noch einmal, oder übergeben Sie unten die Datei.',
  },
  form: {
    'url-missing': 'Geben Sie die App-Verbundmetadaten-URL ein.',
    'document-missing': 'Wählen Sie die Datei, oder fügen Sie ihren Inhalt ein.',
    'issuer-missing': 'Geben Sie den Microsoft Entra-Bezeichner ein.',
    'login-url-missing': 'Geben Sie die Anmelde-URL ein.',
    'key-missing': 'Übergeben Sie das Zertifikat oder seinen Fingerabdruck.',
    'too-many-keys':
      'Das sind mehr Zertifikate, als wir für eine Verbindung behalten. Übergeben Sie nur das aktive.',
    'other-issuer':
      'Das gehört zu einem anderen Verzeichnis als dem, aus dem sich Personen anmelden. Falls das beabsichtigt ist, bitten Sie um einen Link zur erneuten Einrichtung.',
    'other-application':
      'Das sind die Metadaten einer anderen Anwendung als der, über die sich Personen anmelden. Kopieren Sie die App-Verbundmetadaten-URL jener Anwendung. Um die Anwendung zu wechseln, bitten Sie um einen Einrichtungslink.',
    'claim-malformed':
      'Das ist nicht der Name eines Anspruchs. Ein solcher hat höchstens 256 Zeichen, ohne Leerzeichen und Umlaute. Kopieren Sie den Namen aus den Attributen, die Ihr Verzeichnis sendet.',
    'claim-of-entra':
      'Dieses Verzeichnis ist Microsoft Entra ID, das Personen selbst identifiziert. Lassen Sie dieses Feld leer.',
    'retired-key':
      'Dieses Zertifikat wurde zurückgezogen, ihm wird nicht mehr vertraut. Erstellen Sie in Entra ein neues, oder fragen Sie den Support.',
  },
};

const warnings: Readonly<Record<Parameters<Warning>[0], (facts: Parameters<Warning>[1]) => string>> = {
  'issuer-is-login-host': ({ host }) =>
    `Der Microsoft Entra-Bezeichner steht bei ${host}, wo sich Personen anmelden. Die von Entra beginnen mit https://sts.windows.net/.`,
  'issuer-not-a-url': ({ issuer }) =>
    `Der Bezeichner ${issuer} ist keine URL. Ein Microsoft Entra-Bezeichner ist eine: https://sts.windows.net/…/. Fahren Sie fort, wenn ein anderes Verzeichnis diesen Bezeichner verwendet.`,
  'issuer-without-slash': ({ issuer }) =>
    `Der Microsoft Entra-Bezeichner endet mit einem Schrägstrich: ${issuer}/`,
  'login-url-is-issuer': () =>
    'Die Anmelde-URL ist der Microsoft Entra-Bezeichner: Dort kann sich niemand anmelden.',
  'login-url-is-my-apps': ({ host }) =>
    `Die Anmelde-URL ist eine Seite von „Meine Apps“ (${host}), die unsere Anmeldeanforderungen nicht beantworten kann. Kopieren Sie die Anmelde-URL aus Entra.`,
  'login-url-not-of-microsoft': ({ host }) =>
    `Der Microsoft Entra-Bezeichner ist der von Entra, die Anmelde-URL aber steht bei ${host}, was keine Anmeldeadresse von Microsoft ist. Kopieren Sie beide aus Entra.`,
  'login-url-of-any-directory': ({ directory }) =>
    `Die Anmelde-URL gilt für jedes Verzeichnis (/${directory}/). Kopieren Sie die mit der ID Ihres Verzeichnisses.`,
  'login-url-with-domain': ({ domain }) =>
    `Die Anmelde-URL nennt die Domäne ${domain} statt der Verzeichnis-ID. Eine Domäne kann zu einem anderen Verzeichnis wechseln: Kopieren Sie die Anmelde-URL aus Entra.`,
  'login-url-not-saml': ({ path }) =>
    `Die Anmelde-URL führt nicht zu SAML: Ihr Pfad ist ${path}. Der von Entra endet mit /saml2.`,
  'login-url-of-other-directory': ({ ours, theirs }) =>
    `Die Anmelde-URL gehört zum Verzeichnis ${theirs}, der Microsoft Entra-Bezeichner zu ${ours}.`,
  'logout-url-of-other-directory': ({ ours, theirs }) =>
    `Die Abmelde-URL gehört zum Verzeichnis ${theirs}, der Microsoft Entra-Bezeichner zu ${ours}.`,
  'metadata-url-of-other-directory': ({ ours, theirs }) =>
    `Die Metadaten-URL gehört zum Verzeichnis ${theirs}, der Microsoft Entra-Bezeichner zu ${ours}.`,
  'metadata-url-without-appid': () =>
    'Die Metadaten-URL nennt keine Anwendung (appid); sie führt also die Schlüssel des Verzeichnisses auf und nicht die dieser Anwendung. Kopieren Sie die App-Verbundmetadaten-URL.',
  'signed-requests-of-instance': () =>
    'Unsere Anforderungen an Sie sind signiert, und hinter /saml2/ steht in der Anmelde-URL eine ID: Dort lehnt Entra signierte Anforderungen ab. Verwenden Sie die Anmelde-URL ohne diese ID, oder bitten Sie uns um Anforderungen ohne Signatur.',
  'recognised-by-name': () =>
    'Wir können Personen nur an ihrem Anmeldenamen erkennen, der sich ändern oder an jemand anderen übergehen kann. Wählen Sie „Ändern“, und nennen Sie einen Anspruch, der für eine Person immer gleich bleibt.',
  'identity-claim-replaced': ({ before, after }) =>
    `Heute erkennen wir Personen an ${before}. Mit ${after} werden alle abgewiesen, die sich schon angemeldet haben, bis wir sie neu verknüpfen. Wenden Sie sich an den Support, bevor Sie das aktivieren.`,
  'certificate-expired': ({ thumbprint, day }) =>
    `Das Zertifikat ${thumbprint} ist am ${day} abgelaufen: Anmeldungen damit werden abgelehnt. Erstellen Sie in Entra ein neues.`,
  'certificate-expires-soon': ({ thumbprint, day, days }) =>
    `Das Zertifikat ${thumbprint} läuft am ${day} ab, in ${days} ${days === '1' ? 'Tag' : 'Tagen'}. Erneuern Sie es rechtzeitig.`,
  'certificate-not-yet-valid': ({ thumbprint, day }) =>
    `Das Zertifikat ${thumbprint} ist erst ab ${day} gültig: Bis dahin werden Anmeldungen damit abgelehnt.`,
};

/** The step in which Entra's values are handed over, in German. */
export const setupConnectionGerman: Pick<SetupTexts, 'connection' | 'preview'> = {
  connection: {
    intro: 'Einer dieser drei Wege genügt. Der erste meldet uns auch neue Zertifikate.',
    titleRenewal: 'Zertifikat erneuern',
    introRenewal:
      'Erstellen Sie das neue Zertifikat in Entra, übergeben Sie es hier, und aktivieren Sie es in Entra nach dem letzten Schritt. Bis dahin gilt das jetzige weiter.',
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
      heading: 'Über die Metadaten-URL',
      help: html`Kopieren Sie unter <b>SAML-Zertifikate</b> die <b>App-Verbundmetadaten-URL</b> mit der Schaltfläche daneben.`,
    },
    byDocument: {
      heading: 'Über die Metadatendatei',
      help: html`Wählen Sie unter <b>SAML-Zertifikate</b> bei <b>Verbundmetadaten-XML</b> die Option <b>Herunterladen</b>.`,
      paste: 'Oder fügen Sie den Inhalt der Datei ein',
    },
    byValues: {
      heading: 'Wert für Wert',
      help: (appName) =>
        html`<b>Anmelde-URL</b>, <b>Microsoft Entra-Bezeichner</b> und <b>Abmelde-URL</b> stehen unter <b>${appName} einrichten</b>.`,
      certificateHelp: html`Wählen Sie unter <b>SAML-Zertifikate</b> bei <b>Zertifikat (Base64)</b> die Option <b>Herunterladen</b>.`,
      paste: 'Oder fügen Sie den Inhalt der Datei ein',
      thumbprintHelp: 'Statt der Datei, wenn Sie nichts anderes haben. Die Datei ist besser.',
    },
    identityClaim: {
      summary: 'Ihr Verzeichnis ist nicht Microsoft Entra ID?',
      help: 'Nennen Sie ein Attribut, das Ihr Verzeichnis bei jeder Anmeldung sendet und das für eine Person immer gleich bleibt: user.id in Okta, objectGUID in AD FS. Für eine dauerhafte NameID geben Sie persistent-name-id ein. Ohne diese Angabe erkennen wir Personen an ihrem Anmeldenamen, der sich ändern oder an jemand anderen übergehen kann.',
    },
    look: 'Ansehen',
    kept: 'Was wir haben',
    keptHelp: 'Um es zu ändern, übergeben Sie unten etwas anderes.',
    keptHelpRenewal: 'Das alles bleibt, wie es ist; das neue Zertifikat kommt hinzu.',
    errors,
    errorSummary: 'Hier stimmt etwas noch nicht. Es wurde nichts behalten.',
    chooseFileAgain: 'Wählen Sie die Datei noch einmal.',
  },
  preview: {
    title: 'Ist das richtig?',
    heading: 'Das haben wir verstanden',
    nothingKept: 'Noch ist nichts davon behalten.',
    directory: 'Verzeichnis-ID (Mandanten-ID)',
    noDirectory: 'keine, die wir erkennen',
    certificate: (number, count) => (count === 1 ? 'Zertifikat' : `Zertifikat ${number} von ${count}`),
    subject: 'Antragsteller',
    validUntil: 'Gültig bis',
    sha1: 'Fingerabdruck (SHA-1, wie Entra ihn zeigt)',
    sha256: 'Fingerabdruck (SHA-256)',
    signing: 'Signiert Anmeldungen',
    unproven: 'Noch nicht. Sobald Sie es in Entra aktivieren, gelten Anmeldungen damit.',
    notSeenYet: 'Das Zertifikat selbst kommt mit der ersten Anmeldung.',
    warnings: 'Sehen Sie sich zuerst dies an',
    warning: (code, facts) => warnings[code](facts),
    keep: 'Diese Werte behalten',
    change: 'Ändern',
  },
};
