import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbFlowStore } from '../../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import type { User } from '../../../shared/users/user.ts';
import { apps } from '../../fixtures/apps.ts';
import { useLocalTables } from '../../harness/command.ts';
import { anIdentity, aSignIn, aTenant, aUser } from '../../harness/samples.ts';

const name = 'B.Simon@contoso.com';
const directoryId = '3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b';
const objectId = '7b0c2f4e-31d6-4a5b-8a4f-d5d1f2e6c101';

describe('latchkey user', () => {
  const local = useLocalTables();
  const users = () => dynamoDbUserStore(local.tables().tenants);
  const flows = () => dynamoDbFlowStore(local.tables().flows);
  let user: User;
  let tenant: User['tenant'];
  const at = (verb: string, more = '') => `user ${verb} timetrack ${tenant} ${name}${more}`;
  const found = (signInName = name) => users().findBySignInName('timetrack', tenant, signInName);
  const session = async () => {
    const signIn = aSignIn({ app: 'timetrack', tenant }, { user: { id: user.id, signInName: name } });
    await flows().signInUnsolicited(signIn);
    return async () => (await flows().find('timetrack', tenant, signIn.id))?.state;
  };

  beforeEach(async () => {
    const added = aTenant();
    await dynamoDbTenantStore(local.tables().tenants, apps).add(added);
    tenant = added.id;
    user = aUser({ tenant, identity: anIdentity() });
    await users().add(user);
  });

  it('show tells who somebody is in the directory', async () => {
    const { stdout } = await local.run(at('show'));
    expect(stdout).toContain(`${name} of the TimeTrack tenant ${tenant} is active.`);
    expect(stdout).toMatch(new RegExp(`Object id +${user.identity?.objectId}`));
    expect(await local.json(at('show'))).toMatchObject({ user: { id: user.id } });
    expect(await local.json(`user show timetrack ${tenant} nobody@contoso.com`)).toMatchObject({
      error: { code: 'user-unknown' },
    });
  });

  it('rename keeps the user and the identity, and ends the sessions', async () => {
    const state = await session();
    const { user: renamed, sessionsEnded } = await local.json(at('rename', ' Britta@contoso.com'), [
      '--name',
      'Britta Simon',
    ]);
    expect(renamed).toMatchObject({
      id: user.id,
      signInName: 'Britta@contoso.com',
      displayName: 'Britta Simon',
    });
    expect(await found()).toBeUndefined();
    expect(await found('britta@contoso.com')).toMatchObject({ identity: user.identity, active: true });
    expect([sessionsEnded, await state()]).toEqual([1, 'signed-out']);
  });

  it('rename refuses a name that is taken', async () => {
    await users().add(aUser({ tenant, signInName: 'britta@contoso.com' }));
    expect(await local.json(at('rename', ' britta@contoso.com'))).toMatchObject({
      error: { code: 'user-exists', next: [expect.stringContaining('user show timetrack')] },
    });
    expect(await found()).toEqual(user);
  });

  it('finishes a rename that stopped before it does anything else', async () => {
    const key = { partitionKey: `timetrack#${tenant}`, sortKey: `user#${name.toLowerCase()}` };
    await local.tables().tenants.update(key, {
      update: 'SET #renaming = :renaming, #active = :no REMOVE #identity, #identityKey',
      values: { renaming: { to: 'britta@contoso.com', active: true }, no: false },
    });
    for (const verb of ['activate', 'deactivate', 'remove', 'rebind']) {
      const { stderr, exitCode } = await local.run(at(verb));
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`npx latchkey ${at('rename', ' britta@contoso.com')} --local`);
    }
    expect((await local.run(`user list timetrack ${tenant}`)).stdout).toContain('half renamed to britta@');
    expect((await local.run(at('rename', ' britta@contoso.com'))).exitCode).toBe(0);
    expect(await found('britta@contoso.com')).toMatchObject({ id: user.id, active: true });
  });

  it('rebind forgets the identity, so that the next sign-in binds anew, and ends the sessions', async () => {
    const state = await session();
    const unasked = await local.run(at('rebind'));
    expect(unasked.stderr).toContain(`npx latchkey ${at('rebind')} --yes --local`);
    expect(await state()).toBe('signed-in');
    const { stdout } = await local.run(at('rebind', ' --yes'));
    expect(stdout).toContain(
      `The next person who signs in as ${name} becomes this user. 1 running session ended.`,
    );
    expect(await found()).not.toHaveProperty('identity');
    expect(await state()).toBe('signed-out');
  });

  it('rebind sets the new object id, of the directory of the issuer', async () => {
    await local.run(at('rebind', ` --object-id ${objectId.toUpperCase()}`), { answer: name });
    expect((await found())?.identity).toEqual({ directoryId, objectId });
    const other = aUser({ tenant, signInName: 'other@contoso.com' });
    await users().add(other);
    expect(
      await local.json(`user rebind timetrack ${tenant} other@contoso.com --object-id ${objectId}`),
    ).toMatchObject({ error: { code: 'identity-taken', message: expect.stringContaining(name) } });
  });

  it('remove asks, forgets the person, ends the sessions, and frees the name', async () => {
    const state = await session();
    expect((await local.run(at('remove', ' --dry-run'))).stdout).toContain('Nothing was removed');
    expect((await local.run(at('remove'), { answer: 'yes' })).exitCode).toBe(1);
    const { stdout } = await local.run(at('remove'), { answer: name });
    expect(stdout).toBe(`${name} is removed; 1 running session ended.\n`);
    expect(await state()).toBe('signed-out');
    expect(await found()).toBeUndefined();
    expect((await local.run(at('add'))).exitCode).toBe(0);
  });

  it('deactivate also ends a session that is made at the same moment', async () => {
    const state = Promise.withResolvers<() => Promise<string | undefined>>();
    const { stdout } = await local.run(at('deactivate'), {
      pause: async () => state.resolve(await session()),
    });
    expect(stdout).toContain('1 running session ended');
    expect(await (await state.promise)()).toBe('signed-out');
  });
});
