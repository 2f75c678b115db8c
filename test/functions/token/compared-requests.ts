import { expect } from 'vitest';
import { newSecret } from '../../../shared/ids/secret.ts';
import { formOf } from '../../harness/openid-provider.ts';
import type { ComparedClient, Sent } from './compared-client.ts';

/** The redirect URI of every code. */
export const redirectUri = 'https://reports.example.com/callback';

const redemption = (client: ComparedClient, code: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: redirectUri,
  code_verifier: client.verifier,
});

/** Redeems a new code, and goes on with its tokens. */
const withTokens =
  (next: (client: ComparedClient, tokens: Sent['tokens'], code: string) => Promise<string>) =>
  async (client: ComparedClient) => {
    const code = await client.code();
    const { told, tokens } = await client.send({ form: redemption(client, code) });
    expect(told).toBe('200');
    return next(client, tokens, code);
  };

const changed = (more: Readonly<Record<string, string | undefined>>) => async (client: ComparedClient) =>
  (await client.send({ form: { ...redemption(client, await client.code()), ...more } })).told;

const refreshing = (client: ComparedClient, token: string) =>
  client.send({ form: { grant_type: 'refresh_token', refresh_token: token } });

/** The same requests to both; where they are told otherwise, why. */
export const comparedRequests: readonly (readonly [
  name: string,
  ask: (client: ComparedClient) => Promise<string>,
  told: string,
  difference?: { readonly peer: string; readonly because: string },
])[] = [
  ['a code', changed({}), '200'],
  [
    'a code without PKCE',
    async (client) =>
      (
        await client.send({
          form: { ...redemption(client, await client.code(true)), code_verifier: undefined },
        })
      ).told,
    '200',
  ],
  ['a code without its verifier', changed({ code_verifier: undefined }), '400 invalid_grant'],
  ['a code with another verifier', changed({ code_verifier: newSecret() }), '400 invalid_grant'],
  [
    'a verifier of 42 characters',
    changed({ code_verifier: 'x'.repeat(42) }),
    '400 invalid_grant',
    {
      peer: '400 invalid_request',
      because:
        'RFC 7636 4.6 names invalid_grant for a verifier that does not fit; we do not tell a short one from another',
    },
  ],
  [
    'a verifier for a code without a challenge',
    async (client) => (await client.send({ form: redemption(client, await client.code(true)) })).told,
    '400 invalid_grant',
  ],
  [
    'another redirect URI',
    changed({ redirect_uri: 'https://reports.example.com/other' }),
    '400 invalid_grant',
  ],
  [
    'no redirect URI',
    changed({ redirect_uri: undefined }),
    '400 invalid_request',
    {
      peer: '200',
      because:
        'OpenID Connect Core 3.1.3.2 lets a server refuse it also where only one is registered; a template stands for many',
    },
  ],
  ['a made-up code', changed({ code: 'nonsense' }), '400 invalid_grant'],
  ['no code', changed({ code: undefined }), '400 invalid_request'],
  ['no grant type', changed({ grant_type: undefined }), '400 invalid_request'],
  ['another grant type', changed({ grant_type: 'password' }), '400 unsupported_grant_type'],
  [
    'a spent code',
    withTokens(async (client, _, code) => (await client.send({ form: redemption(client, code) })).told),
    '400 invalid_grant',
  ],
  [
    'the access token of a code that was presented twice at once',
    withTokens(async (client, { access_token }, code) => {
      await client.send({ form: redemption(client, code) });
      return client.userinfo(access_token);
    }),
    '200',
    {
      peer: '401 invalid_token',
      because:
        'the right verifier within 10 seconds proves the same client, which lost the answer or sent the request twice',
    },
  ],
  [
    'the access token of a code that was presented again with another verifier',
    withTokens(async (client, { access_token }, code) => {
      await client.send({ form: { ...redemption(client, code), code_verifier: newSecret() } });
      return client.userinfo(access_token);
    }),
    '401 invalid_token',
    {
      peer: '200',
      because:
        'a spent code with another verifier is one that someone injects: RFC 6749 4.1.2 says to revoke',
    },
  ],
  [
    'a parameter twice',
    async (client) =>
      (await client.send({ form: `${formOf(redemption(client, await client.code()))}&code=x` })).told,
    '400 invalid_request',
  ],
  [
    'no client',
    async (client) =>
      (await client.send({ form: redemption(client, await client.code()), headers: {} })).told,
    '401 invalid_client',
    {
      peer: '400 invalid_request',
      because: 'RFC 6749 5.2 names invalid_client where there is no client authentication',
    },
  ],
  [
    'a wrong secret',
    async (client) =>
      (
        await client.send({
          form: redemption(client, await client.code()),
          headers: { authorization: `Basic ${btoa(`${client.id}:wrong`)}` },
        })
      ).told,
    '401 invalid_client',
  ],
  [
    'an unknown client',
    async (client) =>
      (
        await client.send({
          form: redemption(client, await client.code()),
          headers: { authorization: `Basic ${btoa('unknown:wrong')}` },
        })
      ).told,
    '401 invalid_client',
  ],
  [
    'two methods of authentication',
    async (client) =>
      (
        await client.send({
          form: { ...redemption(client, await client.code()), client_id: client.id, client_secret: 'x' },
        })
      ).told,
    '400 invalid_request',
  ],
  [
    'JSON',
    async (client) =>
      (await client.send({ form: '{}', headers: { ...client.header, 'content-type': 'application/json' } }))
        .told,
    '400 invalid_request',
  ],
  [
    'a refresh',
    withTokens(async (client, { refresh_token }) => (await refreshing(client, refresh_token)).told),
    '200',
  ],
  [
    'a made-up refresh token',
    async (client) => (await refreshing(client, 'nonsense')).told,
    '400 invalid_grant',
  ],
  [
    'an access token in place of a refresh token',
    withTokens(async (client, { access_token }) => (await refreshing(client, access_token)).told),
    '400 invalid_grant',
  ],
  [
    'no refresh token',
    async (client) => (await client.send({ form: { grant_type: 'refresh_token' } })).told,
    '400 invalid_request',
  ],
  [
    'a refresh of a larger scope',
    withTokens(
      async (client, { refresh_token }) =>
        (await client.send({ form: { grant_type: 'refresh_token', refresh_token, scope: 'openid email' } }))
          .told,
    ),
    '200',
    {
      peer: '400 invalid_scope',
      because: 'RFC 6749 3.3 lets a server ignore the scope; the answer names the one of the grant',
    },
  ],
  [
    'the same refresh again at once',
    withTokens(async (client, { refresh_token }) => {
      await refreshing(client, refresh_token);
      return (await refreshing(client, refresh_token)).told;
    }),
    '200',
    {
      peer: '400 invalid_grant',
      because: 'nodes of a load balancer refresh at the same time; they get the same tokens for 30 seconds',
    },
  ],
  [
    'a refresh token after two refreshes',
    withTokens(async (client, { refresh_token }) => {
      const second = await refreshing(client, refresh_token);
      await refreshing(client, second.tokens.refresh_token);
      return (await refreshing(client, refresh_token)).told;
    }),
    '400 invalid_grant',
  ],
  [
    'the newest refresh token after an old one was presented',
    withTokens(async (client, { refresh_token }) => {
      const second = await refreshing(client, refresh_token);
      const third = await refreshing(client, second.tokens.refresh_token);
      await refreshing(client, refresh_token);
      return (await refreshing(client, third.tokens.refresh_token)).told;
    }),
    '400 invalid_grant',
  ],
  [
    'a revocation of a refresh token',
    withTokens(
      async (client, { refresh_token }) =>
        (await client.send({ path: '/oauth2/revoke', form: { token: refresh_token } })).told,
    ),
    '200',
  ],
  [
    'a refresh token after its revocation',
    withTokens(async (client, { refresh_token }) => {
      await client.send({ path: '/oauth2/revoke', form: { token: refresh_token } });
      return (await refreshing(client, refresh_token)).told;
    }),
    '400 invalid_grant',
  ],
  [
    'an access token after the revocation of its refresh token',
    withTokens(async (client, { refresh_token, access_token }) => {
      await client.send({ path: '/oauth2/revoke', form: { token: refresh_token } });
      return client.userinfo(access_token);
    }),
    '401 invalid_token',
  ],
  [
    'a revocation of nonsense',
    async (client) => (await client.send({ path: '/oauth2/revoke', form: { token: 'nonsense' } })).told,
    '200',
  ],
  [
    'a revocation of nothing',
    async (client) => (await client.send({ path: '/oauth2/revoke', form: {} })).told,
    '400 invalid_request',
  ],
  ['userinfo', withTokens((client, { access_token }) => client.userinfo(access_token)), '200'],
  ['userinfo of nonsense', (client) => client.userinfo('nonsense'), '401 invalid_token'],
  [
    'userinfo of an ID token',
    withTokens((client, { id_token }) => client.userinfo(id_token)),
    '401 invalid_token',
  ],
  [
    'userinfo of a refresh token',
    withTokens((client, { refresh_token }) => client.userinfo(refresh_token)),
    '401 invalid_token',
  ],
];
