import { beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

const acme = parseTenantId('acme') ?? expect.unreachable();

describe('latchkey tenant just-in-time', () => {
  const local = useLocalTables();
  const store = () => dynamoDbTenantStore(local.tables().tenants, apps);
  const rule = async () => (await store().find(aTenant().app, acme))?.justInTime;
  const refused = async (line: string, message: RegExp) => {
    const before = await rule();
    const { exitCode, stderr } = await local.run(line);
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(message);
    expect(await rule()).toEqual(before);
  };

  beforeAll(() => store().add(aTenant({ id: acme })));

  it('is off until the operator says otherwise', async () => {
    expect(await rule()).toBeUndefined();
    expect((await local.json('tenant show timetrack acme'))['tenant']).not.toHaveProperty('justInTime');
  });

  it('requires a claim that the application gets', async () => {
    await refused(
      'tenant just-in-time timetrack acme --require roles=Member',
      /gets no claim roles.*tenant claims set timetrack acme roles/s,
    );
    await local.run('tenant claims set timetrack acme roles');
    const { stdout } = await local.run('tenant just-in-time timetrack acme --require roles=Member');
    expect(stdout).toContain('creates a user at the first sign-in of a person with Member in roles');
    expect(await rule()).toEqual({ claim: 'roles', value: 'Member' });
  });

  it('keeps the claim that it requires', async () => {
    await refused('tenant claims set timetrack acme roles --off', /gets no claim roles/);
    await refused('tenant claims reset timetrack acme', /gets no claim roles/);
  });

  it('takes a value with equals signs and blanks as it is', async () => {
    await local.run('tenant just-in-time timetrack acme --require roles=CN=a');
    expect(await rule()).toEqual({ claim: 'roles', value: 'CN=a' });
  });

  it('is shown, and in the history', async () => {
    await local.run('tenant just-in-time timetrack acme --anybody --reason pilot');
    expect(await rule()).toEqual({ anybody: true });
    expect((await local.run('tenant show timetrack acme')).stdout).toMatch(
      /New people +creates a user at the first sign-in of anybody of its directory/,
    );
    const { changes } = await local.json('tenant history timetrack acme');
    expect((changes as unknown[]).at(-1)).toMatchObject({
      reason: 'pilot',
      events: [{ kind: 'setting', name: 'justInTime', to: '{"anybody":true}' }],
    });
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['two of them', ' --anybody --off'],
    ['a claim without a value', ' --require roles='],
    ['a value without a claim', ' --require =Member'],
  ])('refuses %s, and changes nothing', (_, options) =>
    refused(`tenant just-in-time timetrack acme${options}`, /--require|claim and its value/),
  );

  it('only shows with --dry-run, and stops with --off', async () => {
    const { stdout } = await local.run('tenant just-in-time timetrack acme --off --dry-run');
    expect(stdout).toMatch(/creates no users.*Nothing was written/s);
    expect(await rule()).toEqual({ anybody: true });
    await local.run('tenant just-in-time timetrack acme --off');
    expect(await rule()).toBeUndefined();
  });
});
