import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** Step 6: what activation changes, and the button that activates. */
export const activateTexts: SetupTexts['activate'] = {
  intro: 'Nur dieser Schritt ändert etwas für Ihre Benutzer.',
  firstTime: 'Nach der Aktivierung können sich Personen über Entra anmelden.',
  running:
    'Das einmalige Anmelden ist aktiv. Laufende Sitzungen bleiben bestehen. Nach der Aktivierung gelten für neue Anmeldungen nur die neuen Werte.',
  renewing:
    'Das einmalige Anmelden ist aktiv. Laufende Sitzungen bleiben bestehen. Nach der Aktivierung gelingen Anmeldungen mit dem aktuellen und mit dem neuen Zertifikat.',
  lastSignIn: (time) => html`Letzte Anmeldung: ${time}.`,
  noSignIn: 'In den letzten Tagen gab es keine Anmeldungen.',
  otherDirectory:
    'Das ist ein anderes Verzeichnis. Personen, die sich über das bisherige Verzeichnis angemeldet haben, werden abgelehnt, bis der Support ihre Konten umgestellt hat.',
  becomes: 'Nach der Aktivierung',
  states: {
    heading: 'Was die Zustände bedeuten',
    draft:
      'In Einrichtung: Nur Ihr Test verwendet diese Werte. Entra erhält damit keine anderen Anmeldungen.',
    tested:
      'Getestet: Ihre eigene Anmeldung mit diesen Werten ist innerhalb der letzten 24 Stunden gelungen.',
    active: 'Aktiv: Alle melden sich mit diesen Werten an.',
  },
  refusals: {
    'nothing-to-activate': 'Die Werte von Entra fehlen noch. Geben Sie sie in Schritt 3 ein.',
    changed:
      'Jemand hat die Werte geändert, nachdem Sie diese Seite geöffnet haben. Prüfen und testen Sie sie erneut.',
    'not-tested': 'Diese Werte haben noch keinen Test bestanden. Testen Sie sie zuerst.',
    'test-too-old': 'Der Test ist älter als 24 Stunden. Testen Sie erneut.',
    unproven:
      'Kein Zertifikat, das vertrauenswürdig bliebe, hat eine Testanmeldung mit diesen Werten signiert. Aktivieren Sie in Entra das neue Zertifikat, und testen Sie erneut.',
    'switched-off':
      'Das einmalige Anmelden Ihrer Organisation ist abgeschaltet. Wenden Sie sich an den Support.',
    guarded:
      'Das Zertifikat, das Ihren Test signiert hat, gehört bereits zu einer anderen Verbindung. Erstellen Sie die Anwendung in Entra neu, damit sie ein eigenes Zertifikat erhält, oder wenden Sie sich an den Support.',
  },
  start: 'Jetzt aktivieren',
  discard: 'Änderungen verwerfen',
  discardHelp: 'Die aktive Verbindung ändert sich nicht.',
};
