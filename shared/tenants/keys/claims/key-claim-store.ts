import { type Apps, requireApp } from '../../../apps/apps.ts';
import { mustOwnKeys } from '../../../apps/key-space.ts';
import type { TenantId } from '../../../ids/tenant-id.ts';
import { defined } from '../../../objects/defined.ts';
import type { TrustedKey } from '../../../saml/inbound/signature/trusted-key.ts';
import type { Table } from '../../../store/table.ts';
import { proofOf } from '../proven-keys.ts';
import { type Claimant, provenKeyHolder } from './claim-keys.ts';

/** The claim on a key that a tenant trusts. */
export interface KeyClaim {
  readonly key: TrustedKey;
  /** When the key signed an answer to a request of this tenant; undefined where it never did. */
  readonly provenAt?: Date;
  /**
   * Whether this tenant blocks others from the key: it has proven the key and, where Identifiers are shared, no other
   * tenant has.
   */
  readonly isClaimed: boolean;
  /** Another tenant of the app that has proven the key for the same issuer. */
  readonly holder?: TenantId;
}

/** Key claims by tenant: for the operator alone. No endpoint has it. */
export interface KeyClaimStore {
  /**
   * Returns the claim on every key that the tenant trusts. Strongly consistent; one request a key, and one for each
   * holder.
   */
  claimsOf(tenant: Claimant): Promise<readonly KeyClaim[]>;
}

/** Returns the key claims in the table `tenants`. */
export function dynamoDbKeyClaimStore(table: Table, apps: Apps): KeyClaimStore {
  return {
    async claimsOf(tenant) {
      const claims: KeyClaim[] = [];
      for (const key of tenant.connection.trustedKeys) {
        const provenAt = proofOf(tenant.connection, key)?.at;
        const holder = await provenKeyHolder(table, apps, tenant, key);
        const isShared = mustOwnKeys(requireApp(apps, tenant.app));
        claims.push({
          key,
          isClaimed: isShared && provenAt !== undefined && holder === undefined,
          ...defined({ provenAt, holder }),
        });
      }
      return claims;
    },
  };
}
