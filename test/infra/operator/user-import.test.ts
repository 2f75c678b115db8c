import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbFlowStore } from '../../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import type { User } from '../../../shared/users/user.ts';
import { apps } from '../../fixtures/apps.ts';
import { type Surroundings, useLocalTables } from '../../harness/command.ts';
import { aSignIn, aTenant, aUser } from '../../harness/samples.ts';

const directoryId = '3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b';
const objectIds = ['7b0c2f4e-31d6-4a5b-8a4f-d5d1f2e6c101', 'a9f8c3d2-6e47-4c1d-b1b0-2c7e9d4f5a02'];
const entraHead =
  'userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled';
const entraRow = (name: string, displayName: string, objectId: string, type = 'Member', enabled = 'True') =>
  `${name},"${displayName}",Simon,${name},B.,${objectId},${type},,,${enabled}`;

describe('latchkey user import', () => {
  const local = useLocalTables();
  const users = () => dynamoDbUserStore(local.tables().tenants);
  let folder = '';
  let tenant: User['tenant'];
  const path = () => join(folder, 'users.csv');
  const file = (...lines: string[]) => writeFile(path(), `\ufeff${lines.join('\r\n')}\r\n`);
  const run = (options = '', surroundings: Surroundings = {}) =>
    local.run(`user import timetrack ${tenant} ${path()}${options}`, surroundings);
  const json = (...options: string[]) => local.json(`user import timetrack ${tenant} ${path()}`, options);
  const all = async () => users().list('timetrack', tenant);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-import-'));
  });
  beforeEach(async () => {
    const added = aTenant();
    await dynamoDbTenantStore(local.tables().tenants, apps).add(added);
    tenant = added.id;
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('takes "Download users" of Entra as it is', async () => {
    await file(
      entraHead,
      entraRow('B.Simon@contoso.com', 'Simon, B.', objectIds[0] ?? ''),
      entraRow('britta@contoso.com', 'Britta Simon', objectIds[1] ?? '', 'Guest', 'False'),
    );
    const { exitCode, stdout, stderr } = await run();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}2 +added$/m);
    expect(stdout).toContain('1 are guests');
    // Progress is for a terminal.
    expect(stderr).toBe('');
    expect(await all()).toMatchObject([
      { signInName: 'B.Simon@contoso.com', displayName: 'Simon, B.', active: true },
      { signInName: 'britta@contoso.com', displayName: 'Britta Simon', active: false },
    ]);
    expect((await all())[0]).not.toHaveProperty('identity');
  });

  it('binds people to their object ids where it is told to', async () => {
    await file(entraHead, entraRow('B.Simon@contoso.com', 'B. Simon', objectIds[0]?.toUpperCase() ?? ''));
    await json('--bind');
    expect((await all())[0]?.identity).toEqual({ directoryId, objectId: objectIds[0] });
    await file(entraHead, entraRow('b.simon@contoso.com', 'B. Simon', objectIds[1] ?? ''));
    expect(await json('--bind')).toMatchObject({
      import: {
        conflicts: 1,
        changed: 0,
        conflictLines: [{ line: 2, message: expect.stringContaining('user rebind') }],
      },
    });
    expect((await all())[0]?.identity?.objectId).toBe(objectIds[0]);
  });

  it('changes who is there only in what the file says, and ends the sessions of who is not enabled', async () => {
    const [kept, left, disabled] = ['kept', 'left', 'disabled'].map((name) =>
      aUser({ tenant, signInName: `${name}@contoso.com`, displayName: name, active: name !== 'left' }),
    );
    for (const user of [kept, left, disabled]) if (user) await users().add(user);
    const session = aSignIn(
      { app: 'timetrack', tenant },
      { user: { id: disabled?.id ?? aUser().id, signInName: 'disabled@contoso.com' } },
    );
    const flows = dynamoDbFlowStore(local.tables().flows);
    await flows.signInUnsolicited(session);
    const head = 'userPrincipalName;displayName;accountEnabled';
    await file(head, 'KEPT@contoso.com;;', 'left@contoso.com;left;True', 'disabled@contoso.com;Gone;False');
    const { import: counts } = await json();
    expect(counts).toMatchObject({ added: 0, changed: 1, unchanged: 1, leftInactive: 1, sessionsEnded: 1 });
    expect(await flows.find('timetrack', tenant, session.id)).toHaveProperty('state', 'signed-out');
    expect(await users().findBySignInName('timetrack', tenant, 'kept@contoso.com')).toEqual(kept);
    expect(await json('--activate')).toMatchObject({ import: { changed: 1, leftInactive: 0 } });
    expect((await all()).map(({ displayName, active }) => [displayName, active])).toEqual([
      ['Gone', false],
      ['kept', true],
      ['left', true],
    ]);
  });

  it('says what would change and changes nothing with --dry-run', async () => {
    await users().add(aUser({ tenant, signInName: 'b@contoso.com', displayName: 'B' }));
    await file('userPrincipalName,displayName', 'a@contoso.com,A', 'b@contoso.com,New');
    const before = await all();
    const { stdout } = await run(' --dry-run');
    expect(stdout).toMatch(/1 +to be added\n +1 +to be changed\n/);
    expect(await all()).toEqual(before);
  });

  it('refuses a file with lines that cannot be taken, before it writes anything', async () => {
    const lines = [
      'a@contoso.com,True',
      ',True',
      'A@contoso.com,False',
      'c@contoso.com,maybe',
      'b@contoso.com,True',
      'not a name,True',
    ];
    await file('userPrincipalName,accountEnabled', ...lines);
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('4 lines are invalid. Nothing was written.');
    expect(stderr).toContain('line 3: A sign-in name has 1 to 256 characters.');
    expect(stderr).toContain('line 4: A@contoso.com is in the file twice.');
    expect(stderr).toContain('line 7: A sign-in name has no spaces in it');
    expect(stderr).toContain('line 5: The column "accountEnabled" must contain True or False');
    expect(await all()).toEqual([]);
    const { import: counts } = await json('--skip-invalid');
    expect(counts).toMatchObject({ added: 2, invalid: 4 });
    expect(await all()).toMatchObject([
      { signInName: 'a@contoso.com', active: true },
      { signInName: 'b@contoso.com' },
    ]);
  });

  it.each<[string, string[], string, string]>([
    ['no column of names', ['displayName', 'B. Simon'], 'import-refused', 'userPrincipalName'],
    ['nothing', [], 'import-refused', 'is empty'],
    ['a broken quote', ['userPrincipalName', '"a@contoso.com'], 'import-refused', 'never closed'],
  ])('refuses a file with %s', async (_, lines, code, message) => {
    await file(...lines);
    expect(await json()).toMatchObject({ error: { code, message: expect.stringContaining(message) } });
  });

  it('refuses a file that is not there, and a tenant that is not there', async () => {
    expect(await local.json(`user import timetrack ${tenant} ${folder}/nowhere.csv`)).toMatchObject({
      error: { code: 'file-unreadable' },
    });
    expect(await local.json(`user import timetrack nobody ${path()}`)).toMatchObject({
      error: { code: 'tenant-unknown' },
    });
  });

  it('stops at Ctrl-C after a whole batch, and goes on when it is begun again', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `p${String(index).padStart(3, '0')}@contoso.com`);
    await file('userPrincipalName', ...names);
    const { exitCode, stderr } = await run('', { interrupted: () => true });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Interrupted after 100 of 250 people.');
    expect(stderr).toContain(`npx latchkey user import timetrack ${tenant}`);
    expect(await all()).toHaveLength(100);
    expect(await json()).toMatchObject({ import: { added: 150, unchanged: 100 } });
    expect((await all()).map(({ signInName }) => signInName)).toEqual(names);
  });
});
