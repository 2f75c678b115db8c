import { endpointUrls } from '../../shared/apps/urls.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { LogoutTrust } from '../../shared/saml/inbound/logout/verify-logout-signature.ts';
import { trustOf } from '../../shared/sign-in/trust-of-connection.ts';
import { gracePeriodAt } from '../../shared/tenants/certificate-grace-period.ts';
import { logoutIssuersOf } from '../../shared/tenants/intake/entra-hosts.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { TenantLocation } from '../location.ts';

/** Returns what a logout message to a tenant has to be if it is signed, and whether it must be. */
export function logoutTrustOf(
  named: TenantLocation,
  { connection, signOut }: Tenant,
  now: Date,
): LogoutTrust {
  return {
    trust: trustOf(connection),
    logoutUrls: endpointUrls(named.site, named.tenant, 'logout'),
    requiresSignature: signOut?.requiresSignature === true,
    expiredCertificatesUntil: gracePeriodAt(connection, now)?.until,
  };
}

/**
 * Requires an issuer of the tenant's directory. Entra's logout messages name a login host of the directory's cloud, its
 * assertions an issuer host.
 * @throws Problem `logout-issuer-mismatch`
 */
export function requireLogoutIssuer({ connection }: Tenant, issuer: string): void {
  if (logoutIssuersOf(connection.issuer).has(issuer)) return;
  throw new Problem('logout-issuer-mismatch', { expected: connection.issuer, actual: issuer });
}
