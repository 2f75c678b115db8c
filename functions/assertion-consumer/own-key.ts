import { isSolicited } from '../../shared/sign-in/initiation.ts';
import { matches } from '../../shared/tenants/keys/proven-keys.ts';
import type { TenantLocation } from '../location.ts';
import { notIdentified } from './tenant-of-message.ts';
import type { VerifiedSignIn } from './verify-message.ts';

/**
 * Requires that an unsolicited message at a Reply URL that names no tenant was signed by a key that this tenant has
 * proven: one that it only trusts may be another tenant's. An answer names the tenant by its signed InResponseTo.
 * @throws Problem `tenant-not-identified`
 */
export function requireOwnKey({ site }: TenantLocation, { tenant, accepted }: VerifiedSignIn): void {
  if (site.app.tenantBy !== 'issuer' || isSolicited(accepted.confirmation.inResponseTo)) return;
  const { thumbprints } = accepted.certificate;
  if (tenant.connection.provenKeys?.some((proven) => matches(proven, thumbprints))) return;
  throw notIdentified(accepted.issuer).afterVerification();
}
