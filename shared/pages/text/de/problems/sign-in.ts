import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { notRecognised } from './signature.ts';

const startAgain = 'Öffnen Sie die Anwendung und melden Sie sich erneut an.';

const usedAlready: ProblemText = {
  sentence: 'Diese Anmeldung wurde bereits verwendet. Wenn Sie angemeldet sind, fahren Sie fort.',
  remedy: startAgain,
};

/** Refusals that need more than the message, in German. */
export const signInTexts: ProblemTexts['signIn'] = {
  'tenant-not-found': {
    ...notRecognised,
    remedy: 'Prüfen Sie die Adresse: Sie nennt keine Organisation, die diese Anwendung verwendet.',
  },
  'tenant-not-identified': {
    sentence:
      'Diese Anmeldung nennt keine Organisation. Öffnen Sie die Anwendung über ihre eigene Adresse und melden Sie sich dort an.',
    remedy:
      'Testen Sie die Anmeldung auf der Einrichtungsseite: Das beweist das Zertifikat, das in Entra aktiv ist. Danach meldet auch eine Kachel in „Meine Apps“ an, bis dahin die Anmelde-URL.',
  },
  'tenant-disabled': {
    ...notRecognised,
    signedSentence:
      'Die Anmeldung über das Verzeichnis Ihrer Organisation ist für diese Anwendung ausgeschaltet. Wenden Sie sich an ihre Betreiber.',
    remedy:
      'Die Anmeldung ist für Ihre Organisation ausgeschaltet. Bitten Sie die Betreiber der Anwendung, sie einzuschalten.',
  },
  'return-to-malformed': {
    sentence:
      'Zu dieser Adresse können wir Sie nicht zurückführen: Sie gehört nicht zu dieser Anwendung. Öffnen Sie die Anwendung erneut.',
    remedy: 'Senden Sie returnTo als Pfad des eigenen Ursprungs der Anwendung, zum Beispiel /reports/7.',
  },
  'sign-on-no-page': {
    sentence: 'Eine Anmeldung beginnt nur, wenn Sie eine Seite öffnen. Öffnen Sie die Anwendung erneut.',
    remedy:
      'Verlinken Sie die Anmelde-URL, oder leiten Sie die Seite dorthin weiter. Laden Sie sie nie durch ein Skript oder als Bild.',
  },
  'flow-unknown': {
    sentence:
      'Wir haben diese Anmeldung nicht begonnen, oder sie ist lange vorbei. Bitte melden Sie sich erneut an.',
    remedy: startAgain,
  },
  'flow-expired': {
    sentence: 'Diese Anmeldung hat zu lange gedauert. Bitte melden Sie sich erneut an.',
    remedy: startAgain,
  },
  'flow-spent': usedAlready,
  'flow-other-browser': {
    sentence:
      'Diese Anmeldung wurde in einem anderen Browser begonnen, oder dieser Browser behält unser Cookie nicht. Bitte melden Sie sich erneut an.',
    remedy:
      'Melden Sie sich in einem einzigen Fenster erneut an und lassen Sie Cookies für die Anwendung zu.',
  },
  'flow-dropped': {
    sentence: 'In diesem Browser waren zu viele Anmeldungen offen. Bitte melden Sie sich erneut an.',
    rule: 'Höchstens acht offene Anmeldungen je Browser',
    remedy: startAgain,
  },
  'assertion-replayed': usedAlready,
  'session-of-another-person': {
    sentence:
      'Sie sind hier bereits als eine andere Person angemeldet. Fahren Sie mit dieser Sitzung fort, oder melden Sie sich ab und öffnen Sie die Anwendung erneut.',
    remedy: 'Fahren Sie fort, oder melden Sie sich ab und öffnen Sie die Anwendung erneut aus „Meine Apps“.',
  },
  'reauthentication-ignored': {
    sentence:
      'Die Anwendung hat eine erneute Anmeldung verlangt, aber Ihr Verzeichnis hat Sie nicht dazu aufgefordert. Melden Sie sich in Ihrem Verzeichnis ab und versuchen Sie es noch einmal. Hilft das nicht, zeigen Sie diese Seite Ihrer IT-Abteilung.',
    remedy:
      'Melden Sie sich im Verzeichnis ab und versuchen Sie es erneut. Bleibt der Fehler, übergeht das Verzeichnis eine verlangte erneute Anmeldung: Lassen Sie sie in Entra von einer Richtlinie für bedingten Zugriff für die Anwendung jedes Mal verlangen. Ein Verzeichnis im Verbund mit Entra hat eine eigene Einstellung.',
  },
  'reauthentication-other-person': {
    sentence:
      'Sie sollten bestätigen, wer Sie sind, aber eine andere Person hat sich angemeldet. Versuchen Sie es als die hier angemeldete Person erneut, oder melden Sie sich zuerst ab.',
    rule: 'Eine laufende Sitzung erneuert nur ihre eigene Person',
    remedy:
      'Melden Sie sich als die Person an, der die Sitzung gehört. Um als eine andere Person zu arbeiten, melden Sie sich zuerst ab.',
  },
  'unsolicited-repeated': {
    sentence:
      'Ihr Verzeichnis hat nicht auf die Anmeldung geantwortet, die die Anwendung begonnen hat. Öffnen Sie die Anwendung über ihre eigene Adresse.',
    remedy:
      'Geben Sie den Wert der Einrichtungsseite ein. Steht er schon dort, lassen Sie im Browser Cookies zu.',
  },
  'user-unknown': {
    sentence: 'Für Sie gibt es in dieser Anwendung noch kein Konto. Bitten Sie die Betreiber darum.',
    remedy:
      'Bitten Sie die Betreiber der Anwendung, das Konto anzulegen. Ist der erhaltene Name nicht sein Anmeldename, berichtigen Sie in Entra unter Attribute & Ansprüche den Eindeutigen Benutzerbezeichner (Namens-ID).',
  },
  'user-not-active': {
    sentence: 'Ihr Konto in dieser Anwendung ist nicht aktiv. Bitten Sie die Betreiber, es zu aktivieren.',
    remedy: 'Bitten Sie die Betreiber der Anwendung, das Konto zu aktivieren.',
  },
  'user-other-identity': {
    sentence:
      'Das Konto mit Ihrem Anmeldenamen gehört in Ihrem Verzeichnis einer anderen Person. Wenden Sie sich an die Betreiber dieser Anwendung.',
    remedy:
      'Entweder wurde das Konto in Entra neu angelegt, oder der Anmeldename ging an eine andere Person. Sagen Sie den Betreibern der Anwendung, welches von beiden.',
  },
  'user-identity-missing': {
    sentence:
      'Die Anmeldung ist fehlgeschlagen: Die Anmeldung Ihrer Organisation sagt nicht, wer Sie sind. Zeigen Sie diese Seite Ihrer IT-Abteilung.',
    remedy: 'Senden Sie beide Ansprüche, wie Entra es von sich aus tut.',
  },
  'user-not-entitled': {
    sentence:
      'Für Sie gibt es in dieser Anwendung kein Konto, und Ihre Organisation hat Ihnen die Berechtigung nicht erteilt, mit der eines angelegt wird. Wenden Sie sich an Ihre IT-Abteilung.',
    rule: 'Eine Anmeldung legt ein Konto nur mit dem Anspruchswert an, den die Betreiber genannt haben',
    remedy:
      'Weisen Sie der Person in Entra unter Benutzer und Gruppen die erwartete Rolle oder Gruppe zu und senden Sie sie als Anspruch.',
  },
  'user-removed': {
    sentence: 'Ihr Konto in dieser Anwendung wurde entfernt. Wenden Sie sich an die Betreiber.',
    rule: 'Keine Anmeldung legt ein entferntes Konto erneut an',
    remedy: 'Bitten Sie die Betreiber der Anwendung, das Konto erneut anzulegen.',
  },
  'multi-factor-missing': {
    sentence:
      'Diese Anwendung nimmt nur Anmeldungen mit mehreren Faktoren an, und Ihr Verzeichnis hat keine solche bestätigt. Zeigen Sie diese Seite Ihrer IT-Abteilung.',
    rule: 'Wo der Mandant es verlangt: Das Verzeichnis bestätigt mehrere Faktoren',
    remedy:
      'Legen Sie in Entra eine Richtlinie für bedingten Zugriff für die Anwendung und ihre Benutzer an: Wählen Sie unter Gewähren die Option Multi-Faktor-Authentifizierung erforderlich. Bis sich eine Person damit anmeldet, bestätigt das Verzeichnis nur einen Faktor.',
  },
  'claim-missing': {
    sentence:
      'Die Anmeldung Ihrer Organisation sendet einen Wert über Sie nicht, den diese Anwendung braucht. Zeigen Sie diese Seite Ihrer IT-Abteilung.',
    rule: 'Jeder verlangte Anspruch hat einen Wert',
    remedy:
      'Senden Sie den erwarteten Anspruch: Fügen Sie ihn in Entra unter Attribute & Ansprüche hinzu und füllen Sie das Attribut der Person aus.',
  },
  'claim-many-values': {
    sentence:
      'Die Anmeldung Ihrer Organisation sendet mehrere Werte, wo diese Anwendung einen braucht. Zeigen Sie diese Seite Ihrer IT-Abteilung.',
    rule: 'Ein Anspruch mit einem Wert hat genau einen',
    remedy:
      'Senden Sie einen Wert: Wählen Sie in Entra unter Attribute & Ansprüche ein Quellattribut, das nur einen hat.',
  },
  'claim-groups-overage': {
    sentence:
      'Sie sind in so vielen Gruppen, dass die Anmeldung Ihrer Organisation sie nicht aufzählt. Zeigen Sie diese Seite Ihrer IT-Abteilung.',
    rule: 'Gruppen kommen als Liste, nicht als Verweis darauf',
    remedy:
      'Bearbeiten Sie in Entra unter Attribute & Ansprüche den Gruppenanspruch und wählen Sie „Der Anwendung zugewiesene Gruppen“. Entra sendet keine Liste von mehr als 150 Gruppen.',
  },
  'claims-too-large': {
    sentence:
      'Die Anmeldung Ihrer Organisation sendet mehr über Sie, als diese Anwendung aufbewahren kann. Zeigen Sie diese Seite Ihrer IT-Abteilung.',
    rule: 'Alle Ansprüche für die Anwendung zusammen halten eine Grenze ein',
    remedy:
      'Senden Sie weniger Werte des genannten Anspruchs: Wählen Sie in Entra unter Attribute & Ansprüche „Der Anwendung zugewiesene Gruppen“, oder weisen Sie weniger Rollen zu.',
  },
  'store-unavailable': {
    sentence: 'Wir konnten das gerade nicht abschließen. Bitte versuchen Sie es gleich noch einmal.',
    remedy:
      'Versuchen Sie es gleich noch einmal. Hält es an, nennen Sie den Betreibern der Anwendung die Vorgangsnummer.',
  },
  internal: {
    sentence: 'Bei uns ist ein Fehler aufgetreten. Bitte versuchen Sie es erneut.',
    remedy:
      'Versuchen Sie es erneut. Schlägt es jedes Mal fehl, nennen Sie den Betreibern der Anwendung die Vorgangsnummer.',
  },
};
