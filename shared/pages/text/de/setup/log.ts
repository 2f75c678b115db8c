import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** The list of sign-ins. */
export const logTexts: SetupTexts['log'] = {
  heading: 'Anmeldungen',
  intro:
    'Erfolgreiche und abgelehnte Anmeldungen. Namen sind gekürzt; die vier Zeichen nach einem Namen unterscheiden Personen mit demselben Kurznamen. Bei einer Ablehnung steht, was die Person gelesen hat. Erfolgreiche Anmeldungen bleiben einige Tage gespeichert. Von den abgelehnten bleiben die letzten 64 aus 30 Tagen gespeichert.',
  find: 'Person oder Vorgangsnummer suchen',
  findHelp:
    'Geben Sie einen ganzen Anmeldenamen (b.simon@contoso.com), einen ganzen Anzeigenamen oder die Vorgangsnummer einer Seite ein.',
  search: 'Suchen',
  searchedFor: (text) => html`Nur Einträge zu ${text}.`,
  showAll: 'Alle Einträge anzeigen',
  notFound: 'Keine Einträge gefunden. Ein Teil eines Namens findet nichts: Geben Sie ihn ganz ein.',
  notFoundYet:
    'Unter den neuesten Anmeldungen wurden keine Einträge gefunden. Wählen Sie „Ältere“, um weiterzusuchen.',
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
