import type { ProblemKind } from '../problem-kind.ts';

const byOperator = (more: Partial<ProblemKind> = {}): ProblemKind => ({
  fixedBy: 'operator',
  status: 403,
  logLevel: 'info',
  class: 'configuration',
  ...more,
});

const byAdmin = (status: 409 | 413): ProblemKind => byOperator({ fixedBy: 'customer-admin', status });

/** Problems of the set-up page. */
export const setupProblems = {
  // Unknown, of another tenant, mistyped, not a link, or no session: the answer never tells which.
  'setup-not-open': byOperator(),
  // Only for the holder of the link's secret.
  'setup-link-expired': byOperator(),
  'setup-link-revoked': byOperator(),
  'setup-link-used': byOperator(),
  'setup-form-refused': byOperator({
    specification: 'Cross-site request forgery',
    fixedBy: 'person',
    logLevel: 'warn',
    class: 'attack',
  }),
  'setup-form-malformed': byOperator({ fixedBy: 'sender', status: 400, logLevel: 'warn', class: 'attack' }),
  'setup-upload-too-large': byAdmin(413),
  'setup-draft-too-large': byAdmin(413),
  'setup-too-often': byOperator({ fixedBy: 'person', status: 429, logLevel: 'warn', class: 'attack' }),
  'setup-read-only': byOperator(),
  'setup-nothing-to-renew': byOperator({ status: 409 }),
  'setup-draft-of-another-link': byOperator({ status: 409 }),
  'setup-draft-withdrawn': byAdmin(409),
  'setup-administrator-required': byOperator({ actualIsSignInName: true }),
  // The directory answered with a sign-in of before: it ignores ForceAuthn.
  'setup-sign-in-not-fresh': byOperator({
    specification: 'SAML Core 3.4.1, ForceAuthn',
    fixedBy: 'customer-admin',
  }),
} as const satisfies Readonly<Record<string, ProblemKind>>;
