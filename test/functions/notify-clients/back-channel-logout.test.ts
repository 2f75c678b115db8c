import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { announceSessionEnds } from '../../../functions/announce-session-ends/endpoint.ts';
import { notifyingClients } from '../../../functions/announce-session-ends/notifying-clients.ts';
import { notifyClients } from '../../../functions/notify-clients/endpoint.ts';
import { tableStream } from '../../../infra/local/table-stream.ts';
import { type LogoutNotice, writeLogoutNotice } from '../../../shared/events/logout-notice.ts';
import { newGrantId } from '../../../shared/ids/grant-id.ts';
import { signJwt } from '../../../shared/openid/sign-jwt.ts';
import { grantKey, sessionGrantsKey } from '../../../shared/sign-in/grant/grant-item.ts';
import { testTokenKeys } from '../../fixtures/token-keys.ts';
import { describeWithEngine } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Provider, providerOver, register, signedIn, tokensOf } from '../../harness/openid-provider.ts';
import { aSignIn } from '../../harness/samples.ts';
import { sessionEnds } from '../../harness/session-ends.ts';

const keys = testTokenKeys();
const told = { backChannelLogoutUri: 'https://reports.example.com/logout' };
/** The time of a session ends without a write: its clients' tokens end by their own time. */
const writtenEnds = sessionEnds.filter(([name]) => name !== 'the end of its time');

const log = useLog();

describeWithEngine('back-channel logout', (database) => {
  let provider: Provider;
  let posts: { readonly uri: string; readonly token: string }[];
  /** Reads both streams until nothing changes any more, as a stage does within a second or two. */
  let announce: () => Promise<void>;

  beforeEach(async () => {
    const { client, names, tables } = database();
    provider = providerOver(tables);
    posts = [];
    const streams = [
      tableStream(client, names.tenants, ['partitionKey', 'sortKey']),
      tableStream(client, names.flows, ['partitionKey']),
    ];
    for (const stream of streams) await stream.next();
    const send = async (notices: readonly LogoutNotice[]) => {
      await notifyClients(
        {
          findClient: provider.clients.find,
          sign: (claims, type) => signJwt(keys, claims, type),
          post: async (uri, token) => {
            posts.push({ uri, token });
            return 200;
          },
          clock: () => provider.time.now,
        },
        notices.map((notice) => ({ id: notice.id, attempt: 1, body: writeLogoutNotice(notice) })),
      );
    };
    const deps = {
      flows: provider.flows,
      events: { publish: async () => {} },
      notifyClients: notifyingClients(tables.flows, { send }),
      clock: () => provider.time.now,
    };
    announce = async () => {
      for (let rounds = 0; rounds < 3; rounds += 1) {
        for (const stream of streams) await announceSessionEnds(deps, await stream.next());
      }
    };
  });

  it.each(writtenEnds)('tells the client once after %s', async (_, end) => {
    const { person } = await tokensOf(provider, { registered: register(provider, told) });
    await announce();
    expect(posts).toEqual([]);
    await end(provider, person);
    await announce();
    expect(posts.map(({ uri }) => uri)).toEqual([told.backChannelLogoutUri]);
  });

  it('posts a token that the client can verify by the key set', async () => {
    const registered = register(provider, told);
    const { person, authorization } = await tokensOf(provider, { registered });
    const { app, tenant, id, sessionHash } = person.session;
    await announce();
    await provider.flows.signOut(app, tenant, id, sessionHash, {
      reason: 'signed-out',
      at: provider.time.now,
    });
    await announce();
    const { payload, protectedHeader } = await jwtVerify(
      posts[0]?.token ?? '',
      createLocalJWKSet({ keys: [...(await keys.all())] }),
      {
        issuer: authorization.issuer,
        audience: registered.client.id,
        typ: 'logout+jwt',
        currentDate: provider.time.now,
      },
    );
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({ sub: person.user.id, sid: id });
    expect(payload).not.toHaveProperty('nonce');
  });

  it('tells every client of a session that ran before they came', async () => {
    const person = await signedIn(provider);
    for (const uri of ['https://one.example.com/logout', 'https://two.example.com/logout']) {
      await tokensOf(provider, { person, registered: register(provider, { backChannelLogoutUri: uri }) });
    }
    await announce();
    await provider.users.update(person.user, { endSessions: true }, provider.time.now);
    await announce();
    expect(posts.map(({ uri }) => uri).sort()).toEqual([
      'https://one.example.com/logout',
      'https://two.example.com/logout',
    ]);
  });

  it('tells the other clients where the grant of one cannot be read, and logs that', async () => {
    const person = await signedIn(provider);
    const { app, tenant } = person.user;
    await tokensOf(provider, { person, registered: register(provider, told) });
    const id = newGrantId();
    const unreadable = {
      session: person.session.id,
      sessionIndexKey: sessionGrantsKey(person.user, person.session.id),
    };
    await database().tables.flows.put({ ...grantKey({ app, tenant, id }), ...unreadable });
    await announce();
    await provider.users.update(person.user, { endSessions: true }, provider.time.now);
    await announce();
    expect(posts.map(({ uri }) => uri)).toEqual([told.backChannelLogoutUri]);
    expect(log.lines().map(({ event }) => event)).toContain('fault');
  });

  it('does not tell a client without an address, and none of a person who stays', async () => {
    const silent = await tokensOf(provider, { registered: register(provider) });
    await tokensOf(provider, { registered: register(provider, told) });
    await announce();
    await provider.users.update(silent.person.user, { endSessions: true }, provider.time.now);
    await announce();
    expect(posts).toEqual([]);
  });

  it('leaves a session alone that began after the sessions of its user were ended', async () => {
    const { person } = await tokensOf(provider, { registered: register(provider, told) });
    const { session, user } = person;
    await announce();
    const changed = await provider.users.update(user, { endSessions: true }, provider.time.now);
    const newer = aSignIn(
      { app: user.app, tenant: user.tenant },
      { user: session.user, userGeneration: changed?.sessionGeneration ?? 0 },
    );
    await provider.flows.signInUnsolicited(newer);
    await announce();
    expect(posts).toHaveLength(1);
    expect(await provider.flows.find(user.app, user.tenant, newer.id)).toHaveProperty('state', 'signed-in');
  });
});
