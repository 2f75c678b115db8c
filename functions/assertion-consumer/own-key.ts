import { sharesReplyUrl } from '../../shared/apps/key-space.ts';
import type { AcceptedAssertion } from '../../shared/saml/inbound/verify.ts';
import { isSolicited } from '../../shared/sign-in/initiation.ts';
import { matches } from '../../shared/tenants/keys/proven-keys.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { TenantLocation } from '../location.ts';
import { notIdentified } from './tenant-of-message.ts';

/**
 * Requires that an unsolicited message at a Reply URL that names no tenant was signed by a key that this tenant has
 * proven: one that it only trusts may be another tenant's. An answer names the tenant by its signed InResponseTo.
 * @throws Problem `tenant-not-identified`
 */
export function requireOwnKey(
  { site }: TenantLocation,
  { connection }: Tenant,
  accepted: AcceptedAssertion,
): void {
  if (!sharesReplyUrl(site.app) || isSolicited(accepted.confirmation.inResponseTo)) return;
  const { thumbprints } = accepted.certificate;
  if (connection.provenKeys?.some((proven) => matches(proven, thumbprints))) return;
  throw notIdentified(accepted.issuer).afterVerification();
}
