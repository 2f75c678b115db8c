import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

type Warning = SetupTexts['summary']['warning'];

const warnings: Readonly<Record<Parameters<Warning>[0], (facts: Parameters<Warning>[1]) => string>> = {
  'issuer-is-login-host': ({ host }) =>
    `Der Microsoft Entra-Bezeichner steht bei ${host}, wo sich Personen anmelden. Die Bezeichner von Entra beginnen mit https://sts.windows.net/.`,
  'issuer-not-a-url': ({ issuer }) =>
    `Der Bezeichner ${issuer} ist keine URL. Ein Microsoft Entra-Bezeichner ist eine: https://sts.windows.net/…/. Fahren Sie fort, wenn ein anderes Verzeichnis als Entra diesen Bezeichner verwendet.`,
  'issuer-without-slash': ({ issuer }) =>
    `Der Microsoft Entra-Bezeichner endet mit einem Schrägstrich: ${issuer}/`,
  'login-url-is-issuer': () =>
    'Die Anmelde-URL ist der Microsoft Entra-Bezeichner; dort können sich Personen nicht anmelden. Kopieren Sie die Anmelde-URL aus Entra.',
  'login-url-is-my-apps': ({ host }) =>
    `Die Anmelde-URL ist eine Seite von „Meine Apps“ (${host}), die unsere Anmeldeanforderungen nicht beantworten kann. Kopieren Sie die Anmelde-URL aus Entra.`,
  'login-url-not-of-microsoft': ({ host }) =>
    `Der Microsoft Entra-Bezeichner ist der von Entra, die Anmelde-URL aber steht bei ${host}; das ist keine Anmeldeadresse von Microsoft. Kopieren Sie beide aus Entra.`,
  'login-url-of-any-directory': ({ directory }) =>
    `Die Anmelde-URL gilt für jedes Verzeichnis (/${directory}/). Kopieren Sie die mit der ID Ihres Verzeichnisses.`,
  'login-url-with-domain': ({ domain }) =>
    `Die Anmelde-URL nennt die Domäne ${domain} statt der Verzeichnis-ID. Eine Domäne kann zu einem anderen Verzeichnis wechseln. Kopieren Sie die Anmelde-URL aus Entra.`,
  'login-url-not-saml': ({ path }) =>
    `Die Anmelde-URL führt nicht zu SAML: Ihr Pfad ist ${path}. Der von Entra endet mit /saml2.`,
  'login-url-of-other-directory': ({ ours, theirs }) =>
    `Die Anmelde-URL gehört zum Verzeichnis ${theirs}, der Microsoft Entra-Bezeichner zu ${ours}.`,
  'logout-url-of-other-directory': ({ ours, theirs }) =>
    `Die Abmelde-URL gehört zum Verzeichnis ${theirs}, der Microsoft Entra-Bezeichner zu ${ours}.`,
  'metadata-url-of-other-directory': ({ ours, theirs }) =>
    `Die Metadaten-URL gehört zum Verzeichnis ${theirs}, der Microsoft Entra-Bezeichner zu ${ours}.`,
  'metadata-url-without-appid': () =>
    'Die Metadaten-URL nennt keine Anwendung (appid). Sie führt die Zertifikate des Verzeichnisses auf, nicht die dieser Anwendung. Kopieren Sie die App-Verbundmetadaten-URL.',
  'signed-requests-of-instance': () =>
    'Unsere Anforderungen sind signiert, aber die Anmelde-URL endet mit einer ID nach /saml2/; dort lehnt Entra signierte Anforderungen ab. Verwenden Sie die Anmelde-URL ohne diese ID, oder bitten Sie uns um Anforderungen ohne Signatur.',
  'recognised-by-name': () =>
    'Wir können Personen nur an ihrem Anmeldenamen erkennen, der sich ändern oder an eine andere Person übergehen kann. Wählen Sie „Werte ändern“, und geben Sie einen Anspruch ein, der für eine Person immer gleich bleibt.',
  'identity-claim-replaced': ({ before, after }) =>
    `Heute erkennen wir Personen an ${before}. Mit ${after} werden Personen, die sich schon angemeldet haben, abgelehnt, bis wir sie neu verknüpfen. Wenden Sie sich an den Support, bevor Sie das aktivieren.`,
  'certificate-expired': ({ thumbprint, day }) =>
    `Das Zertifikat ${thumbprint} ist am ${day} abgelaufen. Anmeldungen damit werden abgelehnt. Erstellen Sie in Entra ein neues.`,
  'certificate-expires-soon': ({ thumbprint, day, days }) =>
    `Das Zertifikat ${thumbprint} läuft am ${day} ab, in ${days} ${days === '1' ? 'Tag' : 'Tagen'}. Erneuern Sie es rechtzeitig.`,
  'certificate-not-yet-valid': ({ thumbprint, day }) =>
    `Das Zertifikat ${thumbprint} ist ab ${day} gültig. Bis dahin werden Anmeldungen damit abgelehnt.`,
};

/** The settings of a connection, for comparison with Entra, and their warnings. */
export const summaryTexts: SetupTexts['summary'] = {
  directory: 'Verzeichnis-ID (Mandanten-ID)',
  noDirectory: 'nicht bekannt',
  certificate: (number, count) => (count === 1 ? 'Zertifikat' : `Zertifikat ${number} von ${count}`),
  notSeenYet: 'Wir erhalten das Zertifikat mit der ersten Anmeldung.',
  validUntil: 'Gültig bis',
  expiredOn: 'Abgelaufen am',
  sha1: 'Fingerabdruck (SHA-1, wie Entra ihn zeigt)',
  sha256: 'Fingerabdruck (SHA-256)',
  signing: 'Signiert Anmeldungen',
  unproven: 'Noch nicht. Anmeldungen damit sind möglich, sobald Sie es in Entra als aktiv festlegen.',
  provenSince: (time) => html`Ja, zum ersten Mal am ${time}.`,
  isNew: 'Neu',
  warnings: 'Prüfen Sie zuerst diese Warnungen',
  warning: (code, facts) => warnings[code](facts),
};
