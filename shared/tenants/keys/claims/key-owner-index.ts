import { Buffer } from 'node:buffer';
import type { Apps } from '../../../apps/apps.ts';
import type { AppId } from '../../../ids/app-id.ts';
import type { TenantId } from '../../../ids/tenant-id.ts';
import type { Table } from '../../../store/table.ts';
import { thumbprintsOf } from '../thumbprints.ts';
import { keyClaimNames, readKeyClaims } from './key-claims.ts';

/** Finds the tenant of a message whose address names none. */
export interface KeyOwnerIndex {
  /**
   * Returns the tenant that has proven this key for this issuer. One strongly consistent request of two items, whatever
   * number of tenants the issuer has, and whatever strangers have set up: only a proof writes an entry. It decides
   * nothing: the tenant may have retired the key since.
   * @returns undefined where no tenant has, or where its two fingerprints name different ones
   */
  ownerOf(app: AppId, issuer: string, certificate: Uint8Array): Promise<TenantId | undefined>;
}

/** Returns the owners of keys in the table `tenants`. Only apps whose tenants must own their keys have entries. */
export function dynamoDbKeyOwnerIndex(table: Table, apps: Apps): KeyOwnerIndex {
  return {
    async ownerOf(app, issuer, certificate) {
      const key = thumbprintsOf(Buffer.from(certificate).toString('base64'));
      const claims = await readKeyClaims(table, keyClaimNames(apps, app, issuer, [key]));
      const [owner, ...others] = new Set(
        claims.filter(({ isProven }) => isProven).map((claim) => claim.owner),
      );
      return others.length === 0 ? owner : undefined;
    },
  };
}
