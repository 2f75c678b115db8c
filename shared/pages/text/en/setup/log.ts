/** The list of sign-ins. */
export const logTexts = {
  heading: 'Sign-ins',
  intro:
    'Successful and refused sign-ins. Names are shortened. Successful ones are kept for a few days. Of refused ones, the last 64 of 30 days are kept.',
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
