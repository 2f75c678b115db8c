import type { ProblemKind } from '../problem-kind.ts';
import { notRecognisedKind } from './signature.ts';

const row = (more: Partial<ProblemKind> = {}): ProblemKind => ({
  fixedBy: 'person',
  status: 403,
  logLevel: 'warn',
  class: 'person',
  ...more,
});

const byOperator = (more: Partial<ProblemKind> = {}): ProblemKind =>
  row({ fixedBy: 'operator', logLevel: 'info', class: 'configuration', ...more });

const byDirectory = (more: Partial<ProblemKind> = {}): ProblemKind =>
  row({ fixedBy: 'customer-admin', class: 'configuration', ...more });

const error = (status: 500 | 503): ProblemKind =>
  row({ fixedBy: 'operator', status, logLevel: 'error', class: 'fault' });

/** Problems that depend on more than the message: the tenant, the request that it answers, the user, the store. */
export const signInProblems = {
  'tenant-not-found': byOperator(notRecognisedKind),
  'tenant-disabled': byOperator(notRecognisedKind),
  'tenant-not-identified': row({
    specification: 'SAML Profiles 4.1.5',
    fixedBy: 'customer-admin',
    class: 'configuration',
  }),
  'return-to-malformed': row({ fixedBy: 'operator', status: 400, class: 'attack' }),
  'sign-on-no-page': byOperator({ specification: 'Fetch Metadata' }),
  'flow-unknown': row({ specification: 'SAML Profiles 4.1.4.3' }),
  'flow-expired': row({ specification: 'SAML Profiles 4.1.4.3', class: 'expiry' }),
  'flow-spent': row({ specification: 'SAML Profiles 4.1.4.5', status: 409 }),
  'flow-other-browser': row({
    specification: 'SAML Profiles 4.1.4.3; login cross-site request forgery',
    class: 'attack',
  }),
  'flow-dropped': row(),
  'assertion-replayed': row({ specification: 'SAML Profiles 4.1.4.5', status: 409, class: 'attack' }),
  'session-of-another-person': row({
    specification: 'SAML Profiles 4.1.5; login cross-site request forgery',
    status: 409,
  }),
  'reauthentication-ignored': byDirectory({ specification: 'SAML Core 3.4.1' }),
  'reauthentication-other-person': row({ class: 'attack' }),
  'unsolicited-repeated': row({
    specification: 'SAML Profiles 4.1.5',
    fixedBy: 'customer-admin',
    class: 'configuration',
  }),
  'user-unknown': byOperator({ actualIsSignInName: true }),
  'user-not-active': byOperator({ actualIsSignInName: true }),
  'user-other-identity': row({ fixedBy: 'operator', class: 'attack' }),
  'user-identity-missing': row({
    fixedBy: 'customer-admin',
    class: 'configuration',
    actualIsSignInName: true,
  }),
  'user-not-entitled': byDirectory(),
  'user-removed': byOperator({ actualIsSignInName: true }),
  'multi-factor-missing': byDirectory(),
  'claim-missing': byDirectory(),
  'claim-many-values': byDirectory(),
  'claim-groups-overage': byDirectory(),
  'claims-too-large': byDirectory(),
  'store-unavailable': error(503),
  internal: error(500),
} as const satisfies Readonly<Record<string, ProblemKind>>;
