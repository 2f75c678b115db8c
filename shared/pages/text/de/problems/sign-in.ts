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
