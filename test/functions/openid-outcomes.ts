import { type Outcome, put } from './outcome.ts';

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
  ...(['authorize', 'token', 'userinfo', 'end-session'] as const).map(
    (name): Outcome => ({
      function: name,
      status: 405,
      to: 'PUT',
      asked: ({ timetrack }) => put(timetrack.at(`/oauth2/${name}`)),
    }),
  ),
];
