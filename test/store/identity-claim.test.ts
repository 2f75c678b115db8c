import { describe, expect, it } from 'vitest';
import type { Table } from '../../shared/store/table.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { DirectoryIdentity, User } from '../../shared/users/user.ts';
import { toUserItem } from '../../shared/users/user-item.ts';
import type { UserStore } from '../../shared/users/user-store.ts';
import { IdentityTaken } from '../../shared/users/user-store.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { anIdentity, aUser, newTenantId, now, secondsFromNow } from '../harness/samples.ts';

const later = secondsFromNow(1);

/** What the store is asked to do with an identity of `user`. */
type Binding = (users: UserStore, user: User, identity: DirectoryIdentity) => Promise<unknown>;

/** Every way to bind a user that is there. */
const bindings: readonly [string, Binding][] = [
  ['a first sign-in', (users, user, identity) => users.bindIdentity(user, identity, later)],
  ['a rebind', (users, user, identity) => users.update(user, { identity }, later).catch(asTaken)],
];

async function asTaken(error: unknown): Promise<false> {
  if (error instanceof IdentityTaken) return false;
  throw error;
}

describeWithDatabase('one identity, one user', (database) => {
  const table = () => database().tables.tenants;
  const store = (over: Table = table()): UserStore => dynamoDbUserStore(over);
  const two = async (): Promise<[User, User]> => {
    const tenant = newTenantId();
    const users = ['one', 'other'].map((name) => aUser({ tenant, signInName: `${name}@contoso.com` }));
    for (const user of users) await store().add(user);
    return users as [User, User];
  };
  /** Who of the tenant is bound to the identity, by what stands in the table. */
  const boundIn = async ({ app, tenant }: User, { objectId }: DirectoryIdentity) =>
    (await store().list(app, tenant))
      .filter(({ identity }) => identity?.objectId === objectId)
      .map(({ id }) => id);

  it('lets one of two users have it, however many try at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = await two();
      const identity = anIdentity();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => {
          const user = index % 2 === 0 ? one : other;
          return index % 4 < 2
            ? store().bindIdentity(user, identity, later)
            : store().update(user, { identity }, later).catch(asTaken);
        }),
      );
      expect(answers.some(Boolean)).toBe(true);
      expect(await boundIn(one, identity)).toHaveLength(1);
    }
  });

  describe.each(bindings)('%s', (_, bind) => {
    it.each(bindings)(
      'that stopped half-way, then %s of another user: one of them is bound',
      async (__, next) => {
        const [one, other] = await two();
        const identity = anIdentity();
        // The claim is made, the user is not bound yet.
        const held = heldBeforeUpdate(table());
        const first = bind(store(held.table), one, identity);
        await held.reached;
        expect(await next(store(), other, identity)).toBeTruthy();
        held.goOn();
        expect(await first).toBeFalsy();
        expect(await boundIn(one, identity)).toEqual([other.id]);
      },
    );

    it('that stopped half-way can be repeated, and locks no one out', async () => {
      const [one] = await two();
      const identity = anIdentity();
      await expect(bind(store(failingUpdates(table())), one, identity)).rejects.toThrow('stopped');
      expect(await boundIn(one, identity)).toEqual([]);
      expect(await bind(store(), one, identity)).toBeTruthy();
      expect(await boundIn(one, identity)).toEqual([one.id]);
    });

    it('is refused where another user is bound, and changes nothing', async () => {
      const [one, other] = await two();
      const identity = anIdentity();
      await store().bindIdentity(one, identity, now);
      expect(await bind(store(), other, identity)).toBe(false);
      expect(await store().findBySignInName(other.app, other.tenant, other.signInName)).toEqual(other);
    });

    it.each<[string, (bound: User) => Promise<unknown>]>([
      ['was unbound', (bound) => store().update(bound, { identity: 'none' }, later)],
      ['was bound to another identity', (bound) => store().update(bound, { identity: anIdentity() }, later)],
      ['was removed', (bound) => store().remove(bound)],
    ])('may have what a user %s from', async (__, free) => {
      const [one, other] = await two();
      const identity = anIdentity();
      await store().bindIdentity(one, identity, now);
      await free({ ...one, identity });
      expect(await bind(store(), other, identity)).toBeTruthy();
      expect(await boundIn(other, identity)).toEqual([other.id]);
    });

    it('may not have what a renamed user is bound to', async () => {
      const [one, other] = await two();
      const identity = anIdentity();
      await store().bindIdentity(one, identity, now);
      await store().rename({ ...one, identity }, 'renamed@contoso.com', later);
      // The name that the claim knew first is somebody else's now.
      await store().rename(other, one.signInName, later);
      expect(await bind(store(), { ...other, signInName: one.signInName }, identity)).toBe(false);
      expect(await boundIn(one, identity)).toEqual([one.id]);
    });

    it('may not have what a user is bound to who is just being renamed', async () => {
      const [one, other] = await two();
      const identity = anIdentity();
      await store().bindIdentity(one, identity, now);
      const stopping = store(failingPuts(table()));
      await expect(stopping.rename({ ...one, identity }, 'renamed@contoso.com', later)).rejects.toThrow(
        'stopped',
      );
      expect(await bind(store(), other, identity)).toBe(false);
      await store().rename({ ...one, identity }, 'renamed@contoso.com', later);
      expect(await boundIn(one, identity)).toEqual([one.id]);
    });
  });

  it('adds no second user for it', async () => {
    const [one] = await two();
    const identity = anIdentity();
    await store().bindIdentity(one, identity, now);
    const second = aUser({ tenant: one.tenant, signInName: 'second@contoso.com', identity });
    await expect(store().add(second)).rejects.toThrow(IdentityTaken);
    expect(await store().findBySignInName(one.app, one.tenant, second.signInName)).toBeUndefined();
    expect(await boundIn(one, identity)).toEqual([one.id]);
  });

  it('finds, renames and frees a user whom an earlier release bound without a claim', async () => {
    const identity = anIdentity();
    const user = aUser({ identity });
    await table().put(toUserItem(user));
    const { app, tenant } = user;
    await expect.poll(() => store().findByIdentity(app, tenant, identity)).toEqual(user);
    const renamed = await store().rename(user, 'renamed@contoso.com', later);
    const other = aUser({ tenant, signInName: 'other@contoso.com' });
    await store().add(other);
    // Its rename has made the claim that it never had.
    expect(await store().bindIdentity(other, identity, later)).toBe(false);
    await store().remove(renamed as User);
    expect(await store().bindIdentity(other, identity, later)).toBe(true);
  });

  it('is another user in another tenant', async () => {
    const identity = anIdentity();
    const [[one], [other]] = [await two(), await two()];
    expect(await store().bindIdentity(one, identity, now)).toBe(true);
    expect(await store().bindIdentity(other, identity, now)).toBe(true);
  });
});

/** `table`, whose next update waits until it is told to go on. */
function heldBeforeUpdate(over: Table) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const held: Table = {
    ...over,
    update: async (key, change) => {
      reached.resolve();
      await gate.promise;
      return over.update(key, change);
    },
  };
  return { table: held, reached: reached.promise, goOn: () => gate.resolve() };
}

function failingUpdates(over: Table): Table {
  return { ...over, update: () => Promise.reject(new Error('stopped')) };
}

function failingPuts(over: Table): Table {
  return { ...over, put: () => Promise.reject(new Error('stopped')) };
}
