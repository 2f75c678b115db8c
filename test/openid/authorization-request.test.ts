import { describe, expect, it } from 'vitest';
import { readParameters } from '../../shared/http/parameters.ts';
import { AuthorizationError } from '../../shared/openid/authorization-error.ts';
import { readAuthorizationRequest } from '../../shared/openid/authorization-request.ts';
import type { OpenIdClient } from '../../shared/openid/client.ts';
import { proveRedirect } from '../../shared/openid/prove-redirect.ts';
import { parametersOf } from '../../shared/openid/repeat-request.ts';
import { stateOf } from '../../shared/openid/request-parameters.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { tenant as tenantId } from '../ids/identifiers.ts';
import { loadBalancerClient } from './clients.ts';

const issuer = 'https://login.timetrackenterprise.com';
const redirectUri = 'https://acme.timetrackenterprise.com/oauth2/idpresponse';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const client = loadBalancerClient();
const app = loadBalancerClient({ redirectUris: ['https://app.example.com/callback'] });

const base = { client_id: client.id, redirect_uri: redirectUri, response_type: 'code', scope: 'openid' };
type Sent = Readonly<Record<string, string>>;
const parametersFrom = (sent: Sent | string) =>
  readParameters({
    method: 'GET',
    rawQuery: typeof sent === 'string' ? sent : new URLSearchParams(sent).toString(),
    contentType: undefined,
    body: undefined,
  });
