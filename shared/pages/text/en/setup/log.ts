import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** The list of sign-ins. */
export const logTexts = {
  heading: 'Sign-ins',
  intro:
    'Successful and refused sign-ins. Names are shortened; the four characters after a name tell people with the same short name apart. A refusal shows what the person read. Successful sign-ins are kept for a few days. Of refused ones, the last 64 of 30 days are kept.',
  find: 'Find a person or a reference',
  findHelp:
    'Enter a whole sign-in name (b.simon@contoso.com), a whole display name, or the reference of a page.',
  search: 'Search',
  searchedFor: (text: Markup) => html`Only entries of ${text}.`,
  showAll: 'Show all entries',
  notFound: 'No entries found. A part of a name finds nothing: enter all of it.',
  notFoundYet: 'No entries found among the newest sign-ins. Select Older to search further.',
  show: 'Show',
  filters: { all: 'All', 'signed-in': 'Signed in', refused: 'Refused' },
  outcomes: { 'signed-in': 'Signed in', refused: 'Refused' },
  reference: 'Reference',
  nothing: 'No entries.',
  older: 'Older',
  newest: 'Newest',
  csv: 'Download as CSV',
  back: 'Back',
};
