import * as v from 'valibot';
import type { Site } from '../apps/site.ts';
import { sitesOfApp } from '../apps/standing-site.ts';
import type { AppId } from '../ids/app-id.ts';
import { checkTenantId } from '../ids/check-tenant-id.ts';
import { readStored } from '../store/read-stored.ts';
import type { Table } from '../store/table.ts';
import { tenantScope } from '../store/tenant-scope.ts';

/**
 * How long people must have been able to sign in at an address before a release may no longer drop it, in hours. A
 * deployment that fails takes back what it added, hours later at most, and must not be held up by it.
 */
export const establishedAfterHours = 24;

/** The variable that names the sites that a stage gives up on purpose, in the form of the sites. */
export const retiredSitesVariable = 'LATCHKEY_RETIRED_SITES';

const addressesItem = v.strictObject({
  partitionKey: v.string(),
  sortKey: v.string(),
  /** An origin, and since when sign-ins have been seen to work there. */
  servedSince: v.record(v.string(), v.pipe(v.string(), v.isoTimestamp())),
});

function addressesKey(app: AppId) {
  return { partitionKey: tenantScope(app, checkTenantId), sortKey: 'tenant#addresses' };
}

async function servedSince(table: Table, app: AppId): Promise<Readonly<Record<string, string>>> {
  const item = await table.get(addressesKey(app));
  return item === undefined ? {} : readStored(addressesItem, item).servedSince;
}

/**
 * Records that people can sign in at these sites: what {@link requireServedAddresses} holds the next release to. Only
 * the hourly check calls it, after it has signed in at each site. One read of each app; one write where an address came
 * or went.
 */
export async function recordServedAddresses(table: Table, sites: readonly Site[], now: Date): Promise<void> {
  for (const app of new Set(sites.map((site) => site.app.id))) {
    const before = await servedSince(table, app);
    const origins = sitesOfApp(sites, app).map(({ origin }) => origin);
    const since = Object.fromEntries(origins.map((origin) => [origin, before[origin] ?? now.toISOString()]));
    const isSame = Object.keys(before).length === origins.length && origins.every((each) => each in before);
    if (!isSame) await table.put({ ...addressesKey(app), servedSince: since });
  }
}

/** Thrown for a release without an address at which people sign in. */
export class AddressLost extends Error {
  override readonly name = 'AddressLost';
}

/**
 * Requires that a release keeps every established address of each app, or names it among the retired ones. One read of
 * each app.
 * @throws AddressLost
 */
export async function requireServedAddresses(
  table: Table,
  {
    sites,
    retired,
    now,
  }: { readonly sites: readonly Site[]; readonly retired: readonly Site[]; readonly now: Date },
): Promise<void> {
  for (const app of new Set(sites.map((site) => site.app.id))) {
    const kept = [...sitesOfApp(sites, app), ...sitesOfApp(retired, app)].map(({ origin }) => origin);
    for (const [origin, since] of Object.entries(await servedSince(table, app))) {
      const hours = (now.getTime() - Date.parse(since)) / 3_600_000;
      if (kept.includes(origin) || hours < establishedAfterHours) continue;
      throw new AddressLost(
        `${app} no longer stands at ${origin}, where people sign in. Keep it until every tenant has been moved, then ` +
          'name it in retiredAddresses.',
      );
    }
  }
}
