import { beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { dynamoDbFlowStore } from '../../../shared/sign-in/dynamodb-flow-store.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { aSignIn, aTenant } from '../../harness/samples.ts';

const acme = parseTenantId('acme') ?? aTenant().id;

describe('latchkey user', () => {
  const local = useLocalTables();
  const users = () => dynamoDbUserStore(local.tables().tenants);
  const findUser = (signInName: string) => users().findBySignInName('timetrack', acme, signInName);

  beforeAll(() => dynamoDbTenantStore(local.tables().tenants, apps).add(aTenant({ id: acme })));

  it('list says that there is nobody yet', async () => {
    const { stdout } = await local.run('user list timetrack acme');
    expect(stdout).toContain('has no users. To add one: npx latchkey user add timetrack acme');
    expect(await local.json('user list timetrack acme')).toEqual({ users: [] });
  });

  it('add, administrator, show and list say who is an administrator', async () => {
    await local.run('user add timetrack acme admin@contoso.com --administrator');
    expect(await findUser('admin@contoso.com')).toMatchObject({ active: true, administrator: true });
    const shown = async () => (await local.run('user show timetrack acme admin@contoso.com')).stdout;
    expect(await shown()).toMatch(/Administrator +yes/);
    expect((await local.run('user list timetrack acme')).stdout).toMatch(
      /admin@contoso\.com +active +yes +not yet/,
    );
    const { stdout } = await local.run('user administrator timetrack acme admin@contoso.com off');
    expect(stdout).toContain('can no longer manage single sign-on');
    expect(await findUser('admin@contoso.com')).toMatchObject({ active: true, administrator: false });
    expect(await shown()).toMatch(/Administrator +no/);
    await local.run('user administrator timetrack acme ADMIN@contoso.com on');
    expect(await findUser('admin@contoso.com')).toMatchObject({ administrator: true });
    await local.run('user remove timetrack acme admin@contoso.com --yes');
  });

  it('add keeps an active user', async () => {
    const words = [
      'user',
      'add',
      'timetrack',
      'acme',
      'B.Simon@contoso.com',
      '--name',
      'B. Simon',
      '--local',
    ];
    const { exitCode, stdout } = await latchkey(words, { environment: local.environment() });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'The TimeTrack tenant acme has the user B.Simon@contoso.com, who can sign in.\n',
    });
    expect(await findUser('b.simon@contoso.com')).toMatchObject({
      id: expect.stringMatching(/^user_/),
      signInName: 'B.Simon@contoso.com',
      displayName: 'B. Simon',
      active: true,
    });
  });

  it('add --inactive keeps one who cannot sign in yet', async () => {
    const { stdout } = await local.run('user add timetrack acme britta@contoso.com --inactive');
    expect(stdout).toContain('npx latchkey user activate timetrack acme britta@contoso.com --local');
    expect(await findUser('britta@contoso.com')).toHaveProperty('active', false);
  });

  it.each([
    ['not a name', 'has no spaces in it'],
    [',,', 'needs a letter or a digit'],
    ['?', 'needs a letter or a digit'],
  ])('add takes no line of prose for a sign-in name: %s', async (name, message) => {
    const words = ['user', 'add', 'timetrack', 'acme', name, '--local'];
    const { exitCode, stderr } = await latchkey(words, { environment: local.environment() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(await findUser(name)).toBeUndefined();
  });

  it('add takes the distinguished name of another directory', async () => {
    const name = 'CN=B. Simon,O=Contoso Ltd';
    const words = ['user', 'add', 'timetrack', 'acme', name, '--local'];
    expect((await latchkey(words, { environment: local.environment() })).exitCode).toBe(0);
    const user = await findUser(name);
    if (user === undefined) throw new Error('not added');
    await users().remove(user);
  });

  it('add refuses a name that is taken, and a tenant that is not there', async () => {
    expect(await local.json('user add timetrack acme b.simon@contoso.com')).toMatchObject({
      error: { code: 'user-exists' },
    });
    expect(await local.json('user add timetrack nobody b.simon@contoso.com')).toMatchObject({
      error: { code: 'tenant-unknown', next: [expect.stringContaining('tenant list timetrack')] },
    });
  });

  it('list shows everybody', async () => {
    const { stdout } = await local.run('user list timetrack acme');
    expect(stdout).toMatch(/^B.Simon@contoso.com +B. Simon +active +not yet$/m);
    expect(stdout).toMatch(/^britta@contoso.com +inactive +not yet$/m);
    expect(await local.json('user list timetrack acme')).toMatchObject({
      users: [{ signInName: 'B.Simon@contoso.com' }, { signInName: 'britta@contoso.com' }],
    });
    expect(await local.json('user list timetrack nobody')).toMatchObject({
      error: { code: 'tenant-unknown' },
    });
  });

  it('activate lets a user sign in', async () => {
    expect(await local.json('user activate timetrack acme britta@contoso.com')).toMatchObject({
      user: { active: true },
    });
    expect(await findUser('britta@contoso.com')).toHaveProperty('active', true);
  });

  it('deactivate ends the sessions that are running', async () => {
    const flows = dynamoDbFlowStore(local.tables().flows);
    const user = await findUser('b.simon@contoso.com');
    if (user === undefined) throw new Error('B.Simon was added above');
    const { id, signInName } = user;
    const session = aSignIn({ app: 'timetrack', tenant: acme }, { user: { id, signInName } });
    await flows.signInUnsolicited(session);
    const { stdout } = await local.run('user deactivate timetrack acme B.SIMON@contoso.com');
    expect(stdout).toBe('B.Simon@contoso.com can no longer sign in; 1 running session ended.\n');
    expect(await flows.find('timetrack', acme, session.id)).toHaveProperty('state', 'signed-out');
    expect(await findUser('b.simon@contoso.com')).toHaveProperty('active', false);
  });

  it.each(['activate', 'deactivate'])('%s says where there is no such user', async (verb) => {
    const { exitCode, stderr } = await local.run(`user ${verb} timetrack acme nobody@contoso.com`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('The TimeTrack tenant acme has no user nobody@contoso.com.');
  });
});
