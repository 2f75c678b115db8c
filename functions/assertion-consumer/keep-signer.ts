import { Buffer } from 'node:buffer';
import type { TrustedCertificate } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import { withSigner } from '../../shared/tenants/keys/proven-keys.ts';
import { type TenantStore, TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { pinCertificate } from './pin-certificate.ts';

/**
 * Keeps what a sign-in has shown of the key that signed it, once a key. In answer to a request of ours it has proved
 * itself: its certificate is pinned beside the thumbprint that names it, and the key is marked as proven, which claims
 * the key claims of a fixed Identifier unless another tenant has proven the same key. Unasked, it only pins: such a
 * message may have been made for anybody. No request where all of that is known.
 * @param isAnswer Whether the signed InResponseTo names a request of this tenant, spent by this sign-in.
 */
export async function recordSigningKey(
  tenants: TenantStore,
  tenant: Tenant,
  certificate: TrustedCertificate,
  { isAnswer, signedInAt }: { readonly isAnswer: boolean; readonly signedInAt: Date },
): Promise<void> {
  if (!isAnswer) return pinCertificate(tenants, tenant, certificate, signedInAt);
  const { sha256 } = certificate.thumbprints;
  if (tenant.connection.provenKeys?.some((proven) => proven.sha256 === sha256)) return;
  const der = Buffer.from(certificate.der).toString('base64');
  try {
    await tenants.change(tenant.app, tenant.id, { by: 'sign-in', at: signedInAt }, (current) => ({
      ...current,
      // A request that was answered under another issuer says nothing of this one.
      connection:
        current.connection.issuer === tenant.connection.issuer
          ? withSigner(current.connection, der, signedInAt)
          : current.connection,
    }));
  } catch (error) {
    // The tenant is gone, or others keep changing it: the next sign-in proves the key as well.
    if (!(error instanceof TenantStoreConflict)) throw error;
  }
}
