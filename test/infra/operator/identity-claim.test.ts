import { describe, expect, it } from 'vitest';
import { identityOfClaim, persistentNameId } from '../../../shared/saml/inbound/assertion/identity.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { dynamoDbUserStore } from '../../../shared/users/dynamodb-user-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { useLocalTables } from '../../harness/command.ts';
import { aTenant, aUser } from '../../harness/samples.ts';

const issuer = 'http://www.okta.com/exk1abcd2EFGH3ijk4l5';
const warning = 'recognised by their sign-in name alone';

describe('latchkey tenant … --identity-claim', () => {
  const local = useLocalTables();
  const tenants = () => dynamoDbTenantStore(local.tables().tenants, apps);
  const users = () => dynamoDbUserStore(local.tables().tenants);
  const tenantOf = async (of: string, identityClaim?: string) => {
    const { connection, ...sample } = aTenant();
    const claim = identityClaim === undefined ? {} : { identityClaim };
    const tenant = { ...sample, connection: { ...connection, issuer: of, ...claim } };
    await tenants().add(tenant);
    return tenant;
  };

  it('is stored, shown and taken away again', async () => {
    const { id } = await tenantOf(issuer);
    const before = await local.run(`tenant set timetrack ${id} --session-hours 4`);
    expect(before.stderr).toContain(warning);

    const set = await local.run(`tenant set timetrack ${id} --identity-claim user.id`);
    expect({ exitCode: set.exitCode, stderr: set.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect((await tenants().find('timetrack', id))?.connection.identityClaim).toBe('user.id');
    const { stdout } = await local.run(`tenant show timetrack ${id}`);
    expect(stdout).toMatch(/Identity claim +user\.id/);

    await local.run(`tenant set timetrack ${id} --identity-claim none`);
    expect((await tenants().find('timetrack', id))?.connection.identityClaim).toBeUndefined();
  });

  it('knows the persistent NameID by a word', async () => {
    const { id } = await tenantOf(issuer);
    await local.run(`tenant set timetrack ${id} --identity-claim persistent-name-id`);

    expect((await tenants().find('timetrack', id))?.connection.identityClaim).toBe(persistentNameId);
  });

  it('is refused for Entra, which has an identity of its own, and warns of nothing there', async () => {
    const { id } = await tenantOf('https://sts.windows.net/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b/');
    const { exitCode, stderr } = await local.run(`tenant set timetrack ${id} --identity-claim user.id`);

    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('needs no identity claim');
    expect((await tenants().find('timetrack', id))?.connection.identityClaim).toBeUndefined();
    expect((await local.run(`tenant set timetrack ${id} --session-hours 4`)).stderr).toBe('');
  });

  it('is taken and missed at PingOne, whose issuer begins with a GUID as those of Entra do', async () => {
    const { id } = await tenantOf('https://auth.pingone.eu/3f9a1c52-6f0b-4d0e-9a77-1c2d3e4f5a6b');
    expect((await local.run(`tenant set timetrack ${id} --session-hours 4`)).stderr).toContain(warning);
    const { exitCode, stderr } = await local.run(`tenant set timetrack ${id} --identity-claim sub`);

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect((await tenants().find('timetrack', id))?.connection.identityClaim).toBe('sub');
  });

  it.each(['user.\u00efd', 'user\u00a0id', 'x'.repeat(257)])('refuses %s', async (claim) => {
    const { id } = await tenantOf(issuer);

    expect((await local.run(`tenant set timetrack ${id} --identity-claim ${claim}`)).exitCode).toBe(2);
  });

  it('is what user rebind --identity is a value of', async () => {
    const { id, app } = await tenantOf(issuer, 'user.id');
    const user = aUser({ app, tenant: id, identity: identityOfClaim(issuer, 'user.id', '00u1') });
    await users().add(user);
    const { exitCode } = await local.run(
      `user rebind timetrack ${id} ${user.signInName} --identity 00uNew --yes`,
    );

    expect(exitCode).toBe(0);
    const rebound = await users().findBySignInName(app, id, user.signInName);
    expect(rebound?.identity).toEqual(identityOfClaim(issuer, 'user.id', '00uNew'));
  });

  it('has to be named before user rebind --identity', async () => {
    const { id, app } = await tenantOf(issuer);
    const user = aUser({ app, tenant: id });
    await users().add(user);
    const { exitCode, stderr } = await local.run(
      `user rebind timetrack ${id} ${user.signInName} --identity 00uNew --yes`,
    );

    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('no identity claim');
  });
});
