import { newGrantId } from '../../../shared/ids/grant-id.ts';
import { newSecret } from '../../../shared/ids/secret.ts';
import { formatSessionValue } from '../../../shared/sign-in/browser/session-value.ts';
import { repeatedRefreshSeconds } from '../../../shared/sign-in/grant/grant.ts';
import {
  askToken,
  basic,
  codeOf,
  issuerFor,
  later,
  refresh,
  register,
  signedIn,
  tokensIn,
  tokensOf,
} from '../../harness/openid-provider.ts';
import { partOf, type TokenAttack, type TokenWorld, withPart } from './token-attack.ts';

type RefreshAttack = TokenAttack<TokenWorld>;

const textRows: readonly (readonly [string, (world: TokenWorld) => string | Promise<string>])[] = [
  ['nonsense', () => 'nonsense'],
  ['an access token', ({ tokens }) => tokens.access_token],
  ['an ID token', ({ tokens }) => tokens.id_token],
  ['a spent code', ({ code }) => code],
  ['a code that is not spent', async ({ provider, person }) => (await codeOf(provider, { person })).code],
  ['an access token with a second secret', ({ tokens }) => `${tokens.access_token}.${newSecret()}`],
  ['a refresh token with another family', ({ tokens }) => withPart(tokens.refresh_token, 3, newSecret())],
  [
    'a refresh token whose secrets are exchanged',
    ({ tokens: { refresh_token } }) =>
      withPart(withPart(refresh_token, 3, partOf(refresh_token, 4)), 4, partOf(refresh_token, 3)),
  ],
  [
    'a refresh token that names another grant',
    async ({ provider, tokens }) =>
      withPart(tokens.refresh_token, 2, partOf((await tokensOf(provider)).tokens.refresh_token, 2)),
  ],
  [
    'a refresh token that names a grant that does not exist',
    ({ tokens }) => withPart(tokens.refresh_token, 2, newGrantId()),
  ],
  [
    'a refresh token that names another tenant',
    async ({ provider, tokens }) => withPart(tokens.refresh_token, 1, (await signedIn(provider)).tenant.id),
  ],
  ['a refresh token that names another app', ({ tokens }) => withPart(tokens.refresh_token, 0, 'trakstar')],
  ['a refresh token with a space', ({ tokens }) => `${tokens.refresh_token} `],
  [
    'what the store holds of it',
    async ({ provider, tokens, person: { session } }) => {
      const stored = (await provider.grants.find(session))?.grant.tokens;
      if (stored?.state !== 'valid') throw new Error('there are no tokens');
      return withPart(withPart(tokens.refresh_token, 3, stored.familyHash), 4, stored.refreshHash);
    },
  ],
  [
    'a session cookie',
    ({ person: { session, sessionSecret } }) =>
      formatSessionValue({ ...session, flow: session.id }, sessionSecret),
  ],
];

/** Something else in place of the refresh token. */
export const otherRefreshTexts: readonly RefreshAttack[] = textRows.map(([name, change]) => ({
  name: `${name}, in place of a refresh token`,
  attack: async (world) => refresh(world.provider, world, await change(world)),
  code: 'openid-grant-refused',
}));

const refreshAs = (world: TokenWorld, as: ReturnType<typeof register>, issuer?: string) =>
  askToken(world.provider, {
    form: { grant_type: 'refresh_token', refresh_token: world.tokens.refresh_token },
    headers: basic(as),
    ...(issuer === undefined ? {} : { issuer }),
  });

/** A genuine refresh token in the wrong hands, too late or again. */
export const stolenRefresh: readonly RefreshAttack[] = [
  {
    name: 'a refresh token at another client',
    attack: (world) => refreshAs(world, register(world.provider)),
    code: 'openid-grant-refused',
  },
  {
    name: 'a refresh token at a public client',
    attack: (world) =>
      askToken(world.provider, {
        form: {
          grant_type: 'refresh_token',
          refresh_token: world.tokens.refresh_token,
          client_id: register(world.provider, { authentication: 'none' }).client.id,
        },
      }),
    code: 'openid-grant-refused',
  },
  {
    name: 'a refresh token at a client of another app',
    attack: (world) =>
      refreshAs(world, register(world.provider, { app: 'trakstar' }), issuerFor(world.provider, 'trakstar')),
    code: 'openid-grant-refused',
  },
  {
    name: 'a refresh token at the issuer of another app',
    attack: (world) => refreshAs(world, world, issuerFor(world.provider, 'trakstar')),
    code: 'openid-client-refused',
  },
  {
    name: 'a refresh token with the client’s id alone',
    attack: ({ provider, tokens, client }) =>
      askToken(provider, {
        form: { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, client_id: client.id },
      }),
    code: 'openid-client-refused',
  },
  {
    name: `a refresh token again after ${repeatedRefreshSeconds} seconds`,
    attack: async (world) => {
      await refresh(world.provider, world, world.tokens.refresh_token);
      later(world.provider, repeatedRefreshSeconds + 1);
      return refresh(world.provider, world, world.tokens.refresh_token);
    },
    code: 'openid-grant-reused',
    afterwards: 'nothing',
  },
  {
    name: 'a refresh token after its client refreshed twice',
    attack: async (world) => {
      const next = tokensIn(await refresh(world.provider, world, world.tokens.refresh_token));
      await refresh(world.provider, world, next.refresh_token);
      return refresh(world.provider, world, world.tokens.refresh_token);
    },
    code: 'openid-grant-reused',
    afterwards: 'nothing',
  },
  {
    name: 'the next refresh token of a thief whose victim refreshed first',
    attack: async (world) => {
      const { provider, tokens } = world;
      await refresh(provider, world, tokens.refresh_token);
      later(provider, repeatedRefreshSeconds + 1);
      // The thief presents the stolen one, which revokes the grant; then guesses.
      await refresh(provider, world, tokens.refresh_token);
      return refresh(provider, world, withPart(tokens.refresh_token, 4, newSecret()));
    },
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
  {
    name: 'a refresh token with the right family and a guessed secret',
    attack: (world) => refresh(world.provider, world, withPart(world.tokens.refresh_token, 4, newSecret())),
    code: 'openid-grant-reused',
    afterwards: 'nothing',
  },
  {
    name: 'a refresh token that its client revoked',
    attack: async (world) => {
      const { provider, tokens } = world;
      const form = { token: tokens.refresh_token };
      await askToken(provider, { path: '/oauth2/revoke', form, headers: basic(world) });
      return refresh(provider, world, tokens.refresh_token);
    },
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
];
