import { randomUUID } from 'node:crypto';
import type { Site } from '../apps/site.ts';
import { sitesOfApp } from '../apps/standing-site.ts';
import type { Table } from '../store/table.ts';
import { checkSignIn, type SendCheck } from './check-sign-in.ts';
import { type CheckKey, prepareCheckTenant } from './check-tenant.ts';

/** What a check of a stage works with. */
export interface StageCheck {
  readonly sites: readonly Site[];
  readonly tenants: Table;
  readonly key: CheckKey;
  readonly send: SendCheck;
  readonly clock: () => Date;
}

/**
 * Signs in at every address of a stage and out again, one after the other. Where an app has two addresses, its check
 * tenant moves from one to the other: two checks at the same time may fail each other.
 * @throws CheckFailure of the first that fails
 */
export async function checkEveryApp({ sites, tenants, key, send, clock }: StageCheck): Promise<void> {
  for (const site of sites) {
    const isMoving = sitesOfApp(sites, site.app.id).length > 1;
    const standing = { app: site.app.id, ...(isMoving ? { standsAt: site.origin } : {}) };
    await prepareCheckTenant(tenants, key, standing, clock());
    await checkSignIn({
      site,
      send,
      sign: (octets) => key.signingKeys.sign(key.id, octets),
      now: clock(),
      newId: () => `_${randomUUID()}`,
    });
  }
}
