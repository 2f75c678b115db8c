import { beforeEach, describe, expect, it } from 'vitest';
import { parseTenantId, type TenantId } from '../../../shared/ids/tenant-id.ts';
import {
  type CachedTenantStore,
  cachedTenantStore,
  maximumTenantAgeSeconds,
} from '../../../shared/tenants/store/cached-tenant-store.ts';
import type { TenantStore } from '../../../shared/tenants/store/tenant-store.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { apps } from '../../fixtures/apps.ts';

function tenantId(text: string): TenantId {
  const id = parseTenantId(text);
  if (id === undefined) throw new Error(`${text} is no tenant id`);
  return id;
}

const start = new Date('2026-03-02T09:00:00Z');
const lifetime = maximumTenantAgeSeconds * 1_000;
const acme = tenantId('acme');

function tenantOf(id: TenantId, state: Tenant['connection']['state'] = 'active'): Tenant {
  const connection = {
    state,
    issuer: 'https://sts.windows.net/x/',
    loginUrl: 'https://login.example/saml2',
    trustedKeys: [],
    allowSha1: false,
  };
  return { app: 'timetrack', id, connection, sessionLengthSeconds: 900, createdAt: start, updatedAt: start };
}

describe('the tenant cache', () => {
  let now: Date;
  let reads: string[];
  let stored: Map<string, Tenant>;
  let cached: CachedTenantStore;
  let version: number;
  /** What happens while a read is on its way. */
  let duringRead: () => void;

  const advance = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };

  const store: TenantStore = {
    find: async () => expect.unreachable(),
    async findStored(app, id) {
      reads.push(`${app} ${id}`);
      const tenant = stored.get(id);
      duringRead();
      return tenant && { tenant, version };
    },
    list: async () => [...stored.values()],
    async *pages() {
      yield [...stored.values()];
    },
    async add(tenant) {
      stored.set(tenant.id, tenant);
    },
    async change(_, id, __, edit) {
      const changed = edit(stored.get(id) ?? tenantOf(acme));
      stored.set(id, changed);
      return changed;
    },
    note: async () => {},
    history: async () => [],
    pinCertificate: async () => true,
    remove: async (_, id) => stored.delete(id),
  };

  beforeEach(() => {
    now = start;
    reads = [];
    version = 7;
    stored = new Map([['acme', tenantOf(acme)]]);
    duringRead = () => {};
    cached = cachedTenantStore(store, { apps, clock: () => now, entries: 2 });
  });

  it('reads a tenant once in its lifetime and again after it', async () => {
    await cached.find('timetrack', acme);
    advance(lifetime - 1);
    expect(await cached.find('timetrack', acme)).toEqual(tenantOf(acme));
    expect(reads).toHaveLength(1);
    advance(1);
    stored.set('acme', tenantOf(acme, 'disabled'));
    expect(await cached.find('timetrack', acme)).toEqual(tenantOf(acme, 'disabled'));
    expect(reads).toHaveLength(2);
  });

  it('counts the age from before the read', async () => {
    duringRead = () => advance(lifetime / 2);
    await cached.find('timetrack', acme);
    duringRead = () => {};
    advance(lifetime / 2);
    await cached.find('timetrack', acme);
    expect(reads).toHaveLength(2);
  });

  it('reads again where the clock went back', async () => {
    await cached.find('timetrack', acme);
    advance(-1);
    await cached.find('timetrack', acme);
    expect(reads).toHaveLength(2);
  });

  it('keeps the apps apart', async () => {
    await cached.find('timetrack', acme);
    await cached.find('trakstar', acme);
    expect(reads).toEqual(['timetrack acme', 'trakstar acme']);
  });

  it('never remembers that there is no such tenant', async () => {
    const globex = tenantId('globex');
    expect(await cached.find('timetrack', globex)).toBeUndefined();
    stored.set('globex', tenantOf(globex));
    expect(await cached.find('timetrack', globex)).toEqual(tenantOf(globex));
  });

  it.each(['disabled', 'draft', 'tested'] as const)('never remembers a tenant that is %s', async (state) => {
    stored.set('acme', tenantOf(acme, state));
    for (let time = 1; time <= 3; time += 1) {
      expect(await cached.find('timetrack', acme)).toEqual(tenantOf(acme, state));
      expect(reads).toHaveLength(time);
    }
    stored.set('acme', tenantOf(acme));
    expect(await cached.find('timetrack', acme)).toEqual(tenantOf(acme));
  });

  it('says what it remembers without a read', async () => {
    expect(cached.peekCached('timetrack', acme)).toBeUndefined();
    await cached.find('timetrack', acme);
    expect(cached.peekCached('timetrack', acme)).toEqual(tenantOf(acme));
    expect(cached.peekCached('trakstar', acme)).toBeUndefined();
    advance(lifetime);
    expect(cached.peekCached('timetrack', acme)).toBeUndefined();
    expect(reads).toHaveLength(1);
  });

  it('reads afresh whatever it remembers, and remembers that', async () => {
    await cached.find('timetrack', acme);
    advance(lifetime - 1);
    expect(await cached.findFresh('timetrack', acme)).toEqual(tenantOf(acme));
    advance(lifetime - 1);
    await cached.find('timetrack', acme);
    expect(reads).toHaveLength(2);
  });

  it('forgets a tenant that a fresh read does not find active', async () => {
    await cached.find('timetrack', acme);
    stored.set('acme', tenantOf(acme, 'disabled'));
    expect(await cached.findFresh('timetrack', acme)).toEqual(tenantOf(acme, 'disabled'));
    expect(cached.peekCached('timetrack', acme)).toBeUndefined();
    stored.delete('acme');
    expect(await cached.findFresh('timetrack', acme)).toBeUndefined();
  });

  it('hands on the same object until the tenant has changed', async () => {
    const first = await cached.find('timetrack', acme);
    stored.set('acme', tenantOf(acme));
    advance(lifetime);
    expect(await cached.find('timetrack', acme)).toBe(first);
    stored.set('acme', { ...tenantOf(acme), sessionLengthSeconds: 1_800 });
    expect(await cached.findFresh('timetrack', acme)).toMatchObject({ sessionLengthSeconds: 1_800 });
  });

  it('goes on with what it remembers while a fresh read is on its way, or has failed', async () => {
    await cached.find('timetrack', acme);
    duringRead = () => {
      expect(cached.peekCached('timetrack', acme)).toBeDefined();
      throw new Error('no answer');
    };
    await expect(cached.findFresh('timetrack', acme)).rejects.toThrow('no answer');
    expect(await cached.find('timetrack', acme)).toEqual(tenantOf(acme));
  });

  it('never remembers a read that failed', async () => {
    duringRead = () => {
      throw new Error('no answer');
    };
    await expect(cached.find('timetrack', acme)).rejects.toThrow('no answer');
    duringRead = () => {};
    expect(await cached.find('timetrack', acme)).toEqual(tenantOf(acme));
  });

  it('forgets the one read longest ago when there are too many', async () => {
    for (const id of ['a', 'b', 'c']) stored.set(id, tenantOf(tenantId(id)));
    for (const id of ['a', 'b', 'c', 'c', 'b', 'a']) await cached.find('timetrack', tenantId(id));
    expect(reads.map((read) => read.slice(-1))).toEqual(['a', 'b', 'c', 'a']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is added', () => cached.add(tenantOf(acme))],
    ['is changed', () => cached.change('timetrack', acme, { by: 'maria', at: start }, (tenant) => tenant)],
    ['has a certificate pinned', () => cached.pinCertificate('timetrack', acme, 'ab', 'cd')],
    ['is removed', () => cached.remove('timetrack', acme)],
  ])('forgets a tenant that %s', async (_, write) => {
    await cached.find('timetrack', acme);
    await write();
    await cached.find('timetrack', acme);
    expect(reads).toHaveLength(2);
  });

  it('lists what the store lists', async () => {
    expect(await cached.list()).toEqual([tenantOf(acme)]);
  });

  it.each([0, maximumTenantAgeSeconds + 1, Number.NaN])(
    'does not remember for %s seconds',
    (lifetimeSeconds) => {
      expect(() => cachedTenantStore(store, { apps, clock: () => now, lifetimeSeconds })).toThrow(RangeError);
    },
  );
});
