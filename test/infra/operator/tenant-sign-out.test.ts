import { beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

const acme = parseTenantId('acme') ?? expect.unreachable();

describe('latchkey tenant sign-out', () => {
  const local = useLocalTables();
  const store = () => dynamoDbTenantStore(local.tables().tenants, apps);
  const rules = async () => (await store().find(aTenant().app, acme))?.signOut;
  beforeAll(() => store().add(aTenant({ id: acme })));

  it('says which option is missing, and takes no reach that there is not', async () => {
    for (const options of ['', '--reach everywhere', '--require-signature maybe']) {
      expect((await local.run(`tenant sign-out timetrack acme ${options}`)).exitCode).not.toBe(0);
    }
    expect(await rules()).toBeUndefined();
  });

  it('warns where there is no Logout URL', async () => {
    const { stdout, stderr } = await local.run('tenant sign-out timetrack acme --reach single-logout');
    expect(stdout).toContain('signs people out of the directory too');
    expect(`${stdout}${stderr}`).toContain('tenant set timetrack acme --logout-url');
    expect(await rules()).toEqual({ reach: 'single-logout' });
  });

  it('changes one rule and leaves the other', async () => {
    await local.run('tenant sign-out timetrack acme --require-signature on --reason audit');
    expect(await rules()).toEqual({ reach: 'single-logout', requiresSignature: true });
    expect((await local.run('tenant show timetrack acme')).stdout).toMatch(
      /Sign-out +signs people out of the directory too, and refuses unsigned logout requests/,
    );
    await local.run('tenant sign-out timetrack acme --reach default');
    expect(await rules()).toEqual({ requiresSignature: true });
  });

  it('writes nothing with --dry-run, and removes the last rule', async () => {
    await local.run('tenant sign-out timetrack acme --require-signature off --dry-run');
    expect(await rules()).toEqual({ requiresSignature: true });
    await local.run('tenant sign-out timetrack acme --require-signature off');
    expect(await rules()).toBeUndefined();
    const { changes } = await local.json('tenant history timetrack acme');
    expect((changes as unknown[]).at(-1)).toMatchObject({
      events: [{ kind: 'setting', name: 'signOut', from: '{"requiresSignature":true}' }],
    });
  });
});
