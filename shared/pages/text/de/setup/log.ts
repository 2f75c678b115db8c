import type { SetupTexts } from '../../en/setup.ts';

/** The list of sign-ins. */
export const logTexts: SetupTexts['log'] = {
  heading: 'Anmeldungen',
  intro:
    'Erfolgreiche und abgelehnte Anmeldungen. Namen sind gekürzt. Erfolgreiche bleiben einige Tage gespeichert. Von den abgelehnten bleiben die letzten 64 aus 30 Tagen gespeichert.',
  show: 'Anzeigen',
  filters: { all: 'Alle', 'signed-in': 'Angemeldet', refused: 'Abgelehnt' },
  outcomes: { 'signed-in': 'Angemeldet', refused: 'Abgelehnt' },
  reference: 'Vorgangsnummer',
  nothing: 'Keine Einträge.',
  older: 'Ältere',
  newest: 'Neueste',
  csv: 'Als CSV herunterladen',
  back: 'Zurück',
};
