import type { ProblemKind } from '../problem-kind.ts';

const basic = 'Entra ID > Enterprise apps > the application > Single sign-on > Basic SAML Configuration';
const claims = 'Entra ID > Enterprise apps > the application > Single sign-on > Attributes & Claims';

const row = (specification: string, remedy: string, more: Partial<ProblemKind> = {}): ProblemKind => ({
  sentence: "We could not sign you in: your organisation's sign-in does not fit this application.",
  specification,
  fixedBy: 'customer-admin',
  remedy,
  status: 403,
  logLevel: 'warn',
  class: 'configuration',
  ...more,
});

const late = (specification: string, remedy: string): ProblemKind =>
  row(specification, remedy, {
    sentence: 'This sign-in took too long or came too early. Please try again.',
    fixedBy: 'person',
    class: 'expiry',
  });

const shape = (specification: string): ProblemKind =>
  row(
    specification,
    'Nothing to change in Entra: it never sends this. Tell the maker of the identity provider.',
    {
      fixedBy: 'sender',
    },
  );

const retry = 'Sign in again. If it happens each time, set the clock of the identity provider by NTP.';

/** Refusals of what the signed assertion says. */
export const protocolProblems = {
  'status-not-success': row(
    'SAML Core 3.2.2.2',
    'The directory itself refused. Its own words are in the log; in Entra: Monitoring > Sign-in logs > the failed sign-in.',
    { sentence: "Your organisation's directory did not complete the sign-in. Please try again." },
  ),
  'issuer-mismatch': row(
    'SAML Core 2.2.5, SAML Profiles 4.1.4.2',
    'Hand over the Microsoft Entra Identifier of "Set up" on the Single sign-on page again, every character of it, the last slash too.',
  ),
  'audience-missing': shape('SAML Profiles 4.1.4.2'),
  'audience-mismatch': row(
    'SAML Core 2.5.1.4',
    `${basic} > Identifier (Entity ID): enter the expected value as the default.`,
  ),
  'recipient-mismatch': row(
    'SAML Profiles 4.1.4.3',
    `${basic} > Reply URL (Assertion Consumer Service URL): enter the expected value as the default.`,
  ),
  'reply-url-mistaken': row(
    'SAML Profiles 4.1.4.3',
    `${basic} > Reply URL (Assertion Consumer Service URL): enter the expected value as the default, and remove the received one. Sign on URL and Identifier have fields of their own.`,
    { sentence: "Your organisation's directory sends sign-ins to the wrong address of this application." },
  ),
  'reply-url-without-tenant': row(
    'SAML Profiles 4.1.4.3',
    `${basic} > Reply URL (Assertion Consumer Service URL): enter the value of the set-up page, which names the organisation. The Identifier is no Reply URL.`,
    {
      sentence:
        "Your organisation's directory sent this sign-in to an address of this application that names no organisation. Ask your IT department to correct the Reply URL there.",
      logLevel: 'info',
    },
  ),
  'destination-missing': shape('SAML Bindings 3.5.5.2'),
  'destination-mismatch': row(
    'SAML Bindings 3.5.5.2',
    `${basic} > Reply URL (Assertion Consumer Service URL): enter the expected value as the default.`,
  ),
  'in-response-to-mismatch': shape('SAML Profiles 4.1.4.3'),
  'subject-confirmation': shape('SAML Profiles 4.1.4.2'),
  'confirmation-expired': late('SAML Profiles 4.1.4.3', retry),
  'conditions-missing': shape('SAML Core 2.5.1'),
  'condition-unknown': shape('SAML Core 2.5.1.1'),
  'assertion-expired': late('SAML Core 2.5.1.2', retry),
  'assertion-not-yet-valid': late('SAML Core 2.5.1.2', retry),
  'assertion-window-too-long': row(
    'Limit of this product: valid for at most 24 hours',
    'Shorten the token lifetime policy (AccessTokenLifetime) that is assigned to the application.',
  ),
  'issue-instant-in-future': late('SAML Core 2.3.3', retry),
  'authn-statement-missing': shape('SAML Profiles 4.1.4.2'),
  'session-already-over': late('SAML Core 2.7.2', retry),
  'name-id-missing': row(
    'SAML Core 2.4.1',
    `${claims} > Unique User Identifier (Name ID): choose a source that everybody has.`,
  ),
  'name-id-too-long': row(
    'SAML Core 8.3',
    `${claims} > Unique User Identifier (Name ID): at most 256 characters.`,
  ),
  'attribute-malformed': shape('SAML Core 2.7.3.1'),
  'attribute-repeated': row('SAML Core 2.7.3', `${claims}: emit each claim once.`),
  'identity-claim-malformed': row(
    'Claims of Entra ID: objectidentifier, tenantid',
    `${claims}: leave objectidentifier and tenantid as Entra sends them. In another directory: send the identity claim of this tenant with one value for each person.`,
  ),
} as const satisfies Readonly<Record<string, ProblemKind>>;
