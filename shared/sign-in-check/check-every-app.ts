import { randomUUID } from 'node:crypto';
import type { Site } from '../apps/site.ts';
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

/** Signs in to every app of a stage and out again, one after the other. @throws CheckFailure of the first that fails */
export async function checkEveryApp({ sites, tenants, key, send, clock }: StageCheck): Promise<void> {
  for (const site of sites) {
    await prepareCheckTenant(tenants, key, site.app.id, clock());
    await checkSignIn({
      site,
      send,
      sign: (octets) => key.signingKeys.sign(key.id, octets),
      now: clock(),
      newId: () => `_${randomUUID()}`,
    });
  }
}
