import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directoryIn } from '../../../shared/tenants/intake/entra-hosts.ts';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { aUser } from '../../harness/samples.ts';
import { CustomerSite } from './flows/customer-site.ts';

const oldDirectory = '11111111-6f0b-4d0e-9a77-1c2d3e4f5a6b';
const oldObject = '22222222-61d3-4d4c-9a2f-7a1f0f2d9c42';
const otherObject = '33333333-61d3-4d4c-9a2f-7a1f0f2d9c42';

describe('user rebind --from, after a customer changed directory', () => {
  const local = useLocalTables();
  const users = () => dynamoDbUserStore(local.tables().tenants);
  let folder = '';
  let site: CustomerSite;
  let name = '';
  let objectId = '';
  const path = () => join(folder, 'users.csv');
  const file = (...rows: string[]) =>
    writeFile(path(), ['userPrincipalName,objectId', ...rows, ''].join('\n'));
  const line = () => `user rebind timetrack ${site.tenant} --from ${path()}`;
  const rebind = async (...options: string[]) => {
    const document = await local.json(line(), options);
    return document['rebind'] ?? document['error'];
  };
  const found = (signInName: string) => users().findBySignInName('timetrack', site.tenant, signInName);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'latchkey-rebind-'));
  });
  beforeEach(async () => {
    const identity = { directoryId: oldDirectory, objectId: oldObject };
    site = await CustomerSite.of(local.tables(), 'timetrack', { user: { identity } });
    ({ userPrincipalName: name, objectId } = site.person);
    const other = { directoryId: oldDirectory, objectId: otherObject };
    await users().add(aUser({ tenant: site.tenant, signInName: 'other@acme.example', identity: other }));
    await file(`${name},${objectId}`, 'other@acme.example,44444444-61d3-4d4c-9a2f-7a1f0f2d9c42');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('the person cannot sign in before, and their page does not name the old directory', async () => {
    const { outcome, page } = await site.signIn('application');
    expect(outcome).toBe('refused');
    expect(page).not.toContain(oldDirectory);
  });

  it('says with --dry-run what would be, and changes nothing', async () => {
    const before = await found(name);
    expect(await rebind('--dry-run')).toMatchObject({ rebound: 2, conflicts: 0, dryRun: true });
    expect(await found(name)).toEqual(before);
    expect((await site.signIn('application')).outcome).toBe('refused');
  });

  it('links everyone at once; the same person is the same user, and signs in', async () => {
    const before = await found(name);
    expect(await rebind()).toMatchObject({ rebound: 2, unchanged: 0, conflicts: 0 });
    expect((await site.signIn('application')).outcome).toBe('signed-in');
    const after = await found(name);
    expect(after?.id).toBe(before?.id);
    expect(after?.identity).toEqual({
      directoryId: directoryIn(site.application.issuer),
      objectId,
    });
    // Begun again, it finds everybody done.
    expect(await rebind()).toMatchObject({ rebound: 0, unchanged: 2 });
  });

  it('takes no line of a person who is not here, or of an object id that is somebody else', async () => {
    await rebind();
    await file(`nobody@acme.example,${otherObject}`, `other@acme.example,${objectId}`);
    expect(await rebind()).toMatchObject({
      rebound: 0,
      conflicts: 2,
      conflictLines: [
        { line: 2, message: 'The user nobody@acme.example does not exist.' },
        { line: 3, message: `Object id ${objectId} already belongs to ${name}.` },
      ],
    });
    expect((await local.run(`${line()} --yes`)).exitCode).toBe(1);
    expect((await site.signIn('application')).outcome).toBe('signed-in');
  });

  it('refuses a doubled object id and a file without any before it writes', async () => {
    await file(`${name},${objectId}`, `other@acme.example,${objectId}`);
    expect(await rebind()).toMatchObject({
      code: 'import-refused',
      next: [expect.stringContaining('in the file twice')],
    });
    await writeFile(path(), `userPrincipalName\n${name}\n`);
    expect(await rebind()).toMatchObject({
      code: 'import-refused',
      message: expect.stringContaining('no object ids'),
    });
    expect((await found(name))?.identity?.objectId).toBe(oldObject);
  });

  it('asks first, and writes nothing without an answer', async () => {
    const { exitCode, stderr } = await local.run(line());
    expect(exitCode).toBe(1);
    expect(stderr).toContain('--yes');
    expect((await found(name))?.identity?.objectId).toBe(oldObject);
  });

  it.each([
    [['user', 'rebind', 'timetrack', 'acme'], 'a sign-in name, or --from'],
    [
      ['user', 'rebind', 'timetrack', 'acme', 'b@acme.example', '--from', 'x.csv'],
      'a sign-in name, or --from',
    ],
    [
      ['user', 'rebind', 'timetrack', 'acme', '--from', 'x.csv', '--object-id', otherObject],
      'requires a sign-in name',
    ],
  ])('makes no sense as %j', async (words, message) => {
    const { exitCode, stderr } = await latchkey([...words, '--local'], { environment: local.environment() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
