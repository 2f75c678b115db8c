import { expect, it } from 'vitest';
import { dynamoDbRefreshStateStore } from '../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import type { RefreshState } from '../../shared/metadata-refresh/refresh-state.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { refreshSlotKey, refreshSlotOf } from '../../shared/tenants/store/refresh-slot.ts';
import { apps } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, newTenantId, now, secondsFromNow } from '../harness/samples.ts';

const failing = { code: 'timeout', since: now, attempts: 2, nextAttemptAt: secondsFromNow(7_200) };

function aWatch(more: Partial<RefreshState> = {}): RefreshState {
  return { app: 'timetrack', tenant: newTenantId(), createdAt: now, attemptedAt: now, seen: {}, ...more };
}

describeWithDatabase('the store of what the watch remembers', (database) => {
  const store = () => dynamoDbRefreshStateStore(database().tables.tenants);
  const found = ({ app, tenant: id, createdAt }: RefreshState) => store().find({ app, id, createdAt });
  const tenants = () => dynamoDbTenantStore(database().tables.tenants, apps);

  it('finds what was written, and nothing of a tenant that nobody has looked after', async () => {
    const watch = aWatch({
      refreshedAt: now,
      urgentAttemptAt: secondsFromNow(-60),
      failing,
      seen: {
        ['a'.repeat(64)]: { firstSeenAt: now },
        ['b'.repeat(64)]: { firstSeenAt: now, missingSince: now, retiredAt: secondsFromNow(1) },
      },
      reminders: { expiresAt: secondsFromNow(86_400), days: [60, 30] },
    });
    expect(await found(watch)).toBeUndefined();
    expect(await store().write(undefined, watch)).toBe(true);
    expect(await found(watch)).toEqual({ ...watch, version: 1 });
  });

  it('lets one of two win who began from the same', async () => {
    const watch = aWatch();
    const writes = () => Promise.all([store().write(undefined, watch), store().write(undefined, watch)]);
    expect((await writes()).sort()).toEqual([false, true]);
    const before = await found(watch);
    expect(await store().write(before, { ...watch, attemptedAt: secondsFromNow(1) })).toBe(true);
    expect(await store().write(before, { ...watch, attemptedAt: secondsFromNow(2) })).toBe(false);
    expect(await found(watch)).toMatchObject({
      attemptedAt: secondsFromNow(1),
      version: 2,
    });
  });

  it('finds nothing of an earlier tenant of the name, even where a look at that one ended late', async () => {
    const watch = aWatch({ createdAt: secondsFromNow(-60) });
    expect(await store().write(undefined, watch)).toBe(true);
    expect(await found({ ...watch, createdAt: now })).toBeUndefined();
    expect(await found(watch)).toEqual({ ...watch, version: 1 });
  });

  it('goes on from what the release before remembered of this tenant, and of no earlier one', async () => {
    const { createdAt: _, ...watch } = aWatch({ seen: { ['a'.repeat(64)]: { firstSeenAt: now } } });
    const { app, tenant } = watch;
    await database().tables.tenants.put({
      partitionKey: `${app}#${tenant}`,
      sortKey: 'tenant-watch',
      version: 7,
      app,
      tenant,
      lookedAt: now.toISOString(),
      seen: { ['a'.repeat(64)]: { firstSeenAt: now.toISOString() } },
    });
    const createdAt = secondsFromNow(-1);
    const earlier = await store().find({ app, id: tenant, createdAt });
    expect(earlier).toEqual({ ...watch, createdAt, version: 0 });
    expect(await store().find({ app, id: tenant, createdAt: secondsFromNow(1) })).toBeUndefined();

    expect(await store().write(earlier, { ...watch, createdAt, attemptedAt: secondsFromNow(2) })).toBe(true);
    expect(await store().find({ app, id: tenant, createdAt })).toMatchObject({
      attemptedAt: secondsFromNow(2),
      version: 1,
    });
  });

  it('knows of a directory whether it fails', async () => {
    const directory = `idp.example/${newTenantId()}`;
    expect(await store().findFailing(directory)).toBeUndefined();
    await store().writeFailing(directory, failing);
    expect(await store().findFailing(directory)).toEqual(failing);
    await store().writeFailing(directory, undefined);
    expect(await store().findFailing(directory)).toBeUndefined();
  });

  it('neither stands in the way of adding a tenant twice, nor outlives it', async () => {
    const tenant = aTenant();
    await tenants().add(tenant);
    await store().write(undefined, aWatch({ tenant: tenant.id, createdAt: tenant.createdAt }));
    await expect(tenants().add({ ...tenant, updatedAt: secondsFromNow(1) })).rejects.toMatchObject({
      reason: 'exists',
    });
    expect(await tenants().remove(tenant.app, tenant.id)).toBe(true);
    expect(await store().find(tenant)).toBeUndefined();
    await tenants().add(tenant);
  });

  it('has every tenant in the index of its turn, by the directory that its metadata is asked of', async () => {
    const metadataUrl =
      'https://login.microsoftonline.com/5F1C7D7E-9C0E-4A54-8C0B-3A1C3D0A7B11/federationmetadata/2007-06/federationmetadata.xml?appid=1';
    const tenant = aTenant({ connection: { metadataUrl } });
    await tenants().add(tenant);
    const entries = async () => {
      const found: unknown[] = [];
      const query = database().tables.tenants.query({
        index: 'by-turn',
        condition: '#turnKey = :turn',
        values: { turn: refreshSlotKey(refreshSlotOf(tenant.app, tenant.id)) },
      });
      for await (const page of query) found.push(...page.map(({ turnEntry }) => turnEntry));
      return found;
    };
    const scope = `timetrack#${tenant.id}`;
    const directory = 'login.microsoftonline.com/5f1c7d7e-9c0e-4a54-8c0b-3a1c3d0a7b11';
    await expect.poll(entries).toContain(`${directory}#${scope}`);

    await tenants().change(tenant.app, tenant.id, { by: 'me', at: now }, ({ connection, ...more }) => {
      const { metadataUrl: _, ...rest } = connection;
      return { ...more, connection: rest };
    });
    await expect.poll(entries).toContain(`-#${scope}`);
    expect(await tenants().find(tenant.app, tenant.id)).not.toHaveProperty('turnKey');
  });
});
