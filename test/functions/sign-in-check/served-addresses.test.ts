import { beforeEach, expect, it } from 'vitest';
import type { Site } from '../../../shared/apps/site.ts';
import {
  AddressLost,
  establishedAfterHours,
  recordServedAddresses,
  requireServedAddresses,
} from '../../../shared/sign-in-check/served-addresses.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps, gallery } from '../../fixtures/apps.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { now } from '../../harness/samples.ts';

const site = (origin: string): Site => ({ app: gallery.trakstar, origin });
const other: Site = { app: gallery.timetrack, origin: 'https://{tenant}.time.example.com' };
const [first, second] = [site('https://one.example.com'), site('https://two.example.com')];
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describeWithDatabase('the addresses of a stage', (database) => {
  const tenants = () => database().tables.tenants;
  const release = (sites: readonly Site[], hours: number, retired: readonly Site[] = []) =>
    requireServedAddresses(tenants(), { sites, retired, now: later(hours) });
  /** What the hourly check found to work. */
  const served = (sites: readonly Site[], hours: number) =>
    recordServedAddresses(tenants(), sites, later(hours));

  beforeEach(async () => {
    await served([first, other], 0);
    await served([first, other], 1);
  });

  it('may be dropped by no release once people have signed in there for a day', async () => {
    await expect(release([second, other], establishedAfterHours)).rejects.toThrow(AddressLost);
    await expect(release([second, other], establishedAfterHours)).rejects.toThrow(
      /trakstar no longer stands at https:\/\/one\.example\.com.*retiredAddresses/,
    );
    await release([first, second, other], establishedAfterHours);
  });

  it('may be dropped with a word, but only that address of that app', async () => {
    await release([second, other], 48, [first]);
    await expect(release([second, other], 48, [second])).rejects.toThrow(AddressLost);
    await expect(release([second, other], 48, [{ ...first, app: gallery.timetrack }])).rejects.toThrow(
      AddressLost,
    );
  });

  it('do not hold up the way back of a release that has just added one', async () => {
    await served([first, second, other], 30);
    await release([first, other], 31);
    await expect(release([first, other], 30 + establishedAfterHours)).rejects.toThrow(AddressLost);
  });

  it('are those of today: one that was given up and comes back begins again', async () => {
    await served([second, other], 50);
    await served([first, second, other], 51);
    await release([second, other], 52);
  });

  it('cost one read an app and no write while they stay the same', async () => {
    const requests = await database().requestsOf(() => served([first, other], 2));
    expect(requests).toEqual(['GetItemCommand', 'GetItemCommand']);
  });

  it('are no tenant', async () => {
    const listed = await dynamoDbTenantStore(tenants(), apps).list(gallery.trakstar.id);
    expect(listed.map(({ id }) => String(id))).not.toContain('latchkey-check');
  });
});
