import type { ProblemKind } from '../problem-kind.ts';

const byAdmin = (specification: string): ProblemKind => ({
  specification,
  fixedBy: 'customer-admin',
  status: 403,
  logLevel: 'warn',
  class: 'configuration',
});

const byOwnRule = {
  fixedBy: 'customer-admin',
  status: 403,
  logLevel: 'warn',
  class: 'configuration',
} as const satisfies ProblemKind;

const late = (specification: string): ProblemKind => ({
  ...byAdmin(specification),
  fixedBy: 'person',
  class: 'expiry',
});

/** Returns the kind of a message that Entra never sends, but another identity provider's software does. */
const profile = (specification: string): ProblemKind => ({ ...byAdmin(specification), fixedBy: 'sender' });

/** Problems with what the signed assertion says. */
export const protocolProblems = {
  'status-not-success': byAdmin('SAML Core 3.2.2.2'),
  'issuer-mismatch': byAdmin('SAML Core 2.2.5, SAML Profiles 4.1.4.2'),
  'audience-missing': profile('SAML Profiles 4.1.4.2'),
  'audience-mismatch': byAdmin('SAML Core 2.5.1.4'),
  'recipient-mismatch': byAdmin('SAML Profiles 4.1.4.3'),
  'reply-url-mistaken': byAdmin('SAML Profiles 4.1.4.3'),
  'reply-url-without-tenant': { ...byAdmin('SAML Profiles 4.1.4.3'), logLevel: 'info' },
  'destination-missing': profile('SAML Bindings 3.5.5.2'),
  'destination-mismatch': byAdmin('SAML Bindings 3.5.5.2'),
  'in-response-to-mismatch': profile('SAML Profiles 4.1.4.3'),
  'subject-confirmation': profile('SAML Profiles 4.1.4.2'),
  'confirmation-expired': late('SAML Profiles 4.1.4.3'),
  'conditions-missing': profile('SAML Core 2.5.1'),
  'condition-unknown': profile('SAML Core 2.5.1.1'),
  'assertion-expired': late('SAML Core 2.5.1.2'),
  'assertion-not-yet-valid': late('SAML Core 2.5.1.2'),
  'assertion-window-too-long': byOwnRule,
  'issue-instant-in-future': late('SAML Core 2.3.3'),
  'authn-statement-missing': profile('SAML Profiles 4.1.4.2'),
  'session-already-over': late('SAML Core 2.7.2'),
  'name-id-missing': byAdmin('SAML Core 2.4.1'),
  'name-id-too-long': byAdmin('SAML Core 8.3'),
  'attribute-malformed': profile('SAML Core 2.7.3.1'),
  'attribute-repeated': byAdmin('SAML Core 2.7.3'),
  'identity-claim-malformed': byOwnRule,
} as const satisfies Readonly<Record<string, ProblemKind>>;
