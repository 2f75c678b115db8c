import { randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { TrustedKey } from '../../shared/saml/inbound/signature/trusted-key.ts';
import { withDraftValues } from '../../shared/tenants/draft/draft.ts';
import { keysBytes, maximumKeysBytes } from '../../shared/tenants/keys/key-sizes.ts';
import { keysWithState, placeKey, trustKey } from '../../shared/tenants/keys/key-states.ts';
import { knownThumbprints } from '../../shared/tenants/keys/trusted-key-identity.ts';
import { dynamoDbTenantStore } from '../../shared/tenants/store/dynamodb-tenant-store.ts';
import { toTenantItem } from '../../shared/tenants/store/tenant-item.ts';
import type { TenantStore } from '../../shared/tenants/store/tenant-store.ts';
import { apps } from '../fixtures/apps.ts';
import { signingKey } from '../fixtures/keys.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, now } from '../harness/samples.ts';

/** What looks like a certificate of so many bytes: the stores never parse one. */
const ofBytes = (bytes: number): TrustedKey => ({
  kind: 'certificate',
  certificate: randomBytes(bytes).toString('base64'),
});
const author = { by: 'me', at: now };

describeWithDatabase('the keys of a tenant', (database) => {
  let tenants: TenantStore;
  beforeAll(() => {
    tenants = dynamoDbTenantStore(database().tables.tenants, apps);
  });

  const fourLargest = () => Array.from({ length: 4 }, () => ofBytes(8_192));

  it('may be four of the largest certificates, and no fifth', async () => {
    const tenant = aTenant({ connection: { trustedKeys: fourLargest() } });
    await tenants.add(tenant);
    const five = aTenant({ connection: { trustedKeys: [...fourLargest(), ofBytes(8_192)] } });
    await expect(tenants.add(five)).rejects.toMatchObject({ reason: 'too-large' });
    expect(await tenants.find(five.app, five.id)).toBeUndefined();

    for (const state of ['secondary', 'candidate'] as const) {
      const another = tenants.change(tenant.app, tenant.id, author, (each) => ({
        ...each,
        connection: placeKey(each.connection, ofBytes(8_192), state),
      }));
      await expect(another).rejects.toMatchObject({ reason: 'too-large' });
    }
    expect(await tenants.find(tenant.app, tenant.id)).toEqual(tenant);
  });

  it('of a draft count with those of the connection', async () => {
    const tenant = aTenant({ connection: { trustedKeys: fourLargest().slice(0, 3) } });
    await tenants.add(tenant);
    const keep = (trustedKeys: readonly TrustedKey[]) =>
      tenants.change(tenant.app, tenant.id, author, (each) =>
        withDraftValues(each, { issuer: 'https://idp.example/', trustedKeys }, 'people', now),
      );
    await expect(keep(fourLargest().slice(0, 2))).rejects.toMatchObject({ reason: 'too-large' });
    const kept = await keep([ofBytes(8_192)]);
    expect(keysBytes(kept)).toBeLessThanOrEqual(maximumKeysBytes);
  });

  it('that were stored before there was a limit stay, and may get fewer', async () => {
    const tenant = aTenant({ connection: { trustedKeys: [...fourLargest(), ofBytes(45_000)] } });
    await database().tables.tenants.put(toTenantItem({ tenant, version: 1 }));
    const change = (trustedKeys: readonly TrustedKey[]) =>
      tenants.change(tenant.app, tenant.id, author, (each) => ({
        ...each,
        connection: { ...each.connection, trustedKeys },
      }));
    const { trustedKeys } = tenant.connection;
    await expect(change([...trustedKeys, ofBytes(100)])).rejects.toMatchObject({ reason: 'too-large' });
    const fewer = await change(trustedKeys.slice(1));
    expect(fewer.connection.trustedKeys).toHaveLength(4);
  });

  it('are kept as thumbprints and dates once they are retired, and come back with their certificate', async () => {
    const [running, leaving] = [signingKey(), signingKey({ name: 'leaving' })];
    const tenant = aTenant({ connection: { trustedKeys: [running, leaving].map(asCertificate) } });
    await tenants.add(tenant);
    const { app, id } = tenant;
    await tenants.change(app, id, author, (each) => ({
      ...each,
      connection: placeKey(each.connection, asCertificate(leaving), 'retired'),
    }));
    const item = await database().tables.tenants.get({ partitionKey: `${app}#${id}`, sortKey: 'tenant' });
    expect(JSON.stringify(item)).not.toContain(leaving.certificate);
    const found = (await tenants.find(app, id)) ?? expect.unreachable();
    const [retired] = found.connection.setAsideKeys ?? [];
    expect(retired).toMatchObject({ state: 'retired', kind: 'thumbprint', algorithm: 'sha256' });
    expect(retired).toHaveProperty('notAfter');
    expect(keysWithState(found.connection).map(({ key }) => knownThumbprints(key).sha1)).toEqual([
      running.sha1Thumbprint,
      leaving.sha1Thumbprint,
    ]);

    await tenants.change(app, id, author, (each) => ({
      ...each,
      connection: trustKey(each.connection, asCertificate(leaving)),
    }));
    const again = (await tenants.find(app, id)) ?? expect.unreachable();
    expect(again.connection.setAsideKeys).toBeUndefined();
    expect(again.connection.trustedKeys[1]).toEqual(asCertificate(leaving));
    const history = await tenants.history(app, id);
    const thumbprint = leaving.sha1Thumbprint.toUpperCase();
    expect(history.slice(1).map(({ events }) => events)).toEqual([
      [{ kind: 'key', thumbprint, from: 'secondary', to: 'retired' }],
      [{ kind: 'key', thumbprint, from: 'retired', to: 'secondary' }],
    ]);
  });

  it('that the release before retired with their certificates lose these with the next key that moves', async () => {
    const [running, leaving, next] = [
      signingKey(),
      signingKey({ name: 'leaving' }),
      signingKey({ name: 'next' }),
    ];
    const setAside = { ...asCertificate(leaving), state: 'retired' } as never;
    const tenant = aTenant({
      connection: { trustedKeys: [asCertificate(running)], setAsideKeys: [setAside] },
    });
    await database().tables.tenants.put(toTenantItem({ tenant, version: 1 }));
    expect(await tenants.find(tenant.app, tenant.id)).toEqual(tenant);
    const changed = await tenants.change(tenant.app, tenant.id, author, (each) => ({
      ...each,
      connection: placeKey(each.connection, asCertificate(next), 'secondary'),
    }));
    expect(JSON.stringify(changed)).not.toContain(leaving.certificate);
    expect(keysWithState(changed.connection).map(({ state }) => state)).toEqual([
      'primary',
      'secondary',
      'retired',
    ]);
  });
});
