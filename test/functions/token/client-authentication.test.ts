import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { hashOfSecret, newSecret } from '../../../shared/ids/secret.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import {
  assertionParameters,
  clientAssertion,
  clientKeys,
  registerWithKeys,
  seconds,
} from '../../harness/client-assertion.ts';
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
  it('may have two keys without an id, while one replaces the other', async () => {
    const registered = registerWithKeys(provider, [clientKeys.rsa, clientKeys.other]);
    for (const { privateKey: key } of [clientKeys.rsa, clientKeys.other]) {
      const issued = await codeOf(provider, { registered });
      const assertion = await clientAssertion(provider, registered.client.id, {}, { key });
      expect((await redeemAs(issued, { form: assertionParameters(assertion) })).statusCode).toBe(200);
    }
    const issued = await codeOf(provider, { registered });
    const key = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
    const assertion = await clientAssertion(provider, registered.client.id, {}, { key });
    expect((await redeemAs(issued, { form: assertionParameters(assertion) })).statusCode).toBe(401);
  });

  const issuer = () => issuerFor(provider, 'timetrack');

  it.each<[string, (id: string) => Promise<string>]>([
    ['RS256, for the issuer', (id) => clientAssertion(provider, id)],
    ['PS256', (id) => clientAssertion(provider, id, {}, { alg: 'PS256' })],
    ['ES256', (id) => clientAssertion(provider, id, {}, { alg: 'ES256', key: clientKeys.ec.privateKey })],
    [
      'the token endpoint as its audience',
      (id) => clientAssertion(provider, id, { aud: `${issuer()}/oauth2/token` }),
    ],
    ['one audience in a list', (id) => clientAssertion(provider, id, { aud: [issuer()] })],
    ['300 seconds of validity', (id) => clientAssertion(provider, id, { exp: seconds + 300 })],
  ])('is authenticated by an assertion with %s', async (_, signed) => {
    const issued = await codeOf(provider, { registered: registerWithKeys(provider) });
    const form = assertionParameters(await signed(issued.client.id));
    expect((await redeemAs(issued, { form })).statusCode).toBe(200);
  });

  it('may name itself beside its assertion', async () => {
    const issued = await codeOf(provider, { registered: registerWithKeys(provider) });
    const form = assertionParameters(await clientAssertion(provider, issued.client.id));
    expect((await redeemAs(issued, { form: { ...form, client_id: issued.client.id } })).statusCode).toBe(200);
  });
});

function everyCharacter(text: string): string {
  return Array.from(Buffer.from(text), (octet) => `%${octet.toString(16).padStart(2, '0')}`).join('');
}
