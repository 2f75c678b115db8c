import type { AppId } from '../../ids/app-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import type { ChangeAuthor } from '../history/tenant-change.ts';
import { type TenantStore, TenantStoreConflict } from '../store/tenant-store.ts';
import { pinKey } from './key-states.ts';
import { thumbprintAlgorithm, thumbprintsOf } from './thumbprints.ts';

/** The certificate to pin, and its tenant. */
export interface Pin {
  readonly app: AppId;
  readonly id: TenantId;
  /** Lower-case hex. */
  readonly thumbprint: string;
  /** The DER in base64 on one line. */
  readonly certificate: string;
  readonly author: ChangeAuthor;
}

/** Implements `TenantStore.pinCertificate` through the store's `change`. */
export async function storePinnedCertificate(
  change: TenantStore['change'],
  { app, id, thumbprint, certificate, author }: Pin,
): Promise<boolean> {
  const algorithm = thumbprintAlgorithm(thumbprint);
  if (algorithm === undefined || thumbprintsOf(certificate)[algorithm] !== thumbprint) {
    throw new RangeError('The thumbprint is not the one of this certificate');
  }
  let pinned = false;
  try {
    await change(app, id, author, (tenant) => {
      const connection = pinKey(tenant.connection, thumbprint, certificate);
      pinned = connection.trustedKeys.some((key, index) => key !== tenant.connection.trustedKeys[index]);
      return { ...tenant, connection };
    });
    return pinned;
  } catch (error) {
    // The tenant is gone, or keeps changing: the next sign-in pins too.
    if (error instanceof TenantStoreConflict) return false;
    throw error;
  }
}
