import { describe, expect, it } from 'vitest';
import { type NoticeMessage, notifyClients } from '../../../functions/notify-clients/endpoint.ts';
import { type LogoutNotice, writeLogoutNotice } from '../../../shared/events/logout-notice.ts';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { useLog } from '../../harness/logged.ts';
import { aSignIn, now } from '../../harness/samples.ts';

const log = useLog();
const { app, tenant, id: session, user } = aSignIn();
const client: OpenIdClient = {
  app,
  id: 'client_AAAAAAAAAAAAAAAAAAAAAA' as ClientId,
  displayName: 'Reports',
  authentication: 'secret',
  redirectUris: ['https://{tenant}.example.com/oauth2/idpresponse'],
  postLogoutRedirectUris: [],
  backChannelLogoutUri: 'https://reports.example.com/logout',
  secrets: [],
};
const notice: LogoutNotice = {
  id: 'notice-1',
  app,
  client: client.id,
  issuer: 'https://login.example.com',
  tenant,
  user: user.id,
  session,
};

interface Told {
  readonly posts: { readonly uri: string; readonly token: Record<string, unknown> }[];
  readonly failed: readonly string[];
}

/** Delivers messages to clients that answer with `status`; an Error is thrown. */
async function delivered(
  messages: readonly Partial<NoticeMessage>[],
  options: { readonly status?: number | Error; readonly found?: OpenIdClient | undefined } = {},
): Promise<Told> {
  const { status, found } = { status: 200, found: client, ...options };
  const posts: Told['posts'] = [];
  const failed = await notifyClients(
    {
      findClient: async () => found,
      sign: async (claims, typ) => JSON.stringify({ ...claims, typ }),
      post: async (uri, token) => {
        posts.push({ uri, token: JSON.parse(token) });
        if (status instanceof Error) throw status;
        return status;
      },
      clock: () => now,
    },
    messages.map((each) => ({ id: 'm1', attempt: 1, body: writeLogoutNotice(notice), ...each })),
  );
  return { posts, failed };
}

describe('a notice', () => {
  it('posts a logout token that names the person and the session, and is no ID token', async () => {
    const { posts, failed } = await delivered([{}]);
    const iat = Math.floor(now.getTime() / 1_000);
    expect(failed).toEqual([]);
    expect(posts).toEqual([
      {
        uri: client.backChannelLogoutUri,
        token: {
          typ: 'logout+jwt',
          iss: notice.issuer,
          sub: user.id,
          aud: client.id,
          iat,
          exp: iat + 120,
          jti: expect.stringMatching(/^[\w-]{22}$/),
          sid: session,
          tenant,
          events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        },
      },
    ]);
  });

  it('has another token id at each attempt', async () => {
    const { posts } = await delivered([{ attempt: 1 }, { attempt: 2 }, { attempt: 2 }]);
    const [first, second, again] = posts.map(({ token }) => token['jti']);
    expect(first).not.toBe(second);
    expect(second).toBe(again);
  });

  it.each([200, 204])('is delivered where the client answers %i', async (status) => {
    expect((await delivered([{}], { status })).failed).toEqual([]);
  });

  it.each([
    ['a redirect', 302],
    ['a refused token', 400],
    ['a missing page', 404],
    ['a fault', 500],
    ['no answer in time', new DOMException('The operation was aborted due to timeout', 'TimeoutError')],
  ] as const)('is delivered again after %s, which is logged', async (_, status) => {
    expect((await delivered([{ id: 'm7' }], { status })).failed).toEqual(['m7']);
    expect(log.lines()).toMatchObject([{ event: 'back-channel-logout.failed', client: client.id, session }]);
  });

  it.each<[what: string, found: OpenIdClient | undefined]>([
    ['was removed', undefined],
    ['has no address for it any more', (({ backChannelLogoutUri: _, ...rest }) => rest)(client)],
    ['is one of another app now', { ...client, app: 'trakstar' }],
  ])('is dropped where the client %s', async (_, found) => {
    expect(await delivered([{}], { found })).toEqual({ posts: [], failed: [] });
  });

  it('that cannot be read ends in the dead-letter queue and delays no other', async () => {
    const { posts, failed } = await delivered([{ id: 'broken', body: '{}' }, { id: 'whole' }]);
    expect(failed).toEqual(['broken']);
    expect(posts).toHaveLength(1);
  });
});
