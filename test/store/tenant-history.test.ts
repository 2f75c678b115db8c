import { expect, it } from 'vitest';
import type { Table } from '../../shared/store/table.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { apps } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, now, secondsFromNow } from '../harness/samples.ts';

const maria = { by: 'maria@workstation', at: secondsFromNow(1), reason: 'ticket 7' };

const disabled = (tenant: Tenant): Tenant => ({
  ...tenant,
  connection: { ...tenant.connection, state: 'disabled' },
});
const withSession = (sessionLengthSeconds: number) => (tenant: Tenant) => ({
  ...tenant,
  sessionLengthSeconds,
});

describeWithDatabase('changing a tenant', (database) => {
  const store = (): TenantStore => dynamoDbTenantStore(database().tables.tenants, apps);
  const added = async () => {
    const tenant = aTenant();
    await store().add(tenant, { by: 'jon', at: now });
    return tenant;
  };

  it('writes the change and says who made it, when and why', async () => {
    const tenant = await added();
    const changed = await store().change(tenant.app, tenant.id, maria, disabled);
    expect(changed).toEqual({ ...disabled(tenant), sessionGeneration: 1, updatedAt: maria.at });
    expect(await store().find(tenant.app, tenant.id)).toEqual(changed);
    expect(await store().history(tenant.app, tenant.id)).toEqual([
      { id: expect.any(String), by: 'jon', at: now, events: [{ kind: 'tenant-added' }] },
      {
        id: expect.any(String),
        ...maria,
        events: [
          { kind: 'setting', name: 'state', from: 'active', to: 'disabled' },
          { kind: 'sessions-ended' },
        ],
      },
    ]);
  });

  it('refuses a tenant that is not there', async () => {
    const { app, id } = aTenant();
    await expect(store().change(app, id, maria, disabled)).rejects.toMatchObject({ reason: 'missing' });
  });

  it('writes nothing where nothing differs, or where the edit refuses', async () => {
    const tenant = await added();
    expect(await store().change(tenant.app, tenant.id, maria, (same) => ({ ...same }))).toEqual(tenant);
    const refusing = store().change(tenant.app, tenant.id, maria, () => {
      throw new Error('no');
    });
    await expect(refusing).rejects.toThrow('no');
    expect(await store().history(tenant.app, tenant.id)).toHaveLength(1);
  });

  it('loses none of 8 changes at once', async () => {
    const tenant = await added();
    const longer = (found: Tenant) => withSession(found.sessionLengthSeconds + 1)(found);
    await Promise.all(Array.from({ length: 8 }, () => store().change(tenant.app, tenant.id, maria, longer)));
    const found = await store().find(tenant.app, tenant.id);
    expect(found?.sessionLengthSeconds).toBe(tenant.sessionLengthSeconds + 8);
    const history = await store().history(tenant.app, tenant.id);
    expect(history.map(({ events }) => events[0])).toMatchObject([
      { kind: 'tenant-added' },
      ...Array.from({ length: 8 }, (_, index) => ({ to: String(tenant.sessionLengthSeconds + index + 1) })),
    ]);
  });

  it('notices that a change had been made although the answer was lost', async () => {
    const tenant = await added();
    const changing = database().losingTheFirstAnswer('PutItemCommand', () =>
      store().change(tenant.app, tenant.id, maria, disabled),
    );
    await expect(changing).resolves.toMatchObject({ connection: { state: 'disabled' } });
    expect(await store().history(tenant.app, tenant.id)).toHaveLength(2);
  });

  it('keeps the entry of a change after which everything stopped', async () => {
    const tenant = await added();
    const stopping = stoppingAfterTheTenant(database().tables.tenants);
    await expect(
      dynamoDbTenantStore(stopping, apps).change(tenant.app, tenant.id, maria, disabled),
    ).rejects.toThrow('stopped');
    expect(await store().history(tenant.app, tenant.id)).toHaveLength(2);
    await store().change(tenant.app, tenant.id, maria, withSession(900));
    const history = await store().history(tenant.app, tenant.id);
    expect(history.map(({ events }) => events[0])).toMatchObject([
      { kind: 'tenant-added' },
      { name: 'state' },
      { name: 'sessionLengthSeconds' },
    ]);
  });

  it('changes a tenant that was stored before changes were counted', async () => {
    const tenant = await added();
    const key = { partitionKey: `${tenant.app}#${tenant.id}`, sortKey: 'tenant' };
    await database().tables.tenants.update(key, { update: 'REMOVE #version, #lastChange' });
    await store().change(tenant.app, tenant.id, maria, disabled);
    expect((await store().find(tenant.app, tenant.id))?.connection.state).toBe('disabled');
  });

  it('keeps the history of a tenant that was removed and added again', async () => {
    const tenant = await added();
    await store().remove(tenant.app, tenant.id, maria);
    await store().add({ ...tenant, createdAt: secondsFromNow(2), updatedAt: secondsFromNow(2) });
    const history = await store().history(tenant.app, tenant.id);
    expect(history.map(({ events }) => events[0]?.kind)).toEqual([
      'tenant-added',
      'tenant-removed',
      'tenant-added',
    ]);
    expect(history[1]).toMatchObject(maria);
  });
});

/** `table`, until the item of a tenant has been written: from then on every request fails. */
function stoppingAfterTheTenant(table: Table): Table {
  let stopped = false;
  return {
    ...table,
    async put(item, condition) {
      if (stopped) throw new Error('stopped');
      const written = await table.put(item, condition);
      stopped = 'connection' in item;
      return written;
    },
  };
}
