import { describe, expect, it } from 'vitest';
import type { StoredItem } from '../../shared/store/table.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { readTenantItem, toTenantItem } from '../../shared/tenants/store/tenant-item.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import { apps } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, aUser, newCertificate, newTenantId, secondsFromNow } from '../harness/samples.ts';

describeWithDatabase('the tenant store', (database) => {
  const store = (): TenantStore => dynamoDbTenantStore(database().tables.tenants, apps);

  it('finds a tenant as it was added, its keys in their order', async () => {
    const thumbprint = { kind: 'thumbprint', algorithm: 'sha1', thumbprint: 'ab'.repeat(20) } as const;
    const logoutUrl = 'https://login.microsoftonline.com/common/wsfederation?wa=wsignout1.0';
    const trustedKeys = [newCertificate(), thumbprint, newCertificate()];
    const tenant = aTenant({ connection: { logoutUrl, trustedKeys } });
    await store().add(tenant);
    expect(await store().find(tenant.app, tenant.id)).toEqual(tenant);
  });

  it('keeps the display name of a tenant, and reads none that is empty', async () => {
    const tenant = { ...aTenant(), displayName: 'Acme Ltd' };
    await store().add(tenant);
    expect(await store().find(tenant.app, tenant.id)).toEqual(tenant);

    const stored = toTenantItem({ tenant: { ...tenant, displayName: '' }, version: 0 });
    expect(() => readTenantItem(stored as StoredItem)).toThrow('displayName');
  });

  it('finds no tenant that is not there, nor that of another app', async () => {
    const tenant = aTenant();
    await store().add(tenant);
    expect(await store().find('timetrack', newTenantId())).toBeUndefined();
    expect(await store().find('trakstar', tenant.id)).toBeUndefined();
  });

  it('finds a tenant with one request', async () => {
    const tenant = aTenant();
    await store().add(tenant);
    const requests = await database().requestsOf(() => store().find(tenant.app, tenant.id));
    expect(requests).toEqual(['GetItemCommand']);
  });

  it('lists the tenants of one app or of all, ordered by app and id', async () => {
    const [one, two] = [aTenant(), aTenant()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const other = aTenant({ app: 'trakstar' });
    for (const tenant of [two, other, one]) if (tenant) await store().add(tenant);
    const added = new Set([one?.id, two?.id, other.id]);
    const listed = async (app?: 'timetrack') =>
      (await store().list(app)).map(({ id }) => id).filter((id) => added.has(id));
    await expect.poll(() => listed()).toEqual([one?.id, two?.id, other.id]);
    await expect.poll(() => listed('timetrack')).toEqual([one?.id, two?.id]);
  });

  it('adds a tenant once', async () => {
    const tenant = aTenant();
    await store().add(tenant);
    const again = { ...tenant, updatedAt: secondsFromNow(1) };
    await expect(store().add(again)).rejects.toMatchObject({ reason: 'exists' });
    expect(await store().find(tenant.app, tenant.id)).toEqual(tenant);
  });

  it('lets one of 10 adds of the same tenant at once win', async () => {
    const id = newTenantId();
    const adds = Array.from({ length: 10 }, () => store().add(aTenant({ id })));
    const settled = await Promise.allSettled(adds);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('notices that a tenant had been added although the answer was lost', async () => {
    const tenant = aTenant();
    const adding = database().losingTheFirstAnswer('PutItemCommand', () => store().add(tenant));
    await expect(adding).resolves.toBeUndefined();
    expect(await store().find(tenant.app, tenant.id)).toEqual(tenant);
  });

  it('removes a tenant and its users, and no others', async () => {
    const users = dynamoDbUserStore(database().tables.tenants);
    const tenant = aTenant();
    const other = aTenant();
    for (const each of [tenant, other]) {
      await store().add(each);
      await users.add(aUser({ app: each.app, tenant: each.id }));
    }
    expect(await store().remove(tenant.app, tenant.id)).toBe(true);
    expect(await store().find(tenant.app, tenant.id)).toBeUndefined();
    expect(await users.list(tenant.app, tenant.id)).toEqual([]);
    expect(await users.list(other.app, other.id)).toHaveLength(1);
    expect(await store().remove(tenant.app, tenant.id)).toBe(false);
  });

  it('lets no new tenant inherit the users of one whose removal did not finish', async () => {
    const users = dynamoDbUserStore(database().tables.tenants);
    const tenant = aTenant();
    await users.add(aUser({ app: tenant.app, tenant: tenant.id }));
    await expect(store().add(tenant)).rejects.toMatchObject({ reason: 'leftovers' });
    expect(await store().remove(tenant.app, tenant.id)).toBe(true);
    await expect(store().add(tenant)).resolves.toBeUndefined();
  });

  describe('reading what is stored', () => {
    const change = async (update: string, values?: Record<string, string>) => {
      const tenant = aTenant();
      await store().add(tenant);
      const key = { partitionKey: `${tenant.app}#${tenant.id}`, sortKey: 'tenant' };
      await database().tables.tenants.update(key, { update, ...(values ? { values } : {}) });
      return { tenant, reading: () => store().find(tenant.app, tenant.id) };
    };

    it('trusts nobody where the keys are gone', async () => {
      const { reading } = await change('REMOVE #connection.#trustedKeys');
      expect((await reading())?.connection.trustedKeys).toEqual([]);
    });

    it('keeps an empty list of keys empty', async () => {
      const tenant = aTenant({ connection: { trustedKeys: [] } });
      await store().add(tenant);
      expect((await store().find(tenant.app, tenant.id))?.connection.trustedKeys).toEqual([]);
    });

    it.each([
      ['connection.state', 'SET #connection.#state = :bad'],
      ['connection.allowSha1', 'SET #connection.#allowSha1 = :bad'],
      ['connection.trustedKeys', 'SET #connection.#trustedKeys = :bad'],
      ['connection.allowMd5', 'SET #connection.#allowMd5 = :bad'],
      ['sessionLengthSeconds', 'SET #sessionLengthSeconds = :bad'],
      ['createdAt', 'SET #createdAt = :bad'],
      ['partitionKey', 'SET #id = :bad'],
    ])('throws, naming key and field, where %s is not what it should be', async (field, update) => {
      const { tenant, reading } = await change(update, { bad: 'yes' });
      await expect(reading()).rejects.toThrow(`timetrack#${tenant.id} / tenant: ${field}`);
    });

    it('throws where the connection has no issuer', async () => {
      const { reading } = await change('REMOVE #connection.#issuer');
      await expect(reading()).rejects.toThrow('connection.issuer');
    });

    it('can still remove a tenant that cannot be read', async () => {
      const { tenant } = await change('REMOVE #connection');
      expect(await store().remove(tenant.app, tenant.id)).toBe(true);
    });
  });
});
