import { html } from 'hono/html';
import type { ActivationRejectedReason } from '../../../tenants/draft/activate-draft.ts';
import type { Markup } from '../../markup.ts';

const refusals: Readonly<Record<ActivationRejectedReason | 'guarded', string>> = {
  'nothing-to-activate': 'Entra’s values are still missing: give them to us in step 3.',
  changed: 'Somebody changed the values since this page was made. Look at them again, and test them.',
  'not-tested': 'These very values have not passed a test yet. Test them first.',
  'test-too-old': 'The test is more than 24 hours old. Test once more.',
  unproven:
    'No certificate that would remain has signed a test sign-in of these values. Make the new certificate active in Entra and test once more.',
  'switched-off': 'Your organisation’s single sign-on has been switched off. Ask support.',
  guarded:
    'The certificate that signed your test already belongs to another connection. Create the application again in Entra, so that it gets a certificate of its own, or ask support.',
};

/** The last two steps, and what comes after them. */
export const setupActivationTexts = {
  test: {
    intro:
      'The test is a real sign-in of your own with the values that you gave us. It signs nobody in, and changes nothing for your people.',
    start: 'Test now',
    again: 'Test again',
    incomplete: 'Entra’s values are still missing: give them to us in step 3.',
    orInEntra:
      'Or press Test in Entra, on the application’s Single sign-on page: what it sends counts here too.',
    watch: 'Wait for it here.',
    waitingTitle: 'Waiting for the test',
    looking:
      'Waiting for the test sign-in. This page looks by itself every five seconds, for ten minutes at most.',
    stopLooking: 'Stop waiting',
    gaveUp:
      'No test sign-in has arrived within ten minutes. Where Entra shows an error of its own, nothing reaches this page: its text says what Entra wants.',
    lookAgain: 'Wait once more',
    unproven:
      'Your directory has not signed with every certificate here. A test proves the certificate that is active in Entra, and no other.',
    goOn: 'Continue to activation',
  },
  activate: {
    intro: 'This is the only step that changes anything for your people.',
    willBe: 'From then on, people sign in by this directory',
    is: 'Now',
    becomes: 'Afterwards',
    firstTime: 'From then on people can sign in by Entra.',
    running:
      'Single sign-on is running now. Whoever is signed in stays so; from then on new sign-ins go by the new values alone.',
    lastSignIn: (time: Markup) => html`Last sign-in: ${time}.`,
    noSignIn: 'Nobody has signed in within the last few days.',
    otherDirectory:
      'The directory is another one than now. People whom the application knows by the old directory will be turned away until support has moved their accounts.',
    states: {
      heading: 'What the states mean',
      draft: 'Being set up: these values are tried by your test alone. Nobody else is sent to Entra by them.',
      tested: 'Tested: your own sign-in went well with these very values, within the last 24 hours.',
      active: 'Active: everybody signs in by them.',
    },
    refusals,
    start: 'Activate now',
    discard: 'Discard the changes',
    discardHelp: 'The running connection stays as it is.',
  },
  log: {
    heading: 'Sign-ins',
    intro:
      'Who signed in, and what was refused. Names are shortened. Entries are kept for a few days, of refusals the last 64 of thirty days.',
    show: 'Show',
    filters: { all: 'All', 'signed-in': 'Signed in', refused: 'Refused' },
    outcomes: { 'signed-in': 'Signed in', refused: 'Refused' },
    reference: 'Reference',
    nothing: 'Nothing here.',
    older: 'Older',
    newest: 'Newest',
    csv: 'Download as CSV',
    back: 'Back',
  },
  done: {
    title: 'Single sign-on is active',
    heading: 'Single sign-on is active',
    text: (appName: string) =>
      `People whom you assigned in Entra sign in to ${appName} at this address, or by its tile in My Apps:`,
    renew: 'Renew certificate',
    change: 'Change the set-up',
    testAgain: 'Test again',
    log: 'Sign-ins',
    renewal:
      'Entra reminds you 60, 30 and 7 days before the certificate expires. With an expired one nobody can sign in.',
  },
};
