import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';

const row = (remedy: string): ProblemText => ({
  sentence: "We could not sign you in: your organisation's sign-in does not fit this application.",
  remedy,
});

const late: ProblemText = {
  sentence: 'This sign-in took too long or came too early. Please try again.',
  remedy: 'Sign in again. If it happens each time, set the clock of the identity provider by NTP.',
};

const profile = row(
  'Nothing to change in Entra: it never sends this. Tell the maker of the identity provider.',
);

const replyUrl = row(
  `${entra.basic} > Reply URL (Assertion Consumer Service URL): enter the expected value as the default.`,
);

const nameId = `${entra.claims} > Unique User Identifier (Name ID)`;

/** Refusals of what the signed assertion says, in English. */
export const protocolTexts: ProblemTexts['protocol'] = {
  'status-not-success': {
    sentence: "Your organisation's directory did not complete the sign-in. Please try again.",
    remedy:
      'The directory itself refused. Its own words are in the log; in Entra: Monitoring > Sign-in logs > the failed sign-in.',
  },
  'issuer-mismatch': row(
    'Hand over the Microsoft Entra Identifier of "Set up" on the Single sign-on page again, every character of it, the last slash too.',
  ),
  'audience-missing': profile,
  'audience-mismatch': row(
    `${entra.basic} > Identifier (Entity ID): enter the expected value as the default.`,
  ),
  'recipient-mismatch': replyUrl,
  'reply-url-mistaken': {
    sentence: "Your organisation's directory sends sign-ins to the wrong address of this application.",
    remedy: `${entra.basic} > Reply URL (Assertion Consumer Service URL): enter the expected value as the default, and remove the received one. Sign on URL and Identifier have fields of their own.`,
  },
  'reply-url-without-tenant': {
    sentence:
      "Your organisation's directory sent this sign-in to an address of this application that names no organisation. Ask your IT department to correct the Reply URL there.",
    remedy: `${entra.basic} > Reply URL (Assertion Consumer Service URL): enter the value of the set-up page, which names the organisation. The Identifier is no Reply URL.`,
  },
  'destination-missing': profile,
  'destination-mismatch': replyUrl,
  'in-response-to-mismatch': profile,
  'subject-confirmation': profile,
  'confirmation-expired': late,
  'conditions-missing': profile,
  'condition-unknown': profile,
  'assertion-expired': late,
  'assertion-not-yet-valid': late,
  'assertion-window-too-long': {
    ...row('Shorten the token lifetime policy (AccessTokenLifetime) that is assigned to the application.'),
    rule: 'Limit of this product: valid for at most 24 hours',
  },
  'issue-instant-in-future': late,
  'authn-statement-missing': profile,
  'session-already-over': late,
  'name-id-missing': row(`${nameId}: choose a source that everybody has.`),
  'name-id-too-long': row(`${nameId}: at most 256 characters.`),
  'attribute-malformed': profile,
  'attribute-repeated': row(`${entra.claims}: emit each claim once.`),
  'identity-claim-malformed': {
    ...row(
      `${entra.claims}: leave objectidentifier and tenantid as Entra sends them. In another directory: send the identity claim of this tenant with one value for each person.`,
    ),
    rule: 'Claims of Entra ID: objectidentifier, tenantid',
  },
};
