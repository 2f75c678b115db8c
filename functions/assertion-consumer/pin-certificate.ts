import { Buffer } from 'node:buffer';
import type { TrustedCertificate } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';

/**
 * A thumbprint is a first step (design decision 7): the first verified sign-in pins the certificate that it
 * names beside it, and says so in the tenant's history. Once a thumbprint.
 */
export async function pinCertificate(
  tenants: TenantStore,
  tenant: Tenant,
  { der, thumbprints }: TrustedCertificate,
  signedInAt: Date,
): Promise<void> {
  const unpinned = tenant.connection.trustedKeys.find(
    (key) =>
      key.kind === 'thumbprint' && key.pinned === undefined && thumbprints[key.algorithm] === key.thumbprint,
  );
  if (unpinned?.kind !== 'thumbprint') return;
  await tenants.pinCertificate(
    tenant.app,
    tenant.id,
    unpinned.thumbprint,
    Buffer.from(der).toString('base64'),
    { by: 'sign-in', at: signedInAt },
  );
}
