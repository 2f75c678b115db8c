import { describe, expect, it } from 'vitest';
import { parseMailDomain } from '../../../shared/tenants/mail-domains/mail-domain.ts';
import { dynamoDbMailDomainStore } from '../../../shared/tenants/mail-domains/mail-domain-store.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { useLocalTables } from '../../harness/command.ts';
import { aTenant } from '../../harness/samples.ts';

describe('latchkey tenant mail-domain', () => {
  const local = useLocalTables();
  const tenants = () => dynamoDbTenantStore(local.tables().tenants, apps);
  const domains = () => dynamoDbMailDomainStore(local.tables().tenants);
  const find = async (app: string, text: string) => {
    const domain = parseMailDomain(text);
    if (domain === undefined) throw new Error(`${text} is no mail domain`);
    return (await domains().find(aTenant().app, domain))?.id ?? `none of ${app}`;
  };
  const added = async () => {
    const tenant = aTenant();
    await tenants().add(tenant);
    return tenant;
  };

  it('adds a domain, by which the tenant is found, and shows it', async () => {
    const { app, id } = await added();
    const add = await local.run(`tenant mail-domain add ${app} ${id} @One.Example`);

    expect({ exitCode: add.exitCode, stderr: add.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(await find(app, 'one.example')).toBe(id);
    expect((await local.run(`tenant show ${app} ${id}`)).stdout).toMatch(/Mail domains +one\.example/);
    expect((await local.run(`tenant history ${app} ${id}`)).stdout).toContain('one.example');
  });

  it('refuses the domain that another tenant lists, and gives it once that one has removed it', async () => {
    const { app, id } = await added();
    const other = await added();
    await local.run(`tenant mail-domain add ${app} ${id} two.example`);

    const refused = await local.run(`tenant mail-domain add ${app} ${other.id} two.example`);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(`Tenant ${id} lists two.example`);
    expect(await find(app, 'two.example')).toBe(id);

    await local.run(`tenant mail-domain remove ${app} ${id} two.example`);
    expect(await find(app, 'two.example')).toBe(`none of ${app}`);
    expect((await local.run(`tenant mail-domain add ${app} ${other.id} two.example`)).exitCode).toBe(0);
    expect(await find(app, 'two.example')).toBe(other.id);
  });

  it('leads to no one while only the index names the tenant, whose claim another one may then replace', async () => {
    const { app, id } = await added();
    const other = await added();
    const domain = parseMailDomain('three.example');
    if (domain === undefined) throw new Error('three.example is a mail domain');
    await domains().claim(app, domain, id);

    expect(await find(app, 'three.example')).toBe(`none of ${app}`);
    expect(await domains().claim(app, domain, other.id)).toBeUndefined();
  });

  it('frees the domains of a tenant that is removed', async () => {
    const { app, id } = await added();
    const other = await added();
    await local.run(`tenant mail-domain add ${app} ${id} four.example`);
    await local.run(`tenant remove ${app} ${id} --yes`);

    expect(await find(app, 'four.example')).toBe(`none of ${app}`);
    expect((await local.run(`tenant mail-domain add ${app} ${other.id} four.example`)).exitCode).toBe(0);
  });

  it('refuses what is no domain, one that is not listed, and the twenty-first', async () => {
    const { app, id } = await added();

    expect((await local.run(`tenant mail-domain add ${app} ${id} contoso`)).exitCode).toBe(2);
    const unlisted = await local.run(`tenant mail-domain remove ${app} ${id} five.example`);
    expect(unlisted.stderr).toContain('does not list five.example');
    for (let each = 1; each <= 20; each += 1) {
      expect((await local.run(`tenant mail-domain add ${app} ${id} six${each}.example`)).exitCode).toBe(0);
    }
    const full = await local.run(`tenant mail-domain add ${app} ${id} six21.example`);
    expect(full.stderr).toContain('lists 20 mail domains already');
    expect(await find(app, 'six21.example')).toBe(`none of ${app}`);
  });
});
