import { Buffer } from 'node:buffer';
import type { TrustedCertificate } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';

/**
 * Stores the certificate behind a thumbprint at the first verified sign-in, once per thumbprint, with an entry in the
 * tenant's history (decision 0017-thumbprint-pins-certificate).
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
