import { html } from 'hono/html';
import type { ActivationRejectedReason } from '../../../../tenants/draft/activate-draft.ts';
import type { Markup } from '../../../markup.ts';

const refusals: Readonly<Record<ActivationRejectedReason | 'guarded', string>> = {
  'nothing-to-activate': 'Entra’s values are missing. Enter them in step 3.',
  changed: 'Someone changed the values after you opened this page. Review them and test them again.',
  'not-tested': 'These values have not passed a test yet. Test them first.',
  'test-too-old': 'The test is more than 24 hours old. Test again.',
  unproven:
    'No certificate that would stay trusted has signed a test sign-in with these values. Activate the new certificate in Entra, then test again.',
  'switched-off': 'Your organisation’s single sign-on is switched off. Contact support.',
  guarded:
    'The certificate that signed your test already belongs to another connection. In Entra, create the application again so that it gets its own certificate, or contact support.',
};

/** Step 6: what activation changes, and the button that activates. */
export const activateTexts = {
  intro: 'This is the only step that changes anything for your users.',
  firstTime: 'After activation, people can sign in with Entra.',
  running:
    'Single sign-on is active. Current sessions continue. After activation, new sign-ins use only the new values.',
  renewing:
    'Single sign-on is active. Current sessions continue. After activation, sign-ins with the current and with the new certificate work.',
  lastSignIn: (time: Markup) => html`Last sign-in: ${time}.`,
  noSignIn: 'No sign-ins in the last few days.',
  otherDirectory:
    'This is a different directory. People who signed in with the old directory are refused until support has moved their accounts.',
  becomes: 'After activation',
  states: {
    heading: 'What the states mean',
    draft: 'In set-up: only your test uses these values. Entra receives no other sign-ins with them.',
    tested: 'Tested: your own sign-in with these values passed within the last 24 hours.',
    active: 'Active: everyone signs in with these values.',
  },
  refusals,
  start: 'Activate now',
  discard: 'Discard changes',
  discardHelp: 'The active connection does not change.',
};
