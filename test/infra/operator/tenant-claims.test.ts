import { beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

const acme = parseTenantId('acme') ?? expect.unreachable();

describe('latchkey tenant claims', () => {
  const local = useLocalTables();
  const store = () => dynamoDbTenantStore(local.tables().tenants, apps);
  const own = async () => (await store().find('timetrack', acme))?.claims;

  beforeAll(() => store().add(aTenant({ id: acme })));

  it('shows that the application gets none', async () => {
    const { stdout } = await local.run('tenant claims show timetrack acme');
    expect(stdout).toContain('gets id and name of the people of TimeTrack tenant acme, and no claim');
    expect(await local.json('tenant claims show timetrack acme')).toMatchObject({ claims: [] });
  });

  it('adds a standard claim by its name, and one of the application’s own by its attribute', async () => {
    await local.run('tenant claims set timetrack acme email --required');
    const { stdout } = await local.run(
      'tenant claims set timetrack acme employee --attribute employeeid EmployeeID --source user.employeeid',
    );
    expect(stdout).toMatch(/email +one value +required +by the tenant +http:\S+emailaddress/);
    expect(stdout).toMatch(/employee +one value +optional +by the tenant +employeeid/);
    expect(await own()).toEqual({
      email: { required: true },
      employee: { attributes: ['employeeid', 'EmployeeID'], source: 'user.employeeid' },
    });
  });

  it('changes what it is told and keeps the rest', async () => {
    await local.run('tenant claims set timetrack acme employee --many --required');
    expect((await own())?.['employee']).toEqual({
      attributes: ['employeeid', 'EmployeeID'],
      source: 'user.employeeid',
      many: true,
      required: true,
    });
    await local.run('tenant claims set timetrack acme employee --one --optional');
    expect((await own())?.['employee']).toMatchObject({ many: false, required: false });
  });

  it('says in the history who changed what', async () => {
    const { changes } = await local.json('tenant history timetrack acme');
    expect((changes as unknown[]).at(-1)).toMatchObject({
      by: 'maria@workstation',
      events: [{ kind: 'setting', name: 'claims', to: expect.stringContaining('employeeid') }],
    });
    expect((await local.run('tenant show timetrack acme')).stdout).toMatch(
      /Claims of its own +email, employee/,
    );
  });

  it.each<[string, string, RegExp]>([
    [
      'a claim that Latchkey states itself',
      'tenant claims set timetrack acme sub --attribute x',
      /"sub" is a claim that Latchkey itself states/,
    ],
    [
      'a claim that JavaScript knows',
      'tenant claims set timetrack acme __proto__ --attribute x',
      /not possible/,
    ],
    [
      'an own claim without its attribute',
      'tenant claims set timetrack acme unit --required',
      /unit must name its attributes/,
    ],
    ['both a list and one value', 'tenant claims set timetrack acme email --many --one', /--many or --one/],
    [
      'a rule that does not exist',
      'tenant claims reset timetrack acme roles',
      /no rule of its own for roles/,
    ],
    ['a tenant that does not exist', 'tenant claims show timetrack nowhere', /nowhere/],
  ])('refuses %s, and changes nothing', async (_, words, message) => {
    const before = await own();
    const { exitCode, stderr } = await local.run(words);
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(message);
    expect(await own()).toEqual(before);
  });

  it('only shows with --dry-run', async () => {
    const before = await own();
    const { stdout } = await local.run('tenant claims set timetrack acme roles --dry-run');
    expect(stdout).toMatch(/roles +a list.*Nothing was written/s);
    expect(await own()).toEqual(before);
  });

  it('takes a claim away, and returns to the profile for one claim or for all', async () => {
    await local.run('tenant claims set timetrack acme email --off');
    expect((await own())?.['email']).toEqual({ off: true });
    expect((await local.json('tenant claims show timetrack acme'))['claims']).toMatchObject([
      { claim: 'employee' },
    ]);
    await local.run('tenant claims reset timetrack acme email');
    expect(Object.keys((await own()) ?? {})).toEqual(['employee']);
    await local.run('tenant claims reset timetrack acme');
    expect(await own()).toBeUndefined();
  });
});
