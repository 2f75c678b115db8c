import { beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

const acme = parseTenantId('acme') ?? expect.unreachable();

describe('latchkey tenant multi-factor', () => {
  const local = useLocalTables();
  const store = () => dynamoDbTenantStore(local.tables().tenants, apps);
  const isRequired = async () => (await store().find(aTenant().app, acme))?.requiresMultiFactor;

  beforeAll(() => store().add(aTenant({ id: acme })));

  it('only shows with --dry-run', async () => {
    const { stdout } = await local.run('tenant multi-factor timetrack acme required --dry-run');
    expect(stdout).toMatch(/states no several factors.*Nothing was written/s);
    expect(await isRequired()).toBeUndefined();
  });

  it('requires it, says what comes next, and shows it with the tenant and in its history', async () => {
    const { stdout } = await local.run('tenant multi-factor timetrack acme required --reason policy');
    expect(stdout).toMatch(/Conditional Access policy.*tenant end-sessions timetrack acme/s);
    expect(await isRequired()).toBe(true);
    expect((await local.run('tenant show timetrack acme')).stdout).toMatch(/Several factors +required/);
    expect((await local.json('tenant show timetrack acme'))['tenant']).toMatchObject({
      requiresMultiFactor: true,
    });
    const { changes } = await local.json('tenant history timetrack acme');
    expect((changes as unknown[]).at(-1)).toMatchObject({
      reason: 'policy',
      events: [{ kind: 'setting', name: 'requiresMultiFactor', to: 'true' }],
    });
  });

  it.each(['', ' on', ' Required', ' required off'])(
    'refuses the mode "%s", and changes nothing',
    async (mode) => {
      const { exitCode } = await local.run(`tenant multi-factor timetrack acme${mode}`);
      expect(exitCode).not.toBe(0);
      expect(await isRequired()).toBe(true);
    },
  );

  it('stops', async () => {
    const { stdout } = await local.run('tenant multi-factor timetrack acme off');
    expect(stdout).toContain('accepts sign-ins with any factors');
    expect(await isRequired()).toBeUndefined();
  });
});
