import { describe, expect, it } from 'vitest';
import { emptyConnection } from '../../shared/tenants/connection.ts';
import { activateDraft } from '../../shared/tenants/draft/activate-draft.ts';
import { withDraftStep, withDraftTest, withDraftValues } from '../../shared/tenants/draft/draft.ts';
import { thumbprintsOf } from '../../shared/tenants/keys/thumbprints.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import { apps, profileOf } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, newCertificate, now, provenBy } from '../harness/samples.ts';

const author = { by: 'setup link 7KQF-M2ZD', at: now };

describeWithDatabase('a draft in the tenant store', (database) => {
  const store = () => dynamoDbTenantStore(database().tables.tenants, apps);
  const added = async (tenant: Tenant) => {
    await store().add(tenant);
    return tenant;
  };
  const key = newCertificate();
  const { issuer, loginUrl } = aTenant().connection;
  const values = {
    issuer,
    loginUrl,
    metadataUrl: `${loginUrl}/metadata`,
    trustedKeys: [key, newCertificate()],
  };
  const draft = (tenant: Tenant) => withDraftValues(tenant, values, 'test', now);
  const passed = (tenant: Tenant) => {
    const revision = tenant.draft?.revision ?? 0;
    return withDraftTest(tenant, {
      revision,
      at: now,
      outcome: 'passed',
      launch: 'page',
      signer: thumbprintsOf(key.certificate),
      summary: '{"a":1}',
    });
  };

  it('finds a tenant that is still to be set up, with its draft and its test, as it was written', async () => {
    const { app, id } = await added({ ...aTenant(), connection: emptyConnection, sso: true });
    const changed = await store().change(app, id, author, (tenant) => passed(draft(tenant)));

    expect(changed.draft?.test?.outcome).toBe('passed');
    expect(await store().find(app, id)).toEqual(changed);
    await expect.poll(async () => (await store().list(app)).find((each) => each.id === id)).toEqual(changed);
  });

  it('has every change of a draft in the history, and what activating it changed', async () => {
    const { app, id } = await added({ ...aTenant(), connection: emptyConnection });
    const steps = [
      (tenant: Tenant) => withDraftStep(tenant, 'values', now),
      draft,
      passed,
      (tenant: Tenant) => activateDraft(profileOf(tenant.app), tenant, tenant.draft?.revision ?? 0, now),
    ];
    for (const edit of steps) await store().change(app, id, author, edit);
    const [, ...changes] = await store().history(app, id);

    expect(
      changes.map(({ events }) => events.map((event) => ('name' in event ? event.name : event.kind))),
    ).toEqual([
      ['draft', 'draftStep'],
      ['draft', 'draftStep'],
      ['draftTest'],
      [
        'key',
        'key',
        'key-proof',
        'issuer',
        'loginUrl',
        'state',
        'draft',
        'draftStep',
        'draftTest',
        'metadataUrl',
      ],
    ]);
    expect(await store().find(app, id)).toMatchObject({
      connection: { ...values, state: 'active' },
    });
  });

  it('claims the key that signed the test at activation, and leaves all as it was where another tenant has it', async () => {
    const owner = await added(
      aTenant({ app: 'trakstar', connection: { trustedKeys: [key], ...provenBy(key) } }),
    );
    const { app, id } = await added({
      ...aTenant({ app: 'trakstar', sso: true }),
      connection: emptyConnection,
    });
    const drafted = await store().change(app, id, author, (tenant) => passed(draft(tenant)));
    const activating = () =>
      store().change(
        app,
        id,
        author,
        (tenant) => activateDraft(profileOf(tenant.app), tenant, drafted.draft?.revision ?? 0, now),
        {
          refuse: 'proving',
        },
      );

    await expect(activating()).rejects.toMatchObject({ reason: 'guarded', otherTenant: owner.id });
    expect(await store().find(app, id)).toEqual(drafted);
    await store().remove(app, owner.id);
    expect((await activating()).connection).toMatchObject(provenBy(key));
  });

  describe('reading what is stored', () => {
    it.each([
      ['an active tenant without a directory', 'REMOVE #connection.#issuer, #connection.#loginUrl'],
      ['half a directory', 'REMOVE #connection.#issuer'],
      ['a draft of an unknown step', 'SET #draft.#step = :bad'],
      ['a draft with something unknown in it', 'SET #draft.#values.#bad = :bad'],
      ['a draft whose test is no test', 'SET #draft.#test.#outcome = :bad'],
      ['a switch that is none', 'SET #sso = :bad'],
    ])('throws for %s', async (_, update) => {
      const { app, id } = await added(passed(draft(aTenant())));
      const values = update.includes(':bad') ? { values: { bad: 'yes' } } : {};
      await database().tables.tenants.update(
        { partitionKey: `${app}#${id}`, sortKey: 'tenant' },
        { update, ...values },
      );

      await expect(store().find(app, id)).rejects.toThrow(/is not what it should be/);
    });

    it('never writes a connection that is half set up', async () => {
      const { app, id } = await added({ ...aTenant(), connection: emptyConnection });
      const half = store().change(app, id, author, (tenant) => ({
        ...tenant,
        connection: { ...tenant.connection, issuer },
      }));

      await expect(half).rejects.toThrow(RangeError);
      expect((await store().find(app, id))?.connection).toEqual(emptyConnection);
    });
  });
});
