import { expect, it } from 'vitest';
import { flowIdOf, type SignInAttempt, type SignInStores, signIn } from '../../shared/sign-in/sign-in.ts';
import type { UserChange } from '../../shared/users/user-store.ts';
import { claimsOfBSimon } from '../fixtures/entra-parts.ts';
import { facts } from '../fixtures/facts.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { newTenantId } from '../harness/samples.ts';
import { attemptOf, openRequest, tenantWith } from './attempt.ts';
import { useSignIns } from './use-sign-ins.ts';

const { signInName, directoryId, objectId } = facts;

describeWithDatabase('a sign-in', (database) => {
  const { stores, requestsOf, userOf, sessionOf, refusalOf, solicited } = useSignIns(database);

  /** Stores in which the user changes when their index is asked: after the look, before the binding. */
  function whileBinding(attempt: SignInAttempt, change: UserChange): SignInStores {
    const { users, ...others } = stores();
    let changed = false;
    return {
      ...others,
      users: {
        ...users,
        async findByIdentity(...name) {
          const user = await userOf(attempt);
          if (user !== undefined && !changed) await users.update(user, change, facts.now);
          changed = true;
          return users.findByIdentity(...name);
        },
      },
    };
  }

  it('spends the request, makes the session and goes where the person wanted to go', async () => {
    const attempt = await solicited();
    const outcome = await signIn(stores(), attempt);

    expect(outcome).toMatchObject({
      kind: 'signed-in',
      returnTo: '/reports/7',
      signIn: { initiatedBy: 'sp', user: { signInName, displayName: 'B.Simon' }, nameId: signInName },
    });
    expect(await sessionOf(attempt)).toMatchObject({ state: 'signed-in', signedInAt: facts.now });
  });

  it('tells which identity somebody else was faster to bind', async () => {
    const attempt = await solicited();
    const { users, ...others } = stores();
    const late = { ...others, users: { ...users, bindIdentity: async () => false } };

    await expect(signIn(late, attempt)).rejects.toMatchObject({
      code: 'user-other-identity',
      actual: `object id ${objectId}`,
    });
  });

  it('keeps what the message and the user say, and leaves out what they do not', async () => {
    const said = await signIn(stores(), await solicited({}, { sessionIndex: '_index' }));
    const unsaid = await signIn(
      stores(),
      await solicited({ displayName: undefined }, { sessionIndex: undefined }),
    );

    expect(said).toMatchObject({ signIn: { launch: 'sp-initiated', sessionIndex: '_index' } });
    expect(unsaid).not.toHaveProperty('signIn.sessionIndex');
    expect(unsaid).not.toHaveProperty('signIn.user.displayName');
  });

  it.each(['solicited', 'unsolicited'])(
    'makes a session that can be used of a confirmation that never ends, %s',
    async (kind) => {
      const parts = { confirmationNotOnOrAfter: '9999-12-31T23:59:59.9999999Z' };
      const asked = await solicited({}, parts);
      const attempt = kind === 'solicited' ? asked : attemptOf(asked.tenant, undefined, {}, parts);

      expect(await signIn(stores(), attempt)).toMatchObject({ kind: 'signed-in' });
      expect(await sessionOf(attempt)).toMatchObject({ state: 'signed-in' });
    },
  );

  it('binds the user the first time, and only then', async () => {
    const attempt = await solicited();

    // Found by name, looked for by identity; the request is open; claimed; bound, signed in.
    expect(await requestsOf(attempt)).toEqual([
      'BatchGetItemCommand',
      'QueryCommand',
      'GetItemCommand',
      'PutItemCommand',
      'UpdateItemCommand',
      'UpdateItemCommand',
    ]);
    expect(await userOf(attempt)).toMatchObject({
      identity: { directoryId, objectId },
      updatedAt: facts.now,
    });

    const { id, browserSecret } = await openRequest(stores(), attempt.tenant);
    const next = attemptOf(attempt.tenant, id, { [id]: browserSecret });
    expect(await requestsOf(next)).toEqual(['BatchGetItemCommand', 'UpdateItemCommand']);
    expect(await sessionOf(next)).toBeDefined();
  });

  it('keeps the name that the vendor gave, of a person who was renamed', async () => {
    const attempt = await solicited(
      { identity: { directoryId, objectId } },
      { nameId: 'b.jones@contoso.com' },
    );

    expect(await signIn(stores(), attempt)).toMatchObject({
      signIn: { user: { signInName }, nameId: 'b.jones@contoso.com' },
    });
  });

  it.each<[string, object, object, string]>([
    ['a user who is not active', { active: false }, {}, 'user-not-active'],
    ['nobody that we know', { signInName: 'somebody@contoso.com' }, {}, 'user-unknown'],
    [
      'somebody else by that name',
      { identity: { directoryId, objectId: 'other' } },
      {},
      'user-other-identity',
    ],
    [
      'a bound user of whom the directory says too little',
      { identity: { directoryId, objectId } },
      { claims: claimsOfBSimon.slice(2) },
      'user-identity-missing',
    ],
  ])('of %s is refused, and leaves the request open and the user as it was', async (_, user, parts, code) => {
    const attempt = await solicited(user, parts);
    const before = await userOf(attempt);

    expect(await refusalOf(attempt)).toBe(code);
    expect(
      await stores().flows.find(attempt.tenant.app, attempt.tenant.id, flowIdOf(attempt.accepted)),
    ).toMatchObject({
      state: 'requested',
    });
    expect(await userOf(attempt)).toEqual(before);
  });

  it('is refused where somebody else was bound in between', async () => {
    const attempt = await solicited();
    const { users } = stores();
    const other = { directoryId, objectId: 'other' };
    const racing = {
      ...stores(),
      users: {
        ...users,
        findByIdentity: async () => {
          const user = await userOf(attempt);
          if (user !== undefined) await users.bindIdentity(user, other, facts.now);
          return undefined;
        },
      },
    };

    await expect(signIn(racing, attempt)).rejects.toMatchObject({
      code: 'user-other-identity',
      authenticated: true,
    });
    expect(await sessionOf(attempt)).toBeUndefined();
  });

  it.each<[string, (attempt: SignInAttempt) => Partial<SignInAttempt>]>([
    ['of another version', () => ({ tenantVersion: 0 })],
    ['of a version that is not known', () => ({ tenantVersion: undefined })],
    ['of an earlier life of its name', ({ tenant }) => ({ tenant: { ...tenant, createdAt: new Date(0) } })],
    ['that is gone', ({ tenant }) => ({ tenant: { ...tenant, id: newTenantId() } })],
  ])('judged by a tenant %s is to be judged again, and has written nothing', async (_, outdated) => {
    const attempt = await solicited();

    expect(await signIn(stores(), { ...attempt, ...outdated(attempt) })).toEqual({ kind: 'tenant-changed' });
    expect((await userOf(attempt))?.identity).toBeUndefined();
    expect((await signIn(stores(), attempt)).kind).toBe('signed-in');
  });

  it('to a tenant that was disabled since is to be judged again', async () => {
    const attempt = await solicited();
    const { app, id } = attempt.tenant;
    await stores().tenants.change(app, id, { by: 'maria', at: facts.now }, (tenant) => ({
      ...tenant,
      connection: { ...tenant.connection, state: 'disabled' },
    }));

    expect(await signIn(stores(), { ...attempt, tenantVersion: 2 })).toEqual({ kind: 'tenant-changed' });
  });

  it('copies how often the sessions of its user and its tenant were ended', async () => {
    const tenant = await tenantWith(stores(), { sessionGeneration: 3 }, { sessionGeneration: 5 });
    const attempt = attemptOf(tenant, undefined);

    expect(await signIn(stores(), attempt)).toMatchObject({
      signIn: { userGeneration: 3, tenantGeneration: 5 },
    });
    expect(await sessionOf(attempt)).toBeDefined();
  });

  it.each<[string, UserChange, string]>([
    ['was deactivated', { active: false }, 'user-not-active'],
    ['was bound to somebody else', { identity: { directoryId, objectId: 'other' } }, 'user-other-identity'],
  ])('of a person who %s between the look and the binding is refused', async (_, change, code) => {
    const attempt = await solicited();
    expect(await refusalOf(attempt, whileBinding(attempt, change))).toBe(code);
  });

  it('of a person whose sessions were ended between the look and the binding makes one that counts', async () => {
    const attempt = await solicited();
    const racing = whileBinding(attempt, { endSessions: true });

    expect(await signIn(racing, attempt)).toMatchObject({ signIn: { userGeneration: 1 } });
    expect(await sessionOf(attempt)).toBeDefined();
  });

  it('is not half done where the store fails at the end', async () => {
    const attempt = await solicited();
    const failing = {
      ...stores(),
      flows: { ...stores().flows, signInSolicited: () => Promise.reject(new Error('no answer')) },
    };

    await expect(signIn(failing, attempt)).rejects.toThrow('no answer');
    expect(await sessionOf(attempt)).toBeUndefined();
    expect((await signIn(stores(), attempt)).kind).toBe('signed-in');
  });
});
