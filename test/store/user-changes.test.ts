import { describe, expect, it } from 'vitest';
import type { Table } from '../../shared/store/table.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { User } from '../../shared/users/user.ts';
import type { UserStore } from '../../shared/users/user-store.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { anIdentity, aUser, secondsFromNow } from '../harness/samples.ts';

const later = secondsFromNow(1);
const newName = 'Britta.Simon@contoso.com';

describeWithDatabase('changing a user', (database) => {
  const store = (): UserStore => dynamoDbUserStore(database().tables.tenants);
  const added = async (more: Partial<User> = {}) => {
    const user = aUser(more);
    await store().add(user);
    return user;
  };
  const all = ({ app, tenant }: User) => store().list(app, tenant);

  it('changes what is said and nothing else', async () => {
    const user = await added();
    const identity = anIdentity();
    expect(await store().update(user, { displayName: 'B. Simon' }, later)).toEqual({
      ...user,
      displayName: 'B. Simon',
      updatedAt: later,
    });
    await store().update(user, { identity, active: false }, later);
    expect(await store().findByIdentity(user.app, user.tenant, identity)).toMatchObject({ id: user.id });
    const unbound = await store().update(user, { identity: 'none' }, later);
    expect(unbound).toEqual({
      ...user,
      displayName: 'B. Simon',
      active: false,
      sessionGeneration: 1,
      updatedAt: later,
    });
    await expect.poll(() => store().findByIdentity(user.app, user.tenant, identity)).toBeUndefined();
  });

  it('counts how often its sessions were ended, by the write that ends them', async () => {
    const user = await added();
    const { app, tenant, signInName } = user;
    const requests = await database().requestsOf(async () => {
      await store().update(user, { endSessions: true }, later);
      await store().update(user, { active: false }, later);
      await store().setActive(app, tenant, signInName, false, later);
    });
    expect(requests).toEqual(Array(3).fill('UpdateItemCommand'));
    expect(await all(user)).toMatchObject([{ active: false, sessionGeneration: 3 }]);
    await store().setActive(app, tenant, signInName, true, later);
    await store().update(user, { active: true, displayName: 'Britta', identity: anIdentity() }, later);
    expect(await all(user)).toMatchObject([{ active: true, sessionGeneration: 3 }]);
  });

  it('never changes or removes another user of the same name', async () => {
    const user = await added();
    const namesake = { ...user, id: aUser().id };
    expect(await store().update(namesake, { active: false }, later)).toBeUndefined();
    expect(await store().remove(namesake)).toBe(false);
    expect(await store().rename(namesake, newName, later)).toBe('gone');
    expect(await all(user)).toEqual([user]);
    expect(await store().remove(user)).toBe(true);
    expect(await all(user)).toEqual([]);
  });

  it('finds those of many names that are taken', async () => {
    const user = await added();
    const found = await store().findEach(user.app, user.tenant, [
      user.signInName.toUpperCase(),
      user.signInName,
      newName,
      'x'.repeat(2_000),
    ]);
    expect(found).toEqual([user]);
  });

  describe('an internationalized domain', () => {
    const unicode = 'b.simon@m\u00fcnchen.example';
    const ascii = 'b.simon@xn--mnchen-3ya.example';

    it.each([
      [unicode, ascii],
      [ascii, unicode],
    ])('added as %s is the same person as %s, under the key that was written', async (one, other) => {
      const user = await added({ signInName: one });
      const { app, tenant } = user;
      const stored = { partitionKey: `${app}#${tenant}`, sortKey: `user#${one}` };
      expect(await database().tables.tenants.get(stored)).toMatchObject({ id: user.id });
      expect(await store().findBySignInName(app, tenant, other)).toEqual(user);
      expect(await store().findEach(app, tenant, [other.toUpperCase()])).toEqual([user]);
      expect(await store().add(aUser({ app, tenant, signInName: other }))).toBe(false);
      expect(await all(user)).toEqual([user]);
      const stranger = await added({ tenant, signInName: newName });
      expect(await store().rename(stranger, other, later)).toBe('taken');
    });

    it('is one read by the spelling that is stored, and a few names more than one read takes are found', async () => {
      const user = await added({ signInName: unicode });
      const { app, tenant } = user;
      const found = () => store().findBySignInName(app, tenant, unicode);
      expect(await database().requestsOf(found)).toEqual(['GetItemCommand']);
      const names = Array.from({ length: 99 }, (_, at) => `b${at}@m\u00fcnchen.example`);
      expect(await store().findEach(app, tenant, [...names, ascii])).toEqual([user]);
    });

    it('of two people whom an earlier release added is told apart by what was written', async () => {
      const one = await added({ signInName: unicode });
      const { partitionKey, sortKey } = {
        partitionKey: `${one.app}#${one.tenant}`,
        sortKey: `user#${ascii}`,
      };
      const item = await database().tables.tenants.get({ partitionKey, sortKey: `user#${unicode}` });
      const other = aUser({ app: one.app, tenant: one.tenant, signInName: ascii });
      await database().tables.tenants.put({
        ...item,
        partitionKey,
        sortKey,
        id: other.id,
        signInName: ascii,
      });
      expect(await store().findBySignInName(one.app, one.tenant, unicode)).toMatchObject({ id: one.id });
      expect(await store().findBySignInName(one.app, one.tenant, ascii)).toMatchObject({ id: other.id });
    });

    it.each([1, 2, 3])(
      'is given its other spelling by a rename, also one that stopped before write %i',
      async (stop) => {
        const user = await added({ signInName: unicode, identity: anIdentity() });
        const stopping = dynamoDbUserStore(stoppingBefore(database().tables.tenants, stop));
        await expect(stopping.rename(user, ascii, later)).rejects.toThrow('stopped');
        const renamed = await store().rename(user, ascii, later);
        expect(renamed).toMatchObject({ id: user.id, signInName: ascii, identity: user.identity });
        expect(await all(user)).toEqual([renamed]);
        expect(await store().rename(user, ascii, later)).toEqual(renamed);
      },
    );
  });

  describe('renaming', () => {
    it('keeps who it is, bound and active as before', async () => {
      const user = await added({ identity: anIdentity() });
      const renamed = { ...user, signInName: newName, sessionGeneration: 1, updatedAt: later };
      expect(await store().rename(user, newName, later)).toEqual(renamed);
      expect(await all(user)).toEqual([renamed]);
      expect(await store().rename(user, newName, later)).toEqual(renamed);
    });

    it('to and fro ends every session of before', async () => {
      const user = await added();
      const renamed = await store().rename(user, newName, later);
      if (typeof renamed === 'string') throw new Error(renamed);
      expect(await store().rename(renamed, user.signInName, later)).toMatchObject({ sessionGeneration: 2 });
    });

    it('is one write where only the spelling changes', async () => {
      const user = await added();
      const shouted = user.signInName.toUpperCase();
      const requests = await database().requestsOf(() => store().rename(user, shouted, later));
      expect(requests).toEqual(['UpdateItemCommand']);
      expect(await all(user)).toEqual([{ ...user, signInName: shouted, updatedAt: later }]);
    });

    it('changes nothing where the name is taken', async () => {
      const user = await added();
      const other = await added({ tenant: user.tenant, signInName: newName });
      expect(await store().rename(user, newName, later)).toBe('taken');
      expect(await all(user)).toEqual(expect.arrayContaining([user, other]));
    });

    it.each([1, 2, 3])(
      'that stopped before write %i lets nobody in twice, and can be repeated',
      async (stop) => {
        const user = await added({ identity: anIdentity() });
        const stopping = dynamoDbUserStore(stoppingBefore(database().tables.tenants, stop));
        await expect(stopping.rename(user, newName, later)).rejects.toThrow('stopped');
        const halfway = await all(user);
        expect(halfway.filter(({ active }) => active)).toHaveLength(stop === 2 ? 0 : 1);
        expect(halfway.filter(({ identity }) => identity !== undefined)).toHaveLength(stop === 2 ? 0 : 1);
        const renamed = await store().rename(user, newName, later);
        expect(renamed).toMatchObject({ id: user.id, active: true, identity: user.identity });
        expect(await all(user)).toEqual([renamed]);
      },
    );

    it('that stopped half-way is finished before anything else', async () => {
      const user = await added();
      const stopping = dynamoDbUserStore(stoppingBefore(database().tables.tenants, 2));
      await expect(stopping.rename(user, newName, later)).rejects.toThrow('stopped');
      const { app, tenant, signInName } = user;
      expect(await store().rename(user, 'someone@contoso.com', later)).toBe('other');
      expect(await store().setActive(app, tenant, signInName, true, later)).toBeUndefined();
      expect(await store().update(user, { active: true }, later)).toBeUndefined();
      expect(await store().bindIdentity(user, anIdentity(), later)).toBe(false);
    });

    it('gives up, and takes nothing along, where somebody took the name meanwhile', async () => {
      const user = await added({ identity: anIdentity() });
      const stopping = dynamoDbUserStore(stoppingBefore(database().tables.tenants, 2));
      await expect(stopping.rename(user, newName, later)).rejects.toThrow('stopped');
      await added({ tenant: user.tenant, signInName: newName });
      expect(await store().rename(user, newName, later)).toBe('taken');
      const restored = await store().findBySignInName(user.app, user.tenant, user.signInName);
      expect(restored).toEqual({ ...user, updatedAt: later });
    });
  });
});

/** `table`, until so many writes less one have been made. */
function stoppingBefore(table: Table, write: number): Table {
  let writes = 0;
  const counted = <Result>(make: () => Promise<Result>): Promise<Result> => {
    writes += 1;
    if (writes >= write) return Promise.reject(new Error('stopped'));
    return make();
  };
  return {
    ...table,
    put: (item, condition) => counted(() => table.put(item, condition)),
    update: (key, change) => counted(() => table.update(key, change)),
    delete: (key, condition) => counted(() => table.delete(key, condition)),
  };
}
