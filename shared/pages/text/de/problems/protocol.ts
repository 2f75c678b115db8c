import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entraLabels } from '../entra.ts';

const row = (remedy: string): ProblemText => ({
  sentence:
    'Die Anmeldung ist fehlgeschlagen: Die Anmeldeeinstellungen Ihrer Organisation passen nicht zu dieser Anwendung. Zeigen Sie diese Seite Ihrer IT-Abteilung.',
  remedy,
});

const late: ProblemText = {
  sentence: 'Diese Anmeldung kam zu spät oder zu früh an. Bitte melden Sie sich erneut an.',
  remedy:
    'Melden Sie sich erneut an. Schlägt es jedes Mal fehl, synchronisieren Sie die Uhr des Identitätsanbieters (NTP).',
};

const profile = row(
  'Entra sendet das nie; dort ist nichts zu ändern. Melden Sie es dem Hersteller Ihres Identitätsanbieters.',
);

const enterExpected = row('Geben Sie den erwarteten Wert ein und legen Sie ihn als Standard fest.');

const { fields } = entraLabels;

/** Refusals of what the signed assertion says, in German. */
export const protocolTexts: ProblemTexts['protocol'] = {
  'status-not-success': {
    sentence:
      'Das Verzeichnis Ihrer Organisation hat die Anmeldung nicht abgeschlossen. Bitte versuchen Sie es erneut.',
    remedy:
      'Das Verzeichnis hat die Anmeldung abgelehnt. Suchen Sie sie unter den fehlgeschlagenen und beheben Sie, was Entra dort nennt.',
  },
  'issuer-mismatch': row(
    'Kopieren Sie den Microsoft Entra-Bezeichner noch einmal, mit dem Schrägstrich am Ende. Geben Sie ihn danach auf der Einrichtungsseite ein.',
  ),
  'audience-missing': profile,
  'audience-mismatch': enterExpected,
  'recipient-mismatch': enterExpected,
  'reply-url-mistaken': {
    sentence:
      'Das Verzeichnis Ihrer Organisation sendet Anmeldungen an die falsche Adresse dieser Anwendung. Zeigen Sie diese Seite Ihrer IT-Abteilung.',
    remedy: `Geben Sie den erwarteten Wert ein, legen Sie ihn als Standard fest und löschen Sie den erhaltenen. ${fields.signOnUrl} und ${fields.identifier} haben eigene Felder.`,
  },
  'reply-url-without-tenant': {
    sentence:
      'Das Verzeichnis Ihrer Organisation hat diese Anmeldung an eine Adresse gesendet, die keine Organisation nennt. Bitten Sie Ihre IT-Abteilung, die Antwort-URL zu berichtigen.',
    remedy: `Geben Sie die Antwort-URL der Einrichtungsseite ein; sie nennt Ihre Organisation. Tragen Sie hier nicht den Wert von ${fields.identifier} ein.`,
  },
  'destination-missing': profile,
  'destination-mismatch': enterExpected,
  'in-response-to-mismatch': profile,
  'subject-confirmation': profile,
  'confirmation-expired': late,
  'conditions-missing': profile,
  'condition-unknown': profile,
  'assertion-expired': late,
  'assertion-not-yet-valid': late,
  'assertion-window-too-long': {
    ...row(
      'Verkürzen Sie die Richtlinie zur Tokengültigkeit (AccessTokenLifetime) der Anwendung in Entra auf höchstens 24 Stunden.',
    ),
    rule: 'Höchstens 24 Stunden gültig',
  },
  'issue-instant-in-future': late,
  'authn-statement-missing': profile,
  'session-already-over': late,
  'name-id-missing': row(
    'Wählen Sie ein Quellattribut, das jede Person hat, zum Beispiel user.userprincipalname.',
  ),
  'name-id-too-long': row(
    'Wählen Sie ein Quellattribut mit höchstens 256 Zeichen, zum Beispiel user.userprincipalname.',
  ),
  'attribute-malformed': profile,
  'attribute-repeated': row('Der erhaltene Anspruch wird mehrfach gesendet. Löschen Sie die Duplikate.'),
  'identity-claim-malformed': {
    ...row(
      'Belassen Sie diese Ansprüche so, wie Entra sie sendet. Senden Sie aus einem anderen Verzeichnis den vereinbarten Identitätsanspruch mit einem Wert je Person.',
    ),
    rule: 'Ansprüche von Entra ID: objectidentifier, tenantid',
  },
};
