import { expect, it } from 'vitest';
import { dynamoDbUserStore } from '../../shared/users/dynamodb-user-store.ts';
import type { UserStore } from '../../shared/users/user-store.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { anIdentity, aUser, newTenantId, now, secondsFromNow } from '../harness/samples.ts';

describeWithDatabase('the user store', (database) => {
  const store = (): UserStore => dynamoDbUserStore(database().tables.tenants);

  it('finds a user as it was added, by the sign-in name in any case', async () => {
    const user = aUser();
    await store().add(user);
    for (const signInName of ['B.Simon@contoso.com', 'b.simon@CONTOSO.com']) {
      expect(await store().findBySignInName(user.app, user.tenant, signInName)).toEqual(user);
    }
  });

  it('keeps a user without a display name', async () => {
    const { displayName: _, ...user } = aUser();
    await store().add(user);
    expect(await store().findBySignInName(user.app, user.tenant, user.signInName)).toEqual(user);
  });

  it('finds no user of another tenant, nor one whose name is another', async () => {
    const user = aUser();
    await store().add(user);
    expect(await store().findBySignInName(user.app, newTenantId(), user.signInName)).toBeUndefined();
    expect(await store().findBySignInName('trakstar', user.tenant, user.signInName)).toBeUndefined();
    expect(await store().findBySignInName(user.app, user.tenant, ' B.Simon@contoso.com')).toBeUndefined();
  });

  it('knows nobody by a name that is too long for a key', async () => {
    const { app, tenant } = aUser();
    expect(await store().findBySignInName(app, tenant, 'é'.repeat(600))).toBeUndefined();
  });

  it('adds a sign-in name once', async () => {
    const user = aUser();
    expect(await store().add(user)).toBe(true);
    const other = aUser({ tenant: user.tenant, signInName: 'b.simon@contoso.com' });
    expect(await store().add(other)).toBe(false);
    expect(await store().findBySignInName(user.app, user.tenant, user.signInName)).toEqual(user);
  });

  it('notices that a user had been added although the answer was lost', async () => {
    expect(await database().losingTheFirstAnswer('PutItemCommand', () => store().add(aUser()))).toBe(true);
  });

  it('lists the users of one tenant by sign-in name', async () => {
    const tenant = newTenantId();
    for (const signInName of ['carol@contoso.com', 'Alice@contoso.com', 'bob@contoso.com']) {
      await store().add(aUser({ tenant, signInName }));
    }
    await store().add(aUser({ signInName: 'dave@contoso.com' }));
    const names = (await store().list('timetrack', tenant)).map(({ signInName }) => signInName);
    expect(names).toEqual(['Alice@contoso.com', 'bob@contoso.com', 'carol@contoso.com']);
  });

  it('activates and deactivates a user that exists', async () => {
    const user = aUser();
    const later = secondsFromNow(60);
    await store().add(user);
    const inactive = { ...user, active: false, sessionGeneration: 1, updatedAt: later };
    const { app, tenant } = user;
    expect(await store().setActive(app, tenant, 'b.simon@contoso.com', false, later)).toEqual(inactive);
    expect(await store().findBySignInName(app, tenant, user.signInName)).toEqual(inactive);
    expect(await store().setActive(app, tenant, 'nobody@contoso.com', true, later)).toBeUndefined();
    expect(await store().findBySignInName(app, tenant, 'nobody@contoso.com')).toBeUndefined();
  });

  it('binds nobody who is inactive, or whose sessions were ended since they were read', async () => {
    const user = aUser();
    await store().add(user);
    const ended = await store().update(user, { endSessions: true }, now);
    if (ended === undefined) throw new Error('the user was added above');
    expect(await store().bindIdentity(user, anIdentity(), now)).toBe(false);
    await store().setActive(user.app, user.tenant, user.signInName, false, now);
    const inactive = await store().findBySignInName(user.app, user.tenant, user.signInName);
    expect(await store().bindIdentity(inactive ?? user, anIdentity(), now)).toBe(false);
    const active = await store().setActive(user.app, user.tenant, user.signInName, true, now);
    expect(await store().bindIdentity(ended, anIdentity(), now)).toBe(false);
    expect(await store().bindIdentity(active ?? user, anIdentity(), now)).toBe(true);
  });

  it('finds a user by the identity that it is bound to, in this tenant alone', async () => {
    const user = aUser();
    const identity = anIdentity();
    await store().add(user);
    expect(await store().findByIdentity(user.app, user.tenant, identity)).toBeUndefined();
    expect(await store().bindIdentity(user, identity, secondsFromNow(5))).toBe(true);
    const bound = { ...user, identity, updatedAt: secondsFromNow(5) };
    await expect.poll(() => store().findByIdentity(user.app, user.tenant, identity)).toEqual(bound);
    expect(await store().findBySignInName(user.app, user.tenant, user.signInName)).toEqual(bound);
    expect(await store().findByIdentity(user.app, newTenantId(), identity)).toBeUndefined();
  });

  it('never takes one identity for another that reads the same in a row', async () => {
    const user = aUser({ identity: { directoryId: 'a', objectId: 'b#c' } });
    await store().add(user);
    const found = (directoryId: string, objectId: string) =>
      store().findByIdentity(user.app, user.tenant, { directoryId, objectId });
    await expect.poll(() => found('a', 'b#c')).toEqual(user);
    expect(await found('a#b', 'c')).toBeUndefined();
  });

  it('finds a user that was added with an identity', async () => {
    const user = aUser({ identity: anIdentity() });
    await store().add(user);
    const found = () => store().findByIdentity(user.app, user.tenant, user.identity ?? anIdentity());
    await expect.poll(found).toEqual(user);
  });

  it('binds a user to one identity for good', async () => {
    const user = aUser();
    const identity = anIdentity();
    await store().add(user);
    expect(await store().bindIdentity(user, identity, now)).toBe(true);
    expect(await store().bindIdentity(user, identity, now)).toBe(true);
    expect(await store().bindIdentity(user, anIdentity(), now)).toBe(false);
    expect(await store().bindIdentity(user, { ...identity, objectId: anIdentity().objectId }, now)).toBe(
      false,
    );
  });

  it('lets one of 20 identities at once have the user', async () => {
    const user = aUser();
    await store().add(user);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => store().bindIdentity(user, anIdentity(), now)),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('binds nothing to a user that is gone, or to another of the same name', async () => {
    const user = aUser();
    expect(await store().bindIdentity(user, anIdentity(), now)).toBe(false);
    await store().add(aUser({ tenant: user.tenant }));
    expect(await store().bindIdentity(user, anIdentity(), now)).toBe(false);
  });

  it('asks DynamoDB once for each thing that a sign-in needs', async () => {
    const { requestsOf } = database();
    const user = aUser();
    const { app, tenant, signInName } = user;
    await store().add(user);
    const bySignInName = () => store().findBySignInName(app, tenant, signInName);
    expect(await requestsOf(bySignInName)).toEqual(['GetItemCommand']);
    expect(await requestsOf(() => store().findByIdentity(app, tenant, anIdentity()))).toEqual([
      'QueryCommand',
    ]);
    expect(await requestsOf(() => store().bindIdentity(user, anIdentity(), now))).toEqual([
      'PutItemCommand',
      'UpdateItemCommand',
    ]);
  });

  it.each([
    ['active', 'SET #active = :bad'],
    ['identityKey', 'SET #identityKey = :bad'],
    ['sortKey', 'SET #signInName = :bad'],
  ])('does not read a user whose %s is not what it should be', async (field, update) => {
    const user = aUser();
    const { app, tenant } = user;
    await store().add(user);
    const key = { partitionKey: `${app}#${tenant}`, sortKey: 'user#b.simon@contoso.com' };
    await database().tables.tenants.update(key, { update, values: { bad: 'yes' } });
    const message = `${app}#${tenant} / user#b.simon@contoso.com: ${field}`;
    await expect(store().findBySignInName(app, tenant, user.signInName)).rejects.toThrow(message);
  });
});
