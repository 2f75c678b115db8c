import { html } from 'hono/html';
import type { SetupTexts } from '../en/setup.ts';

/** The last two steps, and what comes after them, in German. */
export const setupActivationGerman: Pick<SetupTexts, 'test' | 'activate' | 'log' | 'done'> = {
  test: {
    intro:
      'Der Test ist eine echte eigene Anmeldung mit den Werten, die Sie uns gegeben haben. Er meldet niemanden an und ändert für niemanden etwas.',
    start: 'Jetzt testen',
    again: 'Noch einmal testen',
    incomplete: 'Die Werte von Entra fehlen noch: Geben Sie sie uns in Schritt 3.',
    orInEntra:
      'Oder wählen Sie in Entra auf der Seite Einmaliges Anmelden der Anwendung die Option Testen: Auch was Entra dann sendet, zählt hier.',
    watch: 'Hier darauf warten.',
    waitingTitle: 'Warten auf den Test',
    looking:
      'Wir warten auf die Testanmeldung. Diese Seite sieht alle fünf Sekunden selbst nach, höchstens zehn Minuten lang.',
    stopLooking: 'Nicht weiter warten',
    gaveUp:
      'Innerhalb von zehn Minuten ist keine Testanmeldung angekommen. Wenn Entra selbst einen Fehler zeigt, erreicht nichts diese Seite: Sein Text sagt, was Entra fehlt.',
    lookAgain: 'Noch einmal warten',
    unproven:
      'Ihr Verzeichnis hat noch nicht mit jedem dieser Zertifikate signiert. Ein Test beweist das Zertifikat, das in Entra aktiv ist, und kein anderes.',
    goOn: 'Weiter zur Aktivierung',
  },
  activate: {
    intro: 'Erst dieser Schritt ändert etwas für die Personen in Ihrer Organisation.',
    willBe: 'Von da an melden sich Personen über dieses Verzeichnis an',
    is: 'Jetzt',
    becomes: 'Danach',
    firstTime: 'Von da an können sich Personen über Entra anmelden.',
    running:
      'Das einmalige Anmelden ist in Betrieb. Wer angemeldet ist, bleibt es; neue Anmeldungen gelten von da an nur nach den neuen Werten.',
    lastSignIn: (time) => html`Letzte Anmeldung: ${time}.`,
    noSignIn: 'In den letzten Tagen hat sich niemand angemeldet.',
    otherDirectory:
      'Das Verzeichnis ist ein anderes als jetzt. Personen, die die Anwendung aus dem alten Verzeichnis kennt, werden abgewiesen, bis der Support ihre Konten umgestellt hat.',
    states: {
      heading: 'Was die Zustände bedeuten',
      draft:
        'In Einrichtung: Nur Ihr Test verwendet diese Werte. Niemand sonst wird damit zu Entra geschickt.',
      tested:
        'Getestet: Ihre eigene Anmeldung mit genau diesen Werten ist gelungen, innerhalb der letzten 24 Stunden.',
      active: 'Aktiv: Alle melden sich damit an.',
    },
    refusals: {
      'nothing-to-activate': 'Die Werte von Entra fehlen noch: Geben Sie sie uns in Schritt 3.',
      changed:
        'Jemand hat die Werte geändert, seit diese Seite erstellt wurde. Sehen Sie sie noch einmal an, und testen Sie sie.',
      'not-tested': 'Genau diese Werte haben noch keinen Test bestanden. Testen Sie sie zuerst.',
      'test-too-old': 'Der Test ist älter als 24 Stunden. Testen Sie noch einmal.',
      unproven:
        'Kein Zertifikat, das bleiben würde, hat eine Testanmeldung mit diesen Werten signiert. Aktivieren Sie in Entra das neue Zertifikat, und testen Sie noch einmal.',
      'switched-off': 'Das einmalige Anmelden Ihrer Organisation ist abgeschaltet. Fragen Sie den Support.',
      guarded:
        'Das Zertifikat, das Ihren Test signiert hat, gehört bereits zu einer anderen Verbindung. Legen Sie die Anwendung in Entra neu an, damit sie ein eigenes Zertifikat erhält, oder fragen Sie den Support.',
    },
    start: 'Jetzt aktivieren',
    discard: 'Änderungen verwerfen',
    discardHelp: 'Die laufende Verbindung bleibt, wie sie ist.',
  },
  log: {
    heading: 'Anmeldungen',
    intro:
      'Wer sich angemeldet hat und was abgelehnt wurde. Namen sind gekürzt. Einträge bleiben einige Tage erhalten, von Ablehnungen die letzten 64 aus dreißig Tagen.',
    show: 'Anzeigen',
    filters: { all: 'Alle', 'signed-in': 'Angemeldet', refused: 'Abgelehnt' },
    outcomes: { 'signed-in': 'Angemeldet', refused: 'Abgelehnt' },
    reference: 'Vorgangsnummer',
    nothing: 'Hier ist nichts.',
    older: 'Ältere',
    newest: 'Neueste',
    csv: 'Als CSV herunterladen',
    back: 'Zurück',
  },
  done: {
    title: 'Das einmalige Anmelden ist aktiv',
    heading: 'Das einmalige Anmelden ist aktiv',
    text: (appName) =>
      `Personen, die Sie in Entra zugewiesen haben, melden sich unter dieser Adresse bei ${appName} an, oder über die Kachel in Meine Apps:`,
    renew: 'Zertifikat erneuern',
    change: 'Einrichtung ändern',
    testAgain: 'Noch einmal testen',
    log: 'Anmeldungen',
    renewal:
      'Entra erinnert Sie 60, 30 und 7 Tage vor Ablauf des Zertifikats. Mit einem abgelaufenen kann sich niemand anmelden.',
  },
};
