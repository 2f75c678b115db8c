import { describe, expect, it } from 'vitest';
import type { Table } from '../../shared/store/table.ts';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { AdmittedPerson, User } from '../../shared/users/user.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { anIdentity, aUser, newTenantId, secondsFromNow } from '../harness/samples.ts';

const later = secondsFromNow(1);

describeWithDatabase('admitting a person', (database) => {
  const table = () => database().tables.tenants;
  const store = (over: Table = table()) => dynamoDbUserStore(over);
  const person = (more: Partial<AdmittedPerson> = {}): AdmittedPerson => ({
    ...aUser({ tenant: newTenantId() }),
    identity: anIdentity(),
    ...more,
  });
  const all = ({ app, tenant }: User) => store().list(app, tenant);
  const bound = (who: User) => [{ ...who, updatedAt: expect.any(Date) }];

  it('creates an active user who is bound, and the same one again', async () => {
    const who = person();
    expect(await store().admit(who, later)).toEqual({ ...who, updatedAt: later });
    expect(await all(who)).toEqual(bound(who));
    expect(await store().admit({ ...who, id: aUser().id }, later)).toMatchObject({ id: who.id });
    expect(await store().findByIdentity(who.app, who.tenant, who.identity)).toMatchObject({ id: who.id });
  });

  const requests = 5;
  const positions = Array.from({ length: requests }, (_, index) => index + 1);

  it.each(positions)(
    'that stopped before request %i makes no one who can sign in, and goes on',
    async (stop) => {
      const who = person();
      await expect(store(stoppingBefore(table(), stop)).admit(who, later)).rejects.toThrow('stopped');
      expect((await all(who)).filter(({ active, identity }) => active || identity !== undefined)).toEqual([]);
      expect(await store().admit({ ...who, id: aUser().id }, later)).toMatchObject({ active: true });
      expect(await all(who)).toMatchObject([{ active: true, identity: who.identity }]);
      expect((await all(who))[0]).not.toHaveProperty('joining');
    },
  );

  it.each(positions)('that stopped before request %i is for its own person alone', async (stop) => {
    const who = person();
    await expect(store(stoppingBefore(table(), stop)).admit(who, later)).rejects.toThrow('stopped');
    const other = person({ tenant: who.tenant, signInName: who.signInName });
    const answer = await store().admit(other, later);
    expect(answer).toEqual(stop <= 2 ? expect.objectContaining({ id: other.id }) : 'changed');
    expect((await all(who)).filter(({ active }) => active)).toHaveLength(stop <= 2 ? 1 : 0);
  });

  it('leaves another user of the name, and one who is bound to the identity', async () => {
    const who = person();
    const named = aUser({ tenant: who.tenant });
    await store().add(named);
    expect(await store().admit(who, later)).toBe('changed');
    expect(await all(who)).toEqual([named]);
    const elsewhere = { ...who, signInName: 'renamed@contoso.com' };
    await store().bindIdentity(named, who.identity, later);
    expect(await store().admit(elsewhere, later)).toBe('changed');
    expect(await all(who)).toMatchObject([{ id: named.id, identity: who.identity }]);
  });

  it('at once, by many sign-ins of one person, makes one user', async () => {
    const who = person();
    const ids = Array.from({ length: 10 }, () => aUser().id);
    const answers = await Promise.all(ids.map((id) => store().admit({ ...who, id }, later)));
    const [user, ...others] = await all(who);
    expect(others).toEqual([]);
    expect(user).toMatchObject({ active: true, identity: who.identity });
    for (const answer of answers) expect(answer).toEqual(expect.toBeOneOf([user, 'changed']));
  });

  it('under two names at once makes one user, and leaves no other who is active', async () => {
    for (let round = 0; round < 5; round += 1) {
      const who = person();
      const renamed = { ...who, id: aUser().id, signInName: 'renamed@contoso.com' };
      const answers = await Promise.all([store().admit(who, later), store().admit(renamed, later)]);
      const active = (await all(who)).filter((user) => user.active);
      expect(active).toHaveLength(1);
      expect(answers).toContainEqual(active[0]);
    }
  });

  it('under another name, while the first stands still, makes one user', async () => {
    for (const stop of positions) {
      const who = person();
      const renamed = { ...who, id: aUser().id, signInName: 'renamed@contoso.com' };
      const halted = haltedBefore(table(), stop);
      const first = store(halted.table).admit(who, later);
      await halted.reached;
      expect(await store().admit(renamed, later)).toMatchObject({ id: renamed.id });
      halted.goOn();
      expect(await first).toBe('changed');
      expect(await all(who)).toMatchObject([{ id: renamed.id, active: true }]);
    }
  });

  describe('whom the operator decided on meanwhile', () => {
    const decisions: readonly [string, (who: User) => Promise<unknown>][] = [
      [
        'deactivated',
        ({ app, tenant, signInName }) => store().setActive(app, tenant, signInName, false, later),
      ],
      ['deactivated by a change', (who) => store().update(who, { active: false }, later)],
      ['renamed', (who) => store().rename(who, 'renamed@contoso.com', later)],
      ['removed', (who) => store().remove(who)],
    ];

    it.each(decisions)('makes no user who was %s while joining', async (_, decide) => {
      for (const stop of [3, 4, 5]) {
        const who = person();
        const halted = haltedBefore(table(), stop);
        const admitting = store(halted.table).admit(who, later);
        await halted.reached;
        await decide(
          (await store().findBySignInName(who.app, who.tenant, who.signInName)) ?? expect.unreachable(),
        );
        halted.goOn();
        expect(await admitting).toEqual(expect.toBeOneOf(['changed', 'removed']));
        expect((await all(who)).filter(({ active }) => active)).toEqual([]);
      }
    });

    it('never comes back after a removal, whatever the order of its requests', async () => {
      for (const stop of positions) {
        const who = person();
        const halted = haltedBefore(table(), stop);
        // Known under an earlier name: the index did not find them yet.
        const known = { ...who, id: aUser().id, signInName: 'earlier@contoso.com' };
        await store().add(known);
        const admitting = store(halted.table).admit(who, later);
        await halted.reached;
        await store().remove(known);
        halted.goOn();
        expect(await admitting).toEqual(expect.toBeOneOf(['changed', 'removed']));
        expect(await all(who)).toEqual([]);
        expect(await store().admit(who, later)).toBe('removed');
      }
    });
  });

  it('refuses a removed person by name and by identity, at the cost of one read', async () => {
    const who = person();
    await store().admit(who, later);
    await store().remove((await all(who))[0] ?? expect.unreachable());
    const byName = person({ tenant: who.tenant, signInName: who.signInName.toUpperCase() });
    const byIdentity = person({ tenant: who.tenant, signInName: 'x@y.example', identity: who.identity });
    for (const again of [who, byName, byIdentity]) {
      const asked = await database().requestsOf(async () => {
        expect(await store().admit(again, later)).toBe('removed');
      });
      expect(asked).toEqual(['BatchGetItemCommand']);
    }
    expect(
      await store().admit(person({ tenant: newTenantId(), identity: who.identity }), later),
    ).toMatchObject({
      active: true,
    });
  });

  it('refuses a person who signed in for the first time while the operator confirmed the removal', async () => {
    const seen = aUser({ tenant: newTenantId() });
    const identity = anIdentity();
    await store().add(seen);
    await store().bindIdentity(seen, identity, later);
    expect(await store().remove(seen)).toBe(true);
    const { app, tenant } = seen;
    const again = person({ app, tenant, signInName: 'married@contoso.com', identity });
    expect(await store().admit(again, later)).toBe('removed');
    expect(await store().admit({ ...again, identity: anIdentity() }, later)).toMatchObject({ id: again.id });
  });

  it('refuses a person whose rename was interrupted, by both names and by identity', async () => {
    const who = { ...person(), signInName: 'before@contoso.com' };
    await store().admit(who, later);
    const [user = expect.unreachable()] = await all(who);
    await expect(store(stoppingBefore(table(), 4)).rename(user, 'after@contoso.com', later)).rejects.toThrow(
      'stopped',
    );
    const [signpost = expect.unreachable()] = await all(who);
    expect(signpost.renaming).toBeDefined();
    expect(await store().remove(signpost)).toBe(true);
    const { app, tenant, identity } = who;
    for (const again of [
      { signInName: 'before@contoso.com' },
      { signInName: 'after@contoso.com' },
      { signInName: 'third@contoso.com', identity },
    ]) {
      expect(await store().admit(person({ app, tenant, ...again }), later)).toBe('removed');
    }
  });

  it('keeps no name of a removed person', async () => {
    const who = person({ signInName: 'unforgettable@contoso.com' });
    await store().admit(who, later);
    await store().remove((await all(who))[0] ?? expect.unreachable());
    const { partitionKey } = { partitionKey: `${who.app}#${who.tenant}` };
    const left: unknown[] = [];
    const query = { condition: '#partitionKey = :key', values: { key: partitionKey } };
    for await (const items of table().query(query)) left.push(...items);
    expect(left).toHaveLength(2);
    expect(JSON.stringify(left)).not.toMatch(new RegExp(`unforgettable|${who.identity.objectId}|${who.id}`));
  });
});

/** `table`, at which a request waits: the one at this position. */
function haltedBefore(table: Table, position: number) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const halted = everyRequest(table, async (count) => {
    if (count !== position) return;
    reached.resolve();
    await gate.promise;
  });
  return { table: halted, reached: reached.promise, goOn: () => gate.resolve() };
}

function stoppingBefore(table: Table, position: number): Table {
  return everyRequest(table, async (count) => {
    if (count >= position) throw new Error('stopped');
  });
}

function everyRequest(table: Table, before: (count: number) => Promise<void>): Table {
  let count = 0;
  const first = <Words extends readonly unknown[], Result>(work: (...words: Words) => Promise<Result>) => {
    return async (...words: Words): Promise<Result> => {
      count += 1;
      await before(count);
      return work(...words);
    };
  };
  return {
    get: first(table.get),
    getEach: first(table.getEach),
    put: first(table.put),
    update: first(table.update),
    delete: first(table.delete),
    query: table.query,
  };
}
