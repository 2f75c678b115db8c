import type { SetupTexts } from '../../en/setup.ts';

/** The import of people on the standing page. */
export const administrationImportTexts: SetupTexts['administrationImport'] = {
  heading: 'Personen importieren',
  intro:
    'Laden Sie eine CSV-Datei hoch. „Benutzer herunterladen“ aus Entra passt unverändert. Ebenso eine Liste mit den Spalten userPrincipalName, displayName und accountEnabled; die erste ist erforderlich.',
  rules: (most) => [
    `Höchstens ${most} Personen und 256 kB. Teilen Sie eine längere Liste in mehrere Dateien.`,
    'Neue Personen werden hinzugefügt und können sich anmelden, wenn die Datei ihr Konto nicht als gesperrt nennt.',
    'Namen werden aktualisiert. Personen, deren Konto in der Datei gesperrt ist, werden deaktiviert.',
    'Niemand wird entfernt, wieder aktiviert oder zum Administrator gemacht.',
  ],
  file: 'CSV-Datei',
  preview: 'Datei prüfen',
  previewHeading: 'Import prüfen',
  notYet: 'Es wurde noch nichts importiert.',
  nothing: 'Aus dieser Datei gibt es nichts zu importieren.',
  outdated:
    'Inzwischen wurden Personen geändert. Dieser Import würde daher etwas anderes tun. Prüfen Sie ihn noch einmal.',
  refused: (count) => `Nicht importiert: ${count}`,
  added: (count) => `Hinzugefügt: ${count}`,
  changed: (count) => `Geändert: ${count}`,
  leftInactive: (count) =>
    `Hier nicht aktiv und so belassen: ${count}. Aktivieren Sie sie in der Liste der Personen.`,
  unchanged: (count) => `Schon wie in der Datei: ${count}`,
  inactive: 'nicht aktiv',
  newName: (name) => `neuer Name: ${name}`,
  deactivated: 'wird deaktiviert',
  confirm: (added, changed) => `Importieren (${added} hinzufügen, ${changed} ändern)`,
  another: 'Andere Datei wählen',
  doneHeading: 'Personen importiert',
  done: (added, changed) => `${added} hinzugefügt, ${changed} geändert.`,
  missed: (count) =>
    `${count} wurden im selben Augenblick anderweitig geändert und bleiben, wie sie sind. Importieren Sie die Datei noch einmal, um sie zu sehen.`,
  back: 'Zurück zu den Personen',
  atLine: (line, text) => `Zeile ${line}: ${text}`,
  faults: {
    'no-file': 'Wählen Sie eine Datei aus.',
    'too-long': 'Die Datei ist zu lang. Teilen Sie sie in mehrere Dateien.',
    empty: 'Die Datei ist leer.',
    tooMany: (most) => `Die Datei enthält mehr als ${most} Personen. Teilen Sie sie in mehrere Dateien.`,
  },
  csvFaults: {
    encoding: 'Die Datei ist weder UTF-8 noch UTF-16. Speichern Sie sie in Excel als „CSV UTF-8“.',
    'too-many-cells': 'Die Zeile hat mehr als 512 Zellen.',
    'cell-too-long': 'Eine Zelle hat mehr als 8.192 Zeichen.',
    binary: 'Das ist kein Text. Speichern Sie die Liste als CSV-Datei.',
    'line-ends':
      'Die Zeile endet in einer veralteten Form. Speichern Sie die Datei in Excel als „CSV UTF-8“.',
    'open-quote': 'Ein Anführungszeichen wird nie geschlossen.',
    'open-quote-or-long': 'Ein Anführungszeichen wird nie geschlossen, oder die Zeile ist zu lang.',
    'text-after-quote': 'Nach einem schließenden Anführungszeichen steht noch Text.',
    'quote-inside': 'In einer Zelle, die nicht mit einem Anführungszeichen beginnt, steht eines.',
    'no-csv': 'Die Datei ist keine CSV-Datei.',
  },
  headFaults: {
    'column-twice': ([column = '']) => `Die Spalte „${column}“ gibt es zweimal. Entfernen Sie eine davon.`,
    'no-names': () =>
      'Die Spalte userPrincipalName fehlt. Laden Sie die Datei in Entra herunter (Benutzer > Alle Benutzer > Benutzer herunterladen), oder beginnen Sie eine Liste mit der Zeile userPrincipalName,displayName.',
    'state-hidden': () =>
      'Eine Spalte könnte sagen, wer sich anmelden darf, aber ihre Überschrift ist unbekannt. Nennen Sie sie accountEnabled (True darf sich anmelden) oder blockCredential (True darf nicht). Entfernen Sie sie, wenn sie etwas anderes bedeutet.',
    'state-unclear': ([column = '']) =>
      `Es ist unklar, ob Ja in der Spalte „${column}“ ein Konto sperrt oder freigibt. Nennen Sie sie accountEnabled (True darf sich anmelden) oder blockCredential (True darf nicht).`,
    'state-twice': ([one = '', other = '']) =>
      `Die Spalten „${one}“ und „${other}“ sagen beide, wer sich anmelden darf. Entfernen Sie eine davon.`,
  },
  rowFaults: {
    'sign-in-name':
      'Das ist kein Anmeldename. Er hat 1 bis 256 Zeichen ohne Leerzeichen, etwa b.simon@contoso.com.',
    'display-name': 'Der Name hat mehr als 256 Zeichen oder unsichtbare.',
    state: 'Es ist unklar, ob sich das Konto anmelden darf. Schreiben Sie True oder False.',
    deleted: 'Das Konto ist im Verzeichnis gelöscht.',
    id: 'Die Objekt-ID ist nicht lesbar.',
    twice: 'Dieser Anmeldename steht zweimal in der Datei. Die erste Zeile zählt.',
    'unclear-state': 'Diese Person ist neu, und die Datei sagt nicht, ob sie sich anmelden darf.',
    renaming: 'Der Support der Anwendung benennt diese Person gerade um.',
    yourself: 'Dieser Administrator bürgt für die Seite und wird durch einen Import nicht geändert.',
    administrator:
      'Ein Import deaktiviert keinen Administrator. Deaktivieren Sie ihn in der Liste der Personen.',
  },
};
