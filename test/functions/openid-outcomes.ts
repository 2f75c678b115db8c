import { newGrantId } from '../../shared/ids/grant-id.ts';
import { tokenText } from '../../shared/sign-in/grant/token-text.ts';
import { secretOfOnes } from '../ids/identifiers.ts';
import { type Outcome, put } from './outcome.ts';
import { ownForm } from './setup/set-up.ts';

const issuer = 'https://login.timetrackenterprise.com';
/** Well-formed: it is looked up. */
const unknownClient = `client_${'Z'.repeat(22)}`;

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
    to: 'a client that is none',
    asked: () => ({ url: `${issuer}/oauth2/token`, form: 'grant_type=refresh_token&client_id=client' }),
  },
  {
    function: 'token',
    status: 401,
    to: 'a client that does not exist',
    asked: () => ({
      url: `${issuer}/oauth2/token`,
      form: `grant_type=refresh_token&client_id=${unknownClient}`,
    }),
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
  {
    function: 'userinfo',
    status: 401,
    to: 'a token that was never issued',
    asked: ({ timetrack: { tenant } }) => {
      const grant = { app: tenant.app, tenant: tenant.id, id: newGrantId() };
      const headers = { authorization: `Bearer ${tokenText(grant, secretOfOnes)}` };
      return { url: `${issuer}/oauth2/userinfo`, headers };
    },
  },
  {
    function: 'authorize',
    status: 400,
    to: 'a client that does not exist',
    asked: ({ timetrack }) => ({ url: timetrack.at(`/oauth2/authorize?client_id=${unknownClient}`) }),
  },
  {
    function: 'authorize',
    status: 404,
    to: 'another host',
    asked: () => ({ url: `https://elsewhere.example/oauth2/authorize?client_id=${unknownClient}` }),
  },
  {
    function: 'end-session',
    status: 200,
    to: 'whoever is not',
    asked: ({ timetrack }) => ({ url: timetrack.at('/oauth2/end-session') }),
  },
  {
    function: 'end-session',
    status: 200,
    to: 'whoever has a session, but no ID token',
    asked: ({ timetrack, session }) => ({ url: timetrack.at('/oauth2/end-session'), cookies: session }),
  },
  {
    function: 'end-session',
    status: 303,
    to: 'a form of another origin',
    asked: ({ timetrack, session }) => ({
      url: timetrack.at('/oauth2/end-session'),
      cookies: session,
      form: 'confirmed=1',
      headers: { 'sec-fetch-site': 'cross-site' },
    }),
  },
  {
    function: 'end-session',
    status: 200,
    to: 'whoever confirms it',
    asked: ({ timetrack, session }) => ({
      url: timetrack.at('/oauth2/end-session'),
      cookies: session,
      form: 'confirmed=1',
      headers: ownForm,
    }),
  },
  {
    function: 'end-session',
    status: 400,
    to: 'a request that names no tenant',
    asked: () => ({ url: `${issuer}/oauth2/end-session` }),
  },
  {
    function: 'end-session',
    status: 404,
    to: 'another host',
    asked: () => ({ url: 'https://elsewhere.example/oauth2/end-session' }),
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
