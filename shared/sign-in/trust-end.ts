import { gracePeriodAt } from '../tenants/certificate-grace-period.ts';
import type { Connection } from '../tenants/tenant.ts';
import { trustOf } from './trust-of-connection.ts';

/**
 * Returns when the last trusted key of a connection expires, or its certificate grace period ends if that is later:
 * from then on no one signs in, and no session outlives it. Undefined where a trusted thumbprint has no known
 * certificate, whose dates are then unknown. No parsing for a connection that has just verified a message.
 */
export function trustEndOf(connection: Connection, now: Date): Date | undefined {
  const { certificates, thumbprints } = trustOf(connection);
  const isKnown = thumbprints.every(({ algorithm, thumbprint }) =>
    certificates.some((certificate) => certificate.thumbprints[algorithm] === thumbprint),
  );
  if (!isKnown || certificates.length === 0) return undefined;
  const grace = gracePeriodAt(connection, now)?.until.getTime() ?? Number.NEGATIVE_INFINITY;
  return new Date(Math.max(grace, ...certificates.map(({ notAfter }) => notAfter.getTime())));
}
