import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';

const row = (remedy: string): ProblemText => ({
  sentence:
    'Die Anmeldung ist nicht gelungen: Die Anmeldung Ihrer Organisation passt nicht zu dieser Anwendung.',
  remedy,
});

const late: ProblemText = {
  sentence: 'Diese Anmeldung hat zu lange gedauert oder kam zu früh. Bitte versuchen Sie es erneut.',
  remedy:
    'Melden Sie sich erneut an. Wenn es jedes Mal geschieht, stellen Sie die Uhr des Identitätsanbieters über NTP.',
};

const profile = row(
  'In Entra ist nichts zu ändern: Entra sendet so etwas nie. Wenden Sie sich an den Hersteller des Identitätsanbieters.',
);

const replyUrl = row(
  `${entra.basic} > Antwort-URL (Assertionsverbraucherdienst-URL): Tragen Sie den erwarteten Wert als Standard ein.`,
);

const nameId = `${entra.claims} > Eindeutiger Benutzerbezeichner (Namens-ID)`;

/** Refusals of what the signed assertion says, in German. */
export const protocolTexts: ProblemTexts['protocol'] = {
  'status-not-success': {
    sentence:
      'Das Verzeichnis Ihrer Organisation hat die Anmeldung nicht abgeschlossen. Bitte versuchen Sie es erneut.',
    remedy:
      'Das Verzeichnis selbst hat abgelehnt. Seine eigenen Worte stehen im Protokoll; in Entra: Überwachung > Anmeldeprotokolle > die fehlgeschlagene Anmeldung.',
  },
  'issuer-mismatch': row(
    'Übergeben Sie den Microsoft Entra-Bezeichner aus dem Abschnitt „einrichten“ der Seite Einmaliges Anmelden noch einmal, jedes Zeichen davon, auch den Schrägstrich am Ende.',
  ),
  'audience-missing': profile,
  'audience-mismatch': row(
    `${entra.basic} > Bezeichner (Entitäts-ID): Tragen Sie den erwarteten Wert als Standard ein.`,
  ),
  'recipient-mismatch': replyUrl,
  'reply-url-mistaken': {
    sentence:
      'Das Verzeichnis Ihrer Organisation sendet Anmeldungen an die falsche Adresse dieser Anwendung.',
    remedy: `${entra.basic} > Antwort-URL (Assertionsverbraucherdienst-URL): Tragen Sie den erwarteten Wert als Standard ein, und entfernen Sie den erhaltenen. Anmelde-URL und Bezeichner haben eigene Felder.`,
  },
  'reply-url-without-tenant': {
    sentence:
      'Das Verzeichnis Ihrer Organisation hat diese Anmeldung an eine Adresse dieser Anwendung gesendet, die keine Organisation nennt. Ihr Administrator muss dort die Antwort-URL berichtigen.',
    remedy: `${entra.basic} > Antwort-URL (Assertionsverbraucherdienst-URL): Tragen Sie den Wert der Einrichtungsseite ein, der die Organisation nennt. Der Bezeichner ist keine Antwort-URL.`,
  },
  'destination-missing': profile,
  'destination-mismatch': replyUrl,
  'in-response-to-mismatch': profile,
  'subject-confirmation': profile,
  'confirmation-expired': late,
  'conditions-missing': profile,
  'condition-unknown': profile,
  'assertion-expired': late,
  'assertion-not-yet-valid': late,
  'assertion-window-too-long': {
    ...row(
      'Verkürzen Sie die Richtlinie zur Tokengültigkeit (AccessTokenLifetime), die der Anwendung in Entra zugewiesen ist.',
    ),
    rule: 'Grenze dieses Produkts: höchstens 24 Stunden gültig',
  },
  'issue-instant-in-future': late,
  'authn-statement-missing': profile,
  'session-already-over': late,
  'name-id-missing': row(`${nameId}: Wählen Sie eine Quelle, die jede Person hat.`),
  'name-id-too-long': row(`${nameId}: höchstens 256 Zeichen.`),
  'attribute-malformed': profile,
  'attribute-repeated': row(`${entra.claims}: Senden Sie jeden Anspruch nur einmal.`),
  'identity-claim-malformed': {
    ...row(
      `${entra.claims}: Belassen Sie objectidentifier und tenantid so, wie Entra sie sendet. In einem anderen Verzeichnis: Senden Sie den Identitätsanspruch dieses Mandanten mit einem Wert je Person.`,
    ),
    rule: 'Ansprüche von Entra ID: objectidentifier, tenantid',
  },
};
