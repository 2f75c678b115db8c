import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';
import { notRecognised } from './signature.ts';

const ownRule = { rule: 'Regel dieses Produkts' } as const;

const startAgain = 'Öffnen Sie die Anwendung erneut und melden Sie sich an.';

const usedAlready: ProblemText = {
  sentence: 'Diese Anmeldung wurde bereits verwendet. Wenn Sie angemeldet sind, machen Sie einfach weiter.',
  remedy: startAgain,
};

/** Refusals that need more than the message, in German. */
export const signInTexts: ProblemTexts['signIn'] = {
  'tenant-not-found': {
    ...notRecognised,
    ...ownRule,
    remedy: 'Prüfen Sie die Adresse. Der Betreiber listet die Mandanten auf: latchkey tenant list.',
  },
  'tenant-disabled': {
    ...notRecognised,
    ...ownRule,
    remedy: 'Der Betreiber schaltet den Mandanten frei: latchkey tenant enable.',
  },
  'return-to-malformed': {
    ...ownRule,
    sentence:
      'Die Adresse, zu der es zurückgehen soll, gehört nicht zu dieser Anwendung. Bitte öffnen Sie die Anwendung erneut.',
    remedy: 'Die Anwendung sendet returnTo als Pfad ihres eigenen Ursprungs: /reports/7.',
  },
  'sign-on-no-page': {
    sentence:
      'Eine Anmeldung beginnt nur, wenn Sie eine Seite öffnen. Bitte öffnen Sie die Anwendung erneut.',
    remedy:
      'Verlinken Sie die Anmelde-URL, oder leiten Sie die Seite dorthin weiter. Laden Sie sie nie durch ein Skript oder als Bild.',
    rule: 'Regel dieses Produkts; Fetch Metadata',
  },
  'flow-unknown': {
    sentence:
      'Diese Anmeldung haben wir nicht begonnen, oder sie ist lange vorbei. Bitte beginnen Sie von vorn.',
    remedy: startAgain,
  },
  'flow-expired': {
    sentence: 'Diese Anmeldung hat zu lange gedauert. Bitte beginnen Sie von vorn.',
    remedy: startAgain,
  },
  'flow-spent': usedAlready,
  'flow-other-browser': {
    sentence:
      'Diese Anmeldung wurde in einem anderen Browser begonnen, oder dieser bewahrt unser Cookie nicht auf. Bitte beginnen Sie von vorn.',
    remedy:
      'Melden Sie sich in einem einzigen Fenster erneut an und lassen Sie Cookies für die Anwendung zu.',
  },
  'flow-dropped': {
    sentence: 'In diesem Browser waren zu viele Anmeldungen gleichzeitig offen. Bitte beginnen Sie von vorn.',
    rule: 'Regel dieses Produkts: acht offene Anmeldungen je Browser',
    remedy: startAgain,
  },
  'assertion-replayed': usedAlready,
  'session-of-another-person': {
    sentence:
      'Sie sind hier bereits als eine andere Person angemeldet. Machen Sie mit dieser Sitzung weiter, oder melden Sie sich ab und öffnen Sie die Anwendung danach erneut.',
    remedy:
      'Machen Sie weiter, oder melden Sie sich ab und öffnen Sie die Anwendung erneut aus „Meine Apps“.',
  },
  'unsolicited-repeated': {
    sentence:
      'Die Anwendung hat die Anmeldung selbst begonnen, aber Ihr Verzeichnis hat etwas anderes beantwortet. Bitte öffnen Sie die Anwendung über ihre eigene Adresse.',
    remedy: `${entra.basic} > Anmelde-URL: Tragen Sie die Anmelde-URL dieses Mandanten ein. Es kann auch ein Browser sein, der keine Cookies aufbewahrt.`,
  },
  'user-unknown': {
    ...ownRule,
    sentence: 'Für Sie gibt es in dieser Anwendung noch kein Konto.',
    remedy:
      'Der Betreiber oder die Administration der Anwendung legt die Person an: latchkey user add. Oder senden Sie in Entra unter Attribute & Ansprüche > Eindeutiger Benutzerbezeichner (Namens-ID) den Namen, mit dem die Person angelegt wurde.',
  },
  'user-not-active': {
    ...ownRule,
    sentence: 'Ihr Konto in dieser Anwendung ist noch nicht aktiv.',
    remedy:
      'Der Betreiber oder die Administration der Anwendung aktiviert die Person: latchkey user activate.',
  },
  'user-other-identity': {
    ...ownRule,
    sentence: 'Das Konto mit Ihrem Anmeldenamen gehört in Ihrem Verzeichnis einer anderen Person.',
    remedy:
      'Das Konto wurde in Entra neu angelegt, oder die Adresse wurde einer neuen Person gegeben. Der Betreiber entscheidet. Dieselbe Person: latchkey user rebind. Eine neue Person: latchkey user remove, danach latchkey user add.',
  },
  'user-identity-missing': {
    ...ownRule,
    sentence: 'Die Anmeldung ist nicht gelungen: Die Anmeldung Ihrer Organisation sagt nicht, wer Sie sind.',
    remedy: `${entra.claims}: Senden Sie objectidentifier und tenantid, wie Entra es von sich aus tut.`,
  },
  'store-unavailable': {
    ...ownRule,
    sentence: 'Das konnten wir gerade nicht abschließen. Bitte versuchen Sie es gleich noch einmal.',
    remedy:
      'Der Betreiber sieht nach Drosselungen und Fehlern der Tabellen und, wo sie benutzt werden, der Schlüssel.',
  },
  internal: {
    ...ownRule,
    sentence: 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es erneut.',
    remedy: 'Der Betreiber findet die Vorgangsnummer im Protokoll.',
  },
};