const read = (sent: Sent | string, by: OpenIdClient = client) => {
  const parameters = parametersFrom(sent);
  return readAuthorizationRequest(parameters, proveRedirect(by, parameters), issuer);
};
const errorOf = (sent: Sent | string, by: OpenIdClient = client) => {
  try {
    read(sent, by);
    return undefined;
  } catch (error) {
    if (error instanceof AuthorizationError) return error.code;
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe('an authorization request', () => {
  it('of a load balancer is read whole', () => {
    const state = 'W'.repeat(400);
    expect(read({ ...base, scope: 'openid profile email', state, nonce: 'n1' })).toStrictEqual({
      authorization: {
        client: client.id,
        issuer,
        redirectUri,
        scope: ['openid', 'profile', 'email'],
        state,
        nonce: 'n1',
      },
      isSilent: false,
      asksForAccount: false,
      tenant: 'acme',
    });
  });

  it('keeps what it demands of the sign-in', () => {
    const sent = {
      ...base,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: '0',
      acr_values: 'urn:a  urn:b',
      login_hint: 'b.simon@contoso.com',
      ui_locales: 'de-CH en',
    };
    const request = read(sent);
    expect(request.authorization).toMatchObject({
      codeChallenge: challenge,
      reauthenticate: true,
      maxAgeSeconds: 0,
      acrValues: ['urn:a', 'urn:b'],
    });
    expect(request).toMatchObject({ loginHint: 'b.simon@contoso.com', uiLocales: 'de-CH en' });
  });

  it.each<[string, Sent, object]>([
    ['unknown scopes', { scope: 'phone openid offline_access openid' }, { scope: ['openid'] }],
    ['unknown parameters', { audience: 'x', display: 'page', claims: '{}', id_token_hint: 'x' }, {}],
    ['consent, which the vendor has given', { prompt: 'consent' }, {}],
    ['response_mode=query', { response_mode: 'query' }, {}],
  ])('is read without %s', (_, more, kept) => {
    const { authorization } = read({ ...base, ...more });
    expect(authorization).toStrictEqual({
      client: client.id,
      issuer,
      redirectUri,
      scope: ['openid'],
      ...kept,
    });
  });

  it('drops a hint that is too long', () => {
    expect(read({ ...base, login_hint: 'x'.repeat(257) })).not.toHaveProperty('loginHint');
    expect(read({ ...base, login_hint: 'x'.repeat(256) }).loginHint).toHaveLength(256);
  });

  it.each<[string, Sent, string]>([
    ['no response_type', { response_type: '' }, 'invalid_request'],
    ['implicit', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['hybrid', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['another case', { response_type: 'Code' }, 'unsupported_response_type'],
    ['response_mode=form_post', { response_mode: 'form_post' }, 'invalid_request'],
    ['response_mode=fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['a request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }, 'request_not_supported'],
    ['a request_uri', { request_uri: 'https://evil.example/r' }, 'request_uri_not_supported'],
    ['registration', { registration: '{}' }, 'registration_not_supported'],
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['a scope without openid', { scope: 'profile email' }, 'invalid_scope'],
    ['openid in capitals', { scope: 'OpenID' }, 'invalid_scope'],
    ['an unknown prompt', { prompt: 'create' }, 'invalid_request'],
    ['none beside login', { prompt: 'none login' }, 'invalid_request'],
    ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
    ['a max_age in words', { max_age: '1h' }, 'invalid_request'],
    ['a max_age with an exponent', { max_age: '1e3' }, 'invalid_request'],
    ['state of 4,097 characters', { state: 's'.repeat(4_097) }, 'invalid_request'],
    ['state that a URL writes with three times as many', { state: '%'.repeat(1_707) }, 'invalid_request'],
    ['state with a line break', { state: 'a\r\nSet-Cookie: x=1' }, 'invalid_request'],
    ['state beyond ASCII', { state: 'ä' }, 'invalid_request'],
    ['nonce with a line break', { nonce: 'a\nb' }, 'invalid_request'],
    ['nonce of 1,025 characters', { nonce: 'n'.repeat(1_025) }, 'invalid_request'],
    ['a challenge without method (plain)', { code_challenge: challenge }, 'invalid_request'],
    ['plain', { code_challenge: challenge, code_challenge_method: 'plain' }, 'invalid_request'],
    ['s256', { code_challenge: challenge, code_challenge_method: 's256' }, 'invalid_request'],
    ['a method without challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
    [
      'a short challenge',
      { code_challenge: challenge.slice(1), code_challenge_method: 'S256' },
      'invalid_request',
    ],
    [
      'a padded challenge',
      { code_challenge: `${challenge}=`, code_challenge_method: 'S256' },
      'invalid_request',
    ],
    ['another tenant than the redirect', { tenant: 'globex' }, 'invalid_request'],
    ['a tenant that is no name', { tenant: '../acme' }, 'invalid_request'],
  ])('is refused with %s', (_, more, code) => {
    expect(errorOf({ ...base, ...more })).toBe(code);
    expect(errorOf(base)).toBeUndefined();
  });

  it.each(Object.keys({ ...base, state: '', nonce: '', prompt: '', tenant: '', iss: '', login_hint: '' }))(
    'is refused where %s occurs twice, whatever the values',
    (name) => {
      const once = new URLSearchParams({ ...base, state: 's', nonce: 'n', tenant: 'acme', login_hint: 'h' });
      const query = `${once}&${name}=${encodeURIComponent(once.get(name) ?? 'x')}&${name}=x`;
      expect(errorOf(query)).toBe(name === 'redirect_uri' ? 'openid-redirect-unknown' : 'invalid_request');
    },
  );

  it('of a public client must have a challenge', () => {
    const publicClient = loadBalancerClient({ authentication: 'none', secrets: [] });
    expect(errorOf(base, publicClient)).toBe('invalid_request');
    const proven = { ...base, code_challenge: challenge, code_challenge_method: 'S256' };
    expect(errorOf(proven, publicClient)).toBeUndefined();
  });

  it('takes state of 4,096 characters, and as many escapes as an answer holds', () => {
    expect(read({ ...base, state: 's'.repeat(4_096) }).authorization.state).toHaveLength(4_096);
    expect(read({ ...base, state: '%'.repeat(1_706) }).authorization.state).toHaveLength(1_706);
  });

  it('names its tenant in the redirect, by a parameter, or by its client', () => {
    const at = { ...base, redirect_uri: 'https://app.example.com/callback' };
    expect(read(base).tenant).toBe('acme');
    expect(read({ ...at, tenant: 'globex' }, app).tenant).toBe('globex');
    expect(read(at, app)).not.toHaveProperty('tenant');
    expect(read(at, { ...app, tenants: [tenantId('initech')] }).tenant).toBe('initech');
  });

  it('of a client with tenants of its own is refused for any other', () => {
    const tenants = [tenantId('globex'), tenantId('initech')];
    expect(errorOf(base, { ...client, tenants })).toBe('openid-redirect-unknown');
    const at = { ...base, redirect_uri: 'https://app.example.com/callback' };
    expect(errorOf({ ...at, tenant: 'acme' }, { ...app, tenants })).toBe('unauthorized_client');
    expect(errorOf({ ...at, tenant: 'globex' }, { ...app, tenants })).toBeUndefined();
  });

  it('is the same request when it is sent once more', () => {
    const request = read({
      ...base,
      scope: 'roles openid',
      state: 'a b&c=d',
      nonce: 'n',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      prompt: 'login select_account',
      max_age: '60',
      acr_values: 'urn:a',
      login_hint: 'h',
      ui_locales: 'de',
      tenant: 'acme',
    });
    expect(read(parametersOf(request.authorization, request))).toStrictEqual(request);
    const silent = read({ ...base, prompt: 'none' });
    expect(read(parametersOf(silent.authorization, silent))).toStrictEqual(silent);
    expect(parametersOf(request.authorization, { namesIssuer: true })['iss']).toBe(issuer);
  });
});

describe('the state of an error', () => {
  it('is the state of the request, where it has one that can be sent back', () => {
    expect(stateOf(parametersFrom('state=a%20b'))).toBe('a b');
    expect(stateOf(parametersFrom('state=a&state=b'))).toBeUndefined();
    expect(stateOf(parametersFrom('state=a%0d%0ab'))).toBeUndefined();
  });
});
