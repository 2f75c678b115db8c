import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { hashOfSecret, newSecret } from '../../../shared/ids/secret.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askToken,
  basic,
  codeOf,
  type IssuedCode,
  issuerFor,
  type Provider,
  providerOver,
  redemptionOf,
  refusalIn,
  register,
} from '../../harness/openid-provider.ts';
import { now, secondsFromNow } from '../../harness/samples.ts';

const log = useLog();
let provider: Provider;

beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

/** How a client sends its authentication. */
interface Sent {
  readonly form?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const redeemAs = (issued: IssuedCode, { form = {}, headers = {} }: Sent) =>
  askToken(provider, { form: { ...redemptionOf(issued), ...form }, headers });

const header = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

describe('a client with a secret', () => {
  it.each<[string, (issued: IssuedCode) => Sent]>([
    ['in the header', (issued) => ({ headers: basic(issued) })],
    [
      'in the header, with its id in the form',
      (issued) => ({ headers: basic(issued), form: { client_id: issued.client.id } }),
    ],
    [
      'in the header, every character encoded',
      ({ client, secret }) => ({
        headers: header(`${everyCharacter(client.id)}:${everyCharacter(secret)}`),
      }),
    ],
    [
      'in the header, the scheme in lower case',
      (issued) => ({
        headers: { authorization: basic(issued).authorization.replace('Basic', 'basic') },
      }),
    ],
    ['in the form', ({ client, secret }) => ({ form: { client_id: client.id, client_secret: secret } })],
  ])('is authenticated by it %s', async (_, sent) => {
    const issued = await codeOf(provider);
    expect((await redeemAs(issued, sent(issued))).statusCode).toBe(200);
  });

  it.each<[string, (issued: IssuedCode) => Sent, string]>([
    ['no authentication', () => ({}), '401 invalid_client'],
    ['its id alone', ({ client }) => ({ form: { client_id: client.id } }), '401 invalid_client'],
    [
      'another secret',
      ({ client }) => ({ headers: basic({ client, secret: newSecret() }) }),
      '401 invalid_client',
    ],
    [
      'another secret in the form',
      ({ client }) => ({ form: { client_id: client.id, client_secret: newSecret() } }),
      '401 invalid_client',
    ],
    ['an empty secret', ({ client }) => ({ headers: basic({ client, secret: '' }) }), '401 invalid_client'],
    [
      'the hash of its secret',
      ({ client }) => ({ headers: basic({ client, secret: client.secrets[0]?.hash ?? '' }) }),
      '401 invalid_client',
    ],
    [
      'an unknown client',
      ({ client, secret }) => ({
        headers: basic({ client: { ...client, id: 'client_unknown' as OpenIdClient['id'] }, secret }),
      }),
      '401 invalid_client',
    ],
    [
      'an id that is none',
      ({ client, secret }) => ({
        headers: basic({ client: { ...client, id: '../../x' as OpenIdClient['id'] }, secret }),
      }),
      '401 invalid_client',
    ],
    [
      'the secret of another client',
      ({ client }) => ({ headers: basic({ client, secret: register(provider).secret }) }),
      '401 invalid_client',
    ],
    ['a header without a colon', ({ client }) => ({ headers: header(client.id) }), '401 invalid_client'],
    [
      'a header that is not base64',
      () => ({ headers: { authorization: 'Basic ***' } }),
      '401 invalid_client',
    ],
    [
      'a header with a wrong escape',
      ({ client }) => ({ headers: header(`${client.id}:%zz`) }),
      '401 invalid_client',
    ],
    ['a bearer token', () => ({ headers: { authorization: 'Bearer x' } }), '401 invalid_client'],
    [
      'two methods',
      (issued) => ({
        headers: basic(issued),
        form: { client_id: issued.client.id, client_secret: issued.secret },
      }),
      '400 invalid_request',
    ],
    [
      'two clients',
      (issued) => ({ headers: basic(issued), form: { client_id: register(provider).client.id } }),
      '400 invalid_request',
    ],
    [
      'a secret without a client',
      ({ secret }) => ({ form: { client_secret: secret } }),
      '401 invalid_client',
    ],
  ])('is refused with %s, and its code is not spent', async (_, sent, refusal) => {
    const issued = await codeOf(provider);
    const answer = await redeemAs(issued, sent(issued));
    expect(refusalIn(answer)).toBe(refusal);
    if (answer.statusCode === 401) {
      expect(answer.headers?.['www-authenticate']).toBe('Basic realm="latchkey", charset="UTF-8"');
    }
    expect((await redeemAs(issued, { headers: basic(issued) })).statusCode).toBe(200);
  });

  it('is told the same whether it does not exist or its secret is wrong', async () => {
    const issued = await codeOf(provider);
    const wrong = await redeemAs(issued, { headers: basic({ ...issued, secret: newSecret() }) });
    const other = { ...issued.client, id: 'client_unknown' as OpenIdClient['id'] };
    const unknown = await redeemAs(issued, { headers: basic({ client: other, secret: newSecret() }) });
    const told = ({ body = '' }: typeof wrong) => ({ ...JSON.parse(body), reference: '' });
    expect(told(unknown)).toEqual(told(wrong));
    expect(unknown.headers).toEqual(wrong.headers);
  });

  it('may use either of two secrets until one expires', async () => {
    const [first, second] = [newSecret(), newSecret()];
    const registered = register(provider, {
      authentication: 'secret',
      secrets: [
        { hash: hashOfSecret(first), createdAt: now, expiresAt: secondsFromNow(1) },
        { hash: hashOfSecret(second), createdAt: now },
      ],
    });
    for (const secret of [first, second]) {
      const issued = await codeOf(provider, { registered: { ...registered, secret } });
      expect((await redeemAs(issued, { headers: basic(issued) })).statusCode).toBe(200);
    }
    provider.time.now = secondsFromNow(1);
    const issued = await codeOf(provider, { registered: { ...registered, secret: first } });
    expect(refusalIn(await redeemAs(issued, { headers: basic(issued) }))).toBe('401 invalid_client');
    expect(log.decision()).toMatchObject({
      problem: 'openid-client-secret-expired',
      class: 'expiry',
      actual: `one that expired at ${secondsFromNow(1).toISOString()}`,
    });
    expect(log.text()).not.toContain(first);
  });
});

describe('a public client', () => {
  const publicClient = () => register(provider, { authentication: 'none' });

  it('is named by its id, and the verifier proves the rest', async () => {
    const issued = await codeOf(provider, { registered: publicClient() });
    expect((await redeemAs(issued, { form: { client_id: issued.client.id } })).statusCode).toBe(200);
  });

  it.each<[string, (issued: IssuedCode) => Sent, string]>([
    ['a secret', (issued) => ({ headers: basic(issued) }), '401 invalid_client'],
    [
      'a secret in the form',
      ({ client, secret }) => ({ form: { client_id: client.id, client_secret: secret } }),
      '401 invalid_client',
    ],
    [
      'an empty secret in the header',
      ({ client }) => ({ headers: basic({ client, secret: '' }) }),
      '401 invalid_client',
    ],
    [
      'no verifier',
      ({ client }) => ({ form: { client_id: client.id, code_verifier: undefined } }),
      '400 invalid_grant',
    ],
    [
      'another verifier',
      ({ client }) => ({ form: { client_id: client.id, code_verifier: newSecret() } }),
      '400 invalid_grant',
    ],
  ])('is refused with %s', async (_, sent, refusal) => {
    const issued = await codeOf(provider, { registered: publicClient() });
    expect(refusalIn(await redeemAs(issued, sent(issued)))).toBe(refusal);
  });

  it('gets nothing for a code without PKCE', async () => {
    const issued = await codeOf(provider, { registered: publicClient(), withoutPkce: true });
    const form = { client_id: issued.client.id };
    expect(refusalIn(await redeemAs(issued, { form }))).toBe('400 invalid_grant');
  });
});

describe('a client with a private key', () => {
  const keys = {
    rsa: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
    ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    other: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  };
  const publicKeys = (...pairs: readonly { readonly publicKey: KeyObject }[]) => ({
    keys: pairs.map(({ publicKey }) => publicKey.export({ format: 'jwk' }) as never),
  });
  const keyClient = () =>
    register(provider, { authentication: 'private-key', publicKeys: publicKeys(keys.rsa, keys.ec) });
  const seconds = Math.floor(now.getTime() / 1_000);

  const assertion = (
    id: string,
    claims: Readonly<Record<string, unknown>> = {},
    { alg = 'RS256', key = keys.rsa.privateKey as KeyObject | Uint8Array, header = {} } = {},
  ) =>
    new SignJWT({
      iss: id,
      sub: id,
      aud: issuerFor(provider, 'timetrack'),
      jti: randomUUID(),
      exp: seconds + 60,
      ...claims,
    })
      .setProtectedHeader({ alg, ...header })
      .sign(key);
  const asserted = (text: string, more = {}) => ({
    form: {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: text,
      ...more,
    },
  });
  const tokenUrl = () => `${issuerFor(provider, 'timetrack')}/oauth2/token`;

  it.each<[string, (id: string) => Promise<string>]>([
    ['RS256, for the issuer', (id) => assertion(id)],
    ['PS256', (id) => assertion(id, {}, { alg: 'PS256' })],
    ['ES256', (id) => assertion(id, {}, { alg: 'ES256', key: keys.ec.privateKey })],
    ['the token endpoint as its audience', (id) => assertion(id, { aud: tokenUrl() })],
    ['one audience in a list', (id) => assertion(id, { aud: [tokenUrl()] })],
    ['300 seconds of validity', (id) => assertion(id, { exp: seconds + 300 })],
  ])('is authenticated by an assertion with %s', async (_, signed) => {
    const issued = await codeOf(provider, { registered: keyClient() });
    expect((await redeemAs(issued, asserted(await signed(issued.client.id)))).statusCode).toBe(200);
  });

  const none = (id: string, claims = {}) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = { iss: id, sub: id, aud: tokenUrl(), jti: '1', exp: seconds + 60, ...claims };
    return `${part({ alg: 'none' })}.${part(payload)}.`;
  };
  const pem = (pair: { readonly publicKey: KeyObject }) =>
    Buffer.from(pair.publicKey.export({ format: 'pem', type: 'spki' }));

  it.each<[string, (id: string) => Promise<string>]>([
    ['another key', (id) => assertion(id, {}, { key: keys.other.privateKey })],
    [
      'the key of its header',
      (id) =>
        assertion(
          id,
          {},
          { key: keys.other.privateKey, header: { jwk: keys.other.publicKey.export({ format: 'jwk' }) } },
        ),
    ],
    ['no algorithm', async (id) => none(id)],
    ['the public key as an HMAC key', (id) => assertion(id, {}, { alg: 'HS256', key: pem(keys.rsa) })],
    ['RS512', (id) => assertion(id, {}, { alg: 'RS512' })],
    ['another issuer', (id) => assertion(id, { iss: 'client_other' })],
    ['another subject', (id) => assertion(id, { sub: register(provider).client.id })],
    ['another audience', (id) => assertion(id, { aud: 'https://elsewhere.example.com' })],
    ['the issuer of another app', (id) => assertion(id, { aud: issuerFor(provider, 'trakstar') })],
    ['two audiences', (id) => assertion(id, { aud: [tokenUrl(), 'https://elsewhere.example.com'] })],
    ['no audience', (id) => assertion(id, { aud: undefined })],
    ['no id', (id) => assertion(id, { jti: undefined })],
    ['no expiry', (id) => assertion(id, { exp: undefined })],
    ['a past expiry', (id) => assertion(id, { exp: seconds - 31 })],
    ['an hour of validity', (id) => assertion(id, { exp: seconds + 3_600 })],
    ['a later beginning', (id) => assertion(id, { nbf: seconds + 31 })],
    ['nothing that is signed', async () => 'a.b.c'],
  ])('is refused with an assertion with %s', async (_, signed) => {
    const issued = await codeOf(provider, { registered: keyClient() });
    expect(refusalIn(await redeemAs(issued, asserted(await signed(issued.client.id))))).toBe(
      '401 invalid_client',
    );
  });

  it.each<[string, (issued: IssuedCode) => Promise<Sent>, string]>([
    ['its id alone', async ({ client }) => ({ form: { client_id: client.id } }), '401 invalid_client'],
    ['a secret', async (issued) => ({ headers: basic(issued) }), '401 invalid_client'],
    [
      'an assertion beside a secret',
      async (issued) => ({ ...asserted(await assertion(issued.client.id)), headers: basic(issued) }),
      '400 invalid_request',
    ],
    [
      'an assertion of another type',
      async ({ client }) =>
        asserted(await assertion(client.id), {
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
        }),
      '401 invalid_client',
    ],
    [
      'an assertion without a type',
      async ({ client }) => asserted(await assertion(client.id), { client_assertion_type: undefined }),
      '401 invalid_client',
    ],
    [
      'an assertion and another client_id',
      async ({ client }) => asserted(await assertion(client.id), { client_id: register(provider).client.id }),
      '400 invalid_request',
    ],
  ])('is refused with %s', async (_, sent, refusal) => {
    const issued = await codeOf(provider, { registered: keyClient() });
    expect(refusalIn(await redeemAs(issued, await sent(issued)))).toBe(refusal);
  });

  it('has no assertion that a client with a secret could use', async () => {
    const issued = await codeOf(provider);
    expect(refusalIn(await redeemAs(issued, asserted(await assertion(issued.client.id))))).toBe(
      '401 invalid_client',
    );
  });
});

function everyCharacter(text: string): string {
  return Array.from(Buffer.from(text), (octet) => `%${octet.toString(16).padStart(2, '0')}`).join('');
}
