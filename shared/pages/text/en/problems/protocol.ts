import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entraLabels } from '../entra.ts';

const row = (remedy: string): ProblemText => ({
  sentence:
    'We could not sign you in: your organisation’s sign-in settings do not fit this application. Show this page to your IT department.',
  remedy,
});

const late: ProblemText = {
  sentence: 'This sign-in arrived too late or too early. Please sign in again.',
  remedy: 'Sign in again. If it fails every time, synchronise the clock of the identity provider (NTP).',
};

const profile = row(
  'Entra never sends this, so there is nothing to change there. Report it to the maker of your identity provider.',
);

const enterExpected = row('Enter the expected value and make it the default.');

const { fields } = entraLabels;

/** Refusals of what the signed assertion says, in English. */
export const protocolTexts: ProblemTexts['protocol'] = {
  'status-not-success': {
    sentence: 'Your organisation’s directory did not complete the sign-in. Please try again.',
    remedy:
      'The directory refused the sign-in. Find it among the failed sign-ins, and fix what Entra names there.',
  },
  'issuer-mismatch': row(
    'Copy the Microsoft Entra Identifier again, including the slash at its end. Then enter it on the set-up page.',
  ),
  'audience-missing': profile,
  'audience-mismatch': enterExpected,
  'recipient-mismatch': enterExpected,
  'reply-url-mistaken': {
    sentence:
      'Your organisation’s directory sends sign-ins to the wrong address of this application. Show this page to your IT department.',
    remedy: `Enter the expected value, make it the default, and delete the received one. ${fields.signOnUrl} and ${fields.identifier} have their own fields.`,
  },
  'reply-url-without-tenant': {
    sentence:
      'Your organisation’s directory sent this sign-in to an address that names no organisation. Ask your IT department to correct the Reply URL.',
    remedy: `Enter the Reply URL of the set-up page, which names your organisation. Do not enter the ${fields.identifier} here.`,
  },
  'destination-missing': profile,
  'destination-mismatch': enterExpected,
  'in-response-to-mismatch': profile,
  'subject-confirmation': profile,
  'confirmation-expired': late,
  'conditions-missing': profile,
  'condition-unknown': profile,
  'assertion-expired': late,
  'assertion-not-yet-valid': late,
  'assertion-window-too-long': {
    ...row('Shorten the token lifetime policy (AccessTokenLifetime) of the application to at most 24 hours.'),
    rule: 'Valid for at most 24 hours',
  },
  'issue-instant-in-future': late,
  'authn-statement-missing': profile,
  'session-already-over': late,
  'name-id-missing': row('Choose a source attribute that every person has, such as user.userprincipalname.'),
  'name-id-too-long': row(
    'Choose a source attribute of at most 256 characters, such as user.userprincipalname.',
  ),
  'attribute-malformed': profile,
  'attribute-repeated': row('The received claim is sent more than once. Delete the duplicates.'),
  'identity-claim-malformed': {
    ...row(
      'Leave these claims as Entra sends them. In another directory, send the agreed identity claim with one value for each person.',
    ),
    rule: 'Claims of Entra ID: objectidentifier, tenantid',
  },
};
