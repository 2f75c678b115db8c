import { beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../harness/ask.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askToken,
  basic,
  codeOf,
  formOf,
  type IssuedCode,
  issuerFor,
  type Provider,
  providerOver,
  redeem,
  redemptionOf,
  refusalIn,
} from '../../harness/openid-provider.ts';

const log = useLog();
let provider: Provider;

beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

const form = (issued: IssuedCode, more = '') => `${formOf(redemptionOf(issued))}${more}`;

describe('a request for tokens', () => {
  it.each<[string, (issued: IssuedCode) => Partial<Parameters<typeof askToken>[1]>, string]>([
    [
      'without a grant type',
      (issued) => ({ form: { ...redemptionOf(issued), grant_type: undefined } }),
      '400 invalid_request',
    ],
    [
      'of another grant type',
      (issued) => ({ form: { ...redemptionOf(issued), grant_type: 'password' } }),
      '400 unsupported_grant_type',
    ],
    [
      'of the client’s own',
      () => ({ form: { grant_type: 'client_credentials' } }),
      '400 unsupported_grant_type',
    ],
    [
      'without a code',
      (issued) => ({ form: { ...redemptionOf(issued), code: undefined } }),
      '400 invalid_request',
    ],
    [
      'with an empty code',
      (issued) => ({ form: { ...redemptionOf(issued), code: '' } }),
      '400 invalid_request',
    ],
    [
      'without a redirect URI',
      (issued) => ({ form: { ...redemptionOf(issued), redirect_uri: undefined } }),
      '400 invalid_request',
    ],
    ['without a refresh token', () => ({ form: { grant_type: 'refresh_token' } }), '400 invalid_request'],
    [
      'with the grant type twice',
      (issued) => ({ form: form(issued, '&grant_type=authorization_code') }),
      '400 invalid_request',
    ],
    ['with the code twice', (issued) => ({ form: form(issued, '&code=another') }), '400 invalid_request'],
    [
      'with an unknown parameter twice',
      (issued) => ({ form: form(issued, '&x=1&x=2') }),
      '400 invalid_request',
    ],
    [
      'with a parameter twice, once empty',
      (issued) => ({ form: form(issued, '&code=') }),
      '400 invalid_request',
    ],
    ['with a broken escape', (issued) => ({ form: form(issued, '&x=%zz') }), '400 invalid_request'],
    [
      'with an escape that is not UTF-8',
      (issued) => ({ form: form(issued, '&x=%ff') }),
      '400 invalid_request',
    ],
    [
      'with 65 parameters',
      (issued) => ({ form: form(issued, Array.from({ length: 61 }, (_, n) => `&x${n}=1`).join('')) }),
      '400 invalid_request',
    ],
    ['with a query', () => ({ path: '/oauth2/token?x=1' }), '400 invalid_request'],
    [
      'with everything in the query',
      (issued) => ({ path: `/oauth2/token?${form(issued)}`, form: '' }),
      '400 invalid_request',
    ],
    [
      'as JSON',
      (issued) => ({
        headers: { ...basic(issued), 'content-type': 'application/json' },
        form: JSON.stringify(redemptionOf(issued)),
      }),
      '400 invalid_request',
    ],
    [
      'as plain text',
      (issued) => ({ headers: { ...basic(issued), 'content-type': 'text/plain' } }),
      '400 invalid_request',
    ],
    [
      'as a form in another charset',
      (issued) => ({
        headers: { ...basic(issued), 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' },
      }),
      '400 invalid_request',
    ],
    ['by PUT', () => ({ method: 'PUT' }), '405 invalid_request'],
    ['by GET', () => ({ method: 'GET' }), '405 invalid_request'],
  ])('%s is refused, and its code is not spent', async (_, change, refusal) => {
    const issued = await codeOf(provider);
    const answer = await askToken(provider, {
      form: form(issued),
      headers: basic(issued),
      ...change(issued),
    });
    expect(refusalIn(answer)).toBe(refusal);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    expect(JSON.parse(answer.body ?? '')).toEqual({
      error: refusal.split(' ')[1],
      // RFC 6749 5.2 allows these characters alone.
      error_description: expect.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/),
      reference: log.decision()['reference'],
    });
    expect((await redeem(provider, issued)).statusCode).toBe(200);
  });

  it('may have unknown parameters, and a charset', async () => {
    const issued = await codeOf(provider);
    const headers = { ...basic(issued), 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
    expect((await askToken(provider, { form: form(issued, '&resource=x'), headers })).statusCode).toBe(200);
  });

  it('is answered at the issuer’s host alone', async () => {
    const issued = await codeOf(provider);
    for (const host of [`${issued.person.tenant.id}.timetrackenterprise.com`, 'unknown.example.com']) {
      const answer = await askToken(provider, {
        form: form(issued),
        headers: basic(issued),
        issuer: `https://${host}`,
      });
      expect(refusalIn(answer)).toBe('404 invalid_request');
      expect(JSON.parse(answer.body ?? '').error_description).toContain('the discovery document');
    }
    expect((await redeem(provider, issued)).statusCode).toBe(200);
  });

  it('is refused at the issuer of another app', async () => {
    const issued = await codeOf(provider);
    const answer = await askToken(provider, {
      form: form(issued),
      headers: basic(issued),
      issuer: issuerFor(provider, 'trakstar'),
    });
    expect(refusalIn(answer)).toBe('401 invalid_client');
    expect((await redeem(provider, issued)).statusCode).toBe(200);
  });
});

it('answers a preflight request of any origin, without a store', async () => {
  const url = `${issuerFor(provider, 'timetrack')}/oauth2/token`;
  const answer = await ask(provider.token, {
    url,
    method: 'OPTIONS',
    headers: { origin: 'https://spa.example.com' },
  });
  expect(answer.statusCode).toBe(204);
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type',
  });
  expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
});
