import { gallery } from '../apps/gallery.ts';
import type { AppId, TenantId } from '../apps/profile.ts';
import type { TrustedKey } from '../saml/inbound/trust.ts';
import type { Table } from '../store/table.ts';
import { claimGuards } from './guards.ts';
import type { Tenant } from './tenant.ts';
import { tenantKey } from './tenant-item.ts';
import { TenantStoreConflict } from './tenant-store.ts';
import { thumbprintAlgorithm, thumbprintsOf } from './thumbprints.ts';

/** What is to be pinned, and where. */
export interface Pin {
  readonly app: AppId;
  readonly id: TenantId;
  /** Lower-case hex. */
  readonly thumbprint: string;
  /** The DER in base64 on one line. */
  readonly certificate: string;
}

/** `TenantStore.pinCertificate` over `table`; `find` reads the tenant where its guards must be known. */
export async function pinCertificate(
  table: Table,
  find: () => Promise<Tenant | undefined>,
  { app, id, thumbprint, certificate }: Pin,
): Promise<boolean> {
  const algorithm = thumbprintAlgorithm(thumbprint);
  if (algorithm === undefined || thumbprintsOf(certificate)[algorithm] !== thumbprint) {
    throw new RangeError('The thumbprint is not the one of this certificate');
  }
  // The other fingerprint was unknown until now: another tenant may trust the same certificate by it.
  if (
    gallery[app].identifier === 'fixed' &&
    !(await guardPinned(table, await find(), thumbprint, certificate))
  ) {
    return false;
  }
  const pinned = await table.update(tenantKey(app, id), {
    update: 'SET #connection.#trustedKeys.#thumbprint.#pinned = :certificate',
    condition:
      'attribute_exists(#connection.#trustedKeys.#thumbprint) AND ' +
      'attribute_not_exists(#connection.#trustedKeys.#thumbprint.#pinned)',
    names: { thumbprint },
    values: { certificate },
  });
  return pinned !== false;
}

async function guardPinned(
  table: Table,
  tenant: Tenant | undefined,
  thumbprint: string,
  certificate: string,
): Promise<boolean> {
  const pinHere = (key: TrustedKey): TrustedKey =>
    key.kind === 'thumbprint' && key.thumbprint === thumbprint && key.pinned === undefined
      ? { ...key, pinned: certificate }
      : key;
  if (tenant === undefined) return false;
  const trustedKeys = tenant.connection.trustedKeys.map(pinHere);
  try {
    await claimGuards(table, { ...tenant, connection: { ...tenant.connection, trustedKeys } });
    return true;
  } catch (error) {
    if (error instanceof TenantStoreConflict) return false;
    throw error;
  }
}
