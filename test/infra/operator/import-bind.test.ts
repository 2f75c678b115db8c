import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import type { User } from '../../../shared/users/user.ts';
import { useLocalTables } from '../../harness/command.ts';
import { CustomerSite } from './flows/customer-site.ts';

const other = '00000000-61d3-4d4c-9a2f-7a1f0f2d9c42';

describe('user import --bind', () => {
  const local = useLocalTables();
  const users = () => dynamoDbUserStore(local.tables().tenants);
  let folder = '';
  let site: CustomerSite;
  /** The person who signs in: their name in the directory at first, and their object id for good. */
  let name = '';
  let objectId = '';
  const path = () => join(folder, 'users.csv');
  const file = (...rows: string[]) =>
    writeFile(path(), ['userPrincipalName,objectId,displayName,accountEnabled', ...rows, ''].join('\n'));
  const line = () => `user import timetrack ${site.tenant} ${path()}`;
  const importFile = async (...options: string[]) => {
    const document = await local.json(line(), ['--bind', ...options]);
    return (document['import'] ?? document['error']) as Record<string, unknown>;
  };
  const all = async () => users().list('timetrack', site.tenant);
  const found = (signInName: string) => users().findBySignInName('timetrack', site.tenant, signInName);
  /** As whom the person is signed in, by the log of sign-ins. */
  const signsInAs = async () => {
    expect(await site.signIn('application')).toMatchObject({ outcome: 'signed-in' });
    const { attempts } = await local.json(`flow list timetrack ${site.tenant} --limit 1 --reveal`);
    return (attempts as { who?: string }[])[0]?.who;
  };
  const idOf = async (signInName: string) => (await found(signInName))?.id;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-bind-'));
  });
  beforeEach(async () => {
    site = await CustomerSite.of(local.tables(), 'timetrack', { user: 'none' });
    ({ userPrincipalName: name, objectId } = site.person);
    await file(`${name},${objectId},B. Simon,True`, `other@acme.example,${other},Other,True`);
    expect(await importFile()).toMatchObject({ added: 2, conflicts: 0 });
  });
  afterEach(() => site.renamePerson(name));
  afterAll(() => rm(folder, { recursive: true }));

  it('a renamed person is a refused line without --rename, and signs in as before', async () => {
    const before = await idOf(name);
    await file(`new.name@acme.example,${objectId},B. Simon,True`);
    const refused = await importFile();
    expect(refused).toMatchObject({ added: 0, conflicts: 1, renamed: 0 });
    expect(refused['conflictLines']).toEqual([
      {
        line: 2,
        message: `Object id ${objectId} belongs to ${name} here. If new.name@acme.example is their new name, use --rename.`,
      },
    ]);
    expect(await all()).toHaveLength(2);
    site.renamePerson('new.name@acme.example');
    expect(await signsInAs()).toBe(name);
    expect(await idOf(name)).toBe(before);
  });

  it('a renamed person is renamed with --rename, is the same user, and signs in', async () => {
    const before = await idOf(name);
    await file(`new.name@acme.example,${objectId},Britta Simon,True`);
    expect(await importFile('--rename', '--dry-run')).toMatchObject({ renamed: 1, dryRun: true });
    expect(await idOf(name)).toBe(before);
    expect(await importFile('--rename')).toMatchObject({ added: 0, renamed: 1, conflicts: 0 });
    expect(await found('new.name@acme.example')).toMatchObject({
      id: before,
      displayName: 'Britta Simon',
      active: true,
    });
    expect(await found(name)).toBeUndefined();
    site.renamePerson('new.name@acme.example');
    expect(await signsInAs()).toBe('new.name@acme.example');
  });

  it('a renamed person whom the file blocks is renamed and cannot sign in', async () => {
    await file(`new.name@acme.example,${objectId},B. Simon,False`);
    expect(await importFile('--rename')).toMatchObject({ renamed: 1 });
    expect((await site.signIn('application')).outcome).toBe('refused');
  });

  it.each([[[]], [['--rename']]])(
    'two people who exchanged names keep their accounts: %j',
    async (options) => {
      const [mine, theirs] = [await idOf(name), await idOf('other@acme.example')];
      await file(`${name},${other},Other,True`, `other@acme.example,${objectId},B. Simon,True`);
      expect(await importFile(...options)).toMatchObject({ added: 0, changed: 0, conflicts: 2 });
      expect([await idOf(name), await idOf('other@acme.example')]).toEqual([mine, theirs]);
      expect((await found(name))?.identity?.objectId).toBe(objectId);
      // The person now has the other one's name, and is still who the object id says.
      site.renamePerson('other@acme.example');
      expect(await signsInAs()).toBe(name);
      expect((await found('other@acme.example'))?.identity?.objectId).toBe(other);
    },
  );

  it('names that move on in a row are all renamed, whatever the order of the lines', async () => {
    const [mine, theirs] = [await idOf(name), await idOf('other@acme.example')];
    const rows = [`other@acme.example,${objectId},B. Simon,True`, `third@acme.example,${other},Other,True`];
    await file(...rows);
    expect(await importFile('--rename', '--dry-run')).toMatchObject({ renamed: 2, conflicts: 0 });
    expect(await importFile('--rename')).toMatchObject({ renamed: 2, conflicts: 0 });
    expect([await idOf('other@acme.example'), await idOf('third@acme.example')]).toEqual([mine, theirs]);
  });

  it('an object id on two lines refuses the file; --skip-invalid takes the first', async () => {
    await file(`${name},${objectId},B. Simon,True`, `second@acme.example,${objectId},Second,True`);
    expect(await importFile()).toMatchObject({
      code: 'import-refused',
      next: [
        expect.stringContaining(`line 3: Object id ${objectId} is in the file twice.`),
        expect.anything(),
      ],
    });
    expect(await importFile('--skip-invalid')).toMatchObject({ added: 0, unchanged: 1, invalid: 1 });
    expect(await all()).toHaveLength(2);
    expect((await site.signIn('application')).outcome).toBe('signed-in');
  });

  it('beside a first sign-in the object id is bound to one user', async () => {
    for (let round = 0; round < 5; round += 1) {
      const fresh = await CustomerSite.of(local.tables(), 'timetrack', { user: {} });
      await file(`renamed-${round}@acme.example,${fresh.person.objectId},B. Simon,True`);
      const words = `user import timetrack ${fresh.tenant} ${path()}`;
      const [{ outcome }] = await Promise.all([fresh.signIn('application'), local.json(words, ['--bind'])]);
      const bound = (await users().list('timetrack', fresh.tenant)).filter(
        (user: User) => user.identity !== undefined,
      );
      expect(bound).toHaveLength(1);
      expect(['signed-in', 'refused']).toContain(outcome);
      // Whoever won, the person is one user from now on, and gets in.
      expect((await fresh.signIn('application')).outcome).toBe('signed-in');
    }
  });

  it('two imports at once bind an object id to one user', async () => {
    const rows = ['one', 'two'].map(
      (each) => `${each}@acme.example,44444444-61d3-4d4c-9a2f-7a1f0f2d9c42,X,True`,
    );
    const paths = await Promise.all(
      rows.map(async (row, index) => {
        const at = join(folder, `users-${index}.csv`);
        await writeFile(at, `userPrincipalName,objectId,displayName,accountEnabled\n${row}\n`);
        return at;
      }),
    );
    await Promise.all(
      paths.map((at) => local.json(`user import timetrack ${site.tenant} ${at}`, ['--bind'])),
    );
    const bound = (await all()).filter(({ identity }) => identity?.objectId.startsWith('4444'));
    expect(bound).toHaveLength(1);
  });

  it('--rename requires --bind', async () => {
    const { exitCode, stderr } = await local.run(`${line()} --rename`);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--rename requires --bind');
  });

  it('lines that were not taken end with 1', async () => {
    await file(`new.name@acme.example,${objectId},B. Simon,True`);
    const { exitCode, stdout } = await local.run(`${line()} --bind`);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('not changed, see below');
  });
});
