import type { SetupTexts } from '../../en/setup.ts';

/** Step 5: the test sign-in. */
export const testTexts: SetupTexts['test'] = {
  intro:
    'Der Test ist eine echte Anmeldung mit Ihrem eigenen Konto und den eingegebenen Werten. Er beginnt keine Sitzung und ändert für Ihre Benutzer nichts.',
  start: 'Jetzt testen',
  again: 'Erneut testen',
  incomplete: 'Die Werte von Entra fehlen noch. Geben Sie sie in Schritt 3 ein.',
  orInEntra:
    'Oder wählen Sie in Entra auf der Seite Einmaliges Anmelden der Anwendung die Option Testen. Auch dieser Test zählt hier.',
  watch: 'Hier auf das Ergebnis warten.',
  waitingTitle: 'Warten auf den Test',
  waiting: 'Wir warten auf die Testanmeldung. Diese Seite prüft alle 5 Sekunden, bis zu 10 Minuten lang.',
  stopWaiting: 'Nicht weiter warten',
  gaveUp:
    'Innerhalb von 10 Minuten ist keine Testanmeldung angekommen. Wenn Entra einen Fehler zeigt, sendet es nichts an diese Seite: Suchen Sie unten seine Nummer.',
  waitAgain: 'Erneut warten',
  unproven:
    'Ihr Verzeichnis hat noch nicht mit jedem dieser Zertifikate signiert. Ein Test bestätigt nur das Zertifikat, das in Entra aktiv ist.',
  goOn: 'Weiter zur Aktivierung',
};
