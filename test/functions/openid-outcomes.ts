import { type Outcome, put } from './outcome.ts';

const issuer = 'https://login.timetrackenterprise.com';

/** Lists answers of the OpenID Provider. What every cache may keep is looked at in test/functions/discovery.test.ts. */
export const openIdOutcomes: readonly Outcome[] = [
  {
    function: 'discovery',
    status: 404,
    to: 'the host of a tenant',
    asked: ({ timetrack }) => ({ url: timetrack.at('/.well-known/openid-configuration') }),
  },
  {
    function: 'discovery',
    status: 405,
    to: 'PUT',
    asked: ({ timetrack }) => put(timetrack.at('/oauth2/jwks')),
  },
  {
    function: 'token',
    status: 400,
    to: 'a request with a parameter twice',
    asked: () => ({ url: `${issuer}/oauth2/token`, form: 'client_id=client&client_id=client' }),
  },
  {
    function: 'token',
    status: 401,
    to: 'a client that does not exist',
    asked: () => ({ url: `${issuer}/oauth2/token`, form: 'grant_type=refresh_token&client_id=client' }),
  },
  {
    function: 'token',
    status: 204,
    to: 'a preflight request',
    asked: () => ({ url: `${issuer}/oauth2/token`, method: 'OPTIONS' }),
  },
  {
    function: 'userinfo',
    status: 401,
    to: 'a request without a token',
    asked: () => ({ url: `${issuer}/oauth2/userinfo` }),
  },
  {
    function: 'userinfo',
    status: 401,
    to: 'a token that is none',
    asked: () => ({ url: `${issuer}/oauth2/userinfo`, headers: { authorization: 'Bearer x' } }),
  },
  ...(['token', 'userinfo'] as const).map(
    (name): Outcome => ({
      function: name,
      status: 404,
      to: 'the host of a tenant',
      asked: ({ timetrack }) => ({ url: timetrack.at(`/oauth2/${name}`), method: 'POST' }),
    }),
  ),
  ...(['authorize', 'token', 'userinfo', 'end-session'] as const).map(
    (name): Outcome => ({
      function: name,
      status: 405,
      to: 'PUT',
      asked: ({ timetrack }) => put(timetrack.at(`/oauth2/${name}`)),
    }),
  ),
];
