import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { discoveryEndpoint } from '../../functions/discovery/endpoint.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';
import { gallery } from '../fixtures/apps.ts';
import { testTokenKeys } from '../fixtures/token-keys.ts';
import { ask } from '../harness/ask.ts';
import { useLog } from '../harness/logged.ts';

const { timetrack, trakstar } = gallery;
const production = [timetrack, trakstar].map(productionSite);
const shared: readonly Site[] = [timetrack, trakstar].map((app) => ({ app, origin: 'https://api.example' }));
const moving: readonly Site[] = [
  { app: timetrack, origin: 'https://{tenant}.old.example' },
  { app: timetrack, origin: 'https://{tenant}.new.example' },
];
const keys = testTokenKeys();
const at = (sites: readonly Site[], url: string, method = 'GET') =>
  ask(discoveryEndpoint({ sites, keys }), { url, method });

const document = '/.well-known/openid-configuration';

useLog();

describe('the discovery document', () => {
  it.each([
    [production, 'https://login.timetrackenterprise.com', ''],
    [production, 'https://perform.trakstar.com', ''],
    [shared, 'https://api.example', '/oauth2/timetrack'],
    [shared, 'https://api.example', '/oauth2/trakstar'],
    [moving, 'https://login.old.example', ''],
    [moving, 'https://login.new.example', ''],
  ])('names the issuer below which it stands, and its endpoints', async (sites, origin, path) => {
    const { statusCode, body } = await at(sites, `${origin}${path}${document}`);

    expect(statusCode).toBe(200);
    expect(JSON.parse(body ?? '')).toMatchObject({
      issuer: `${origin}${path}`,
      authorization_endpoint: `${origin}/oauth2/authorize`,
      token_endpoint: `${origin}/oauth2/token`,
      userinfo_endpoint: `${origin}/oauth2/userinfo`,
      jwks_uri: `${origin}/oauth2/jwks`,
      end_session_endpoint: `${origin}/oauth2/end-session`,
      revocation_endpoint: `${origin}/oauth2/revoke`,
    });
  });

  it('is the same in the form of RFC 8414', async () => {
    const origin = 'https://login.timetrackenterprise.com';
    const { body } = await at(production, `${origin}/.well-known/oauth-authorization-server`);

    expect(body).toBe((await at(production, `${origin}${document}`)).body);
  });

  it('promises what the provider does, and nothing else', async () => {
    const { body } = await at(production, `https://perform.trakstar.com${document}`);
    const said = JSON.parse(body ?? '');

    expect(said).toMatchObject({
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
      claims_parameter_supported: false,
      authorization_response_iss_parameter_supported: true,
      ui_locales_supported: ['en', 'de'],
    });
    expect(said.claims_supported).toEqual(expect.arrayContaining(['sub', 'tenant', 'sid', 'auth_time']));
    expect(new Set(said.claims_supported).size).toBe(said.claims_supported.length);
    expect(JSON.stringify(said)).not.toMatch(/implicit|token id_token|plain|HS256|registration_endpoint/);
  });

  it.each([
    ['the host of a tenant', production, 'https://acme.timetrackenterprise.com'],
    ['a host of several apps', shared, 'https://api.example'],
    ['an unknown host', production, 'https://login.timetrackenterprise.com.evil.example'],
    ['an app that shares no origin', production, 'https://perform.trakstar.com/oauth2/trakstar'],
    ['an app that is not deployed', shared, 'https://api.example/oauth2/other'],
  ])('is not at %s', async (_, sites, issuer) => {
    const answer = await at(sites, `${issuer}${document}`);

    expect(answer.statusCode).toBe(404);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
  });
});

describe('the key set', () => {
  it.each([
    [production, 'https://login.timetrackenterprise.com'],
    [production, 'https://acme.timetrackenterprise.com'],
    [shared, 'https://api.example'],
  ])('has the key that signs and the next one, at every host of the stage', async (sites, origin) => {
    const { body } = await at(sites, `${origin}/oauth2/jwks`);
    const { keys: published } = JSON.parse(body ?? '');

    expect(published).toEqual(await keys.all());
    expect(published.length).toBeLessThanOrEqual(10);
    for (const key of published)
      expect(createPublicKey({ key, format: 'jwk' }).asymmetricKeyType).toBe('rsa');
  });

  it('is not at an unknown host', async () => {
    expect((await at(production, 'https://evil.example/oauth2/jwks')).statusCode).toBe(404);
  });
});

it.each([`https://login.timetrackenterprise.com${document}`, 'https://perform.trakstar.com/oauth2/jwks'])(
  '%s can be kept for an hour, and read by every origin',
  async (url) => {
    const answer = await at(production, url);

    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers).not.toHaveProperty('cross-origin-opener-policy');
    expect((await at(production, url, 'HEAD')).body).toBe('');
    expect((await at(production, url, 'POST')).statusCode).toBe(405);
  },
);
