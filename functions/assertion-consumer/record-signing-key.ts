import { Buffer } from 'node:buffer';
import type { TrustedCertificate } from '../../shared/saml/inbound/signature/prepare-trust.ts';
import { withSigner } from '../../shared/tenants/keys/proven-keys.ts';
import { type TenantStore, TenantStoreConflict } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';

/**
 * Records what a sign-in shows about the key that signed it, once per key. An answer to a request of this tenant proves
 * the key: its certificate is pinned beside the thumbprint that names it, and the key is marked as proven, which claims
 * it at a fixed Identifier unless another tenant has proven the same key. An unsolicited message only pins, because it
 * may have been made for another service. No request if all of that is recorded already.
 * @param isAnswer Whether the signed InResponseTo names a request of this tenant, used by this sign-in.
 */
export async function recordSigningKey(
  tenants: TenantStore,
  tenant: Tenant,
  certificate: TrustedCertificate,
  { isAnswer, signedInAt }: { readonly isAnswer: boolean; readonly signedInAt: Date },
): Promise<void> {
  if (!isAnswer) return pinCertificate(tenants, tenant, certificate, signedInAt);
  const { sha256 } = certificate.thumbprints;
  const isProven = tenant.connection.provenKeys?.some((proven) => proven.sha256 === sha256);
  // An activated test has proven its key by thumbprints alone.
  if (isProven && unpinnedKey(tenant, certificate) === undefined) return;
  const der = Buffer.from(certificate.der).toString('base64');
  try {
    await tenants.change(tenant.app, tenant.id, { by: 'sign-in', at: signedInAt }, (current) => ({
      ...current,
      // A request that was answered under another issuer proves nothing for this one.
      connection:
        current.connection.issuer === tenant.connection.issuer
          ? withSigner(current.connection, der, signedInAt)
          : current.connection,
    }));
  } catch (error) {
    // The tenant was removed, or others keep changing it: the next sign-in proves the key too.
    if (!(error instanceof TenantStoreConflict)) throw error;
  }
}

/**
 * Pins the certificate behind a thumbprint at the first verified sign-in, once per thumbprint, with an entry in the
 * tenant's history (decision 0017-thumbprint-pins-certificate).
 */
async function pinCertificate(
  tenants: TenantStore,
  tenant: Tenant,
  certificate: TrustedCertificate,
  signedInAt: Date,
): Promise<void> {
  const unpinned = unpinnedKey(tenant, certificate);
  if (unpinned === undefined) return;
  await tenants.pinCertificate(
    tenant.app,
    tenant.id,
    unpinned.thumbprint,
    Buffer.from(certificate.der).toString('base64'),
    { by: 'sign-in', at: signedInAt },
  );
}

/** Returns the trusted thumbprint that names `certificate` and has no certificate stored beside it yet. */
function unpinnedKey({ connection }: Tenant, { thumbprints }: TrustedCertificate) {
  return connection.trustedKeys
    .filter((key) => key.kind === 'thumbprint')
    .find((key) => key.pinned === undefined && thumbprints[key.algorithm] === key.thumbprint);
}
