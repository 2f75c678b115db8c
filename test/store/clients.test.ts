import { expect, it } from 'vitest';
import type { Apps } from '../../shared/apps/apps.ts';
import { newClientId } from '../../shared/ids/client-id.ts';
import { hashOfSecret } from '../../shared/ids/secret.ts';
import { cachedClientFinder } from '../../shared/openid/cached-client-finder.ts';
import { dynamoDbClientStore } from '../../shared/openid/dynamodb-client-store.ts';
import { apps, timetrack } from '../fixtures/apps.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { clientId, loadBalancerClient } from '../openid/clients.ts';

const author = { by: 'maria@workstation', at: new Date('2026-11-30T12:00:00Z') };
const declared = {
  id: clientId('reports'),
  displayName: 'Reports',
  authentication: 'secret',
  redirectUris: ['https://reports.example.com/cb'],
  postLogoutRedirectUris: [],
} as const;
const declaring: Apps = new Map([...apps, ['timetrack', { ...timetrack, openIdClients: [declared] }]]);
const secret = (text: string) => ({ hash: hashOfSecret(text), createdAt: author.at });

describeWithDatabase('the store of clients', (database) => {
  const store = (known: Apps = apps) => dynamoDbClientStore(database().tables.tenants, known);
  const added = async () => {
    const client = loadBalancerClient({ id: newClientId() });
    expect(await store().add(client, author)).toBe(true);
    return client;
  };

  it('finds a client by its id, and by one read', async () => {
    const client = await added();

    expect(await store().find(client.id)).toEqual(client);
    expect(await database().requestsOf(() => store().find(client.id))).toEqual(['GetItemCommand']);
    expect(await store().find(clientId('nobody'))).toBeUndefined();
  });

  it('gives an id once', async () => {
    const client = await added();

    expect(await store().add(loadBalancerClient({ id: client.id, app: 'trakstar' }), author)).toBe(false);
    expect(await store(declaring).add(loadBalancerClient({ id: declared.id }), author)).toBe(false);
    expect(await store().find(client.id)).toEqual(client);
  });

  it('lists the clients of an app, and of no other', async () => {
    const one = await added();
    const ids = (await store(declaring).list('timetrack')).map(({ client }) => client.id);

    expect(ids).toContain(one.id);
    expect(ids).toContain('reports');
    expect(ids).toEqual(ids.toSorted());
    expect((await store().list('trakstar')).map(({ client }) => client.id)).not.toContain(one.id);
  });

  it('loses no change of two at the same time', async () => {
    const { id } = await added();
    const append = (text: string) =>
      store().change(id, author, (client) => ({ ...client, displayName: client.displayName + text }));
    await Promise.all([append('a'), append('b')]);

    expect((await store().find(id))?.displayName).toMatch(/^Load balancer(?:ab|ba)$/);
    expect((await store().findRecord(id))?.version).toBe(3);
  });

  it('changes nothing where the edit throws, and nothing that is not there', async () => {
    const client = await added();
    const change = store().change(client.id, author, () => {
      throw new RangeError('no');
    });

    await expect(change).rejects.toThrow(RangeError);
    expect(await store().find(client.id)).toEqual(client);
    expect(await store().change(clientId('nobody'), author, (each) => each)).toBeUndefined();
  });

  it('finds no client that was removed, nor one of an app that is not deployed', async () => {
    const { id } = await added();
    expect(await store(new Map()).find(id)).toBeUndefined();

    expect(await store().remove(id)).toBe(true);
    expect(await store().find(id)).toBeUndefined();
    expect(await store().remove(id)).toBe(false);
  });

  it('keeps of a declared client its secrets alone', async () => {
    const declaringStore = store(declaring);
    expect(await declaringStore.find(declared.id)).toEqual({ ...declared, app: 'timetrack', secrets: [] });
    await declaringStore.change(declared.id, author, (client) => ({
      ...client,
      redirectUris: ['https://evil.example/cb'],
      secrets: [secret('one')],
    }));

    expect(await declaringStore.find(declared.id)).toEqual({
      ...declared,
      app: 'timetrack',
      secrets: [secret('one')],
    });
    // Once the document declares it no longer, there is no such client.
    expect(await store().find(declared.id)).toBeUndefined();
    const made = loadBalancerClient({ id: declared.id });
    expect(await store().add(made, author)).toBe(false);
  });

  it('gives a declared client without secrets none that were stored', async () => {
    const known: Apps = new Map([
      ['timetrack', { ...timetrack, openIdClients: [{ ...declared, authentication: 'none' }] }],
    ]);
    await store(declaring).change(declared.id, author, (client) => ({ ...client, secrets: [secret('one')] }));

    expect((await store(known).find(declared.id))?.secrets).toEqual([]);
  });

  it('remembers a client for a minute, and no client that is not there', async () => {
    let now = 0;
    const client = await added();
    const cached = cachedClientFinder(store(), { clock: () => new Date(now) });
    const requests = (id = client.id) => database().requestsOf(() => cached.find(id));
    expect(await requests()).toHaveLength(1);
    now = 59_999;
    expect(await requests()).toHaveLength(0);
    now = 60_000;
    expect(await requests()).toHaveLength(1);
    // A clock that goes back makes nothing younger.
    now = 0;
    expect(await requests()).toHaveLength(1);

    expect(await requests(clientId('nobody'))).toHaveLength(1);
    expect(await requests(clientId('nobody'))).toHaveLength(1);
  });

  it('remembers only so many clients', async () => {
    const [one, other] = [await added(), await added()];
    const cached = cachedClientFinder(store(), { clock: () => new Date(0), entries: 1 });
    await cached.find(one.id);
    await cached.find(other.id);

    expect(await database().requestsOf(() => cached.find(other.id))).toHaveLength(0);
    expect(await database().requestsOf(() => cached.find(one.id))).toHaveLength(1);
  });
});
