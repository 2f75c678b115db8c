import type { KeyObject } from 'node:crypto';
import { newSecret } from '../../../shared/ids/secret.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import {
  assertionParameters,
  clientAssertion,
  clientKeys,
  registerWithKeys,
  seconds,
} from '../../harness/client-assertion.ts';
import {
  askToken,
  basic,
  codeOf,
  formOf,
  issuerFor,
  type Provider,
  redemptionOf,
  register,
} from '../../harness/openid-provider.ts';
import type { CodeWorld, TokenAttack } from './token-attack.ts';

type ClientAttack = TokenAttack<CodeWorld>;

const asserted = (
  world: CodeWorld,
  assertion: string,
  more: Readonly<Record<string, string | undefined>> = {},
) =>
  askToken(world.provider, {
    form: { ...redemptionOf(world), ...assertionParameters(assertion), ...more },
  });

const unsigned = (id: string, provider: Provider, alg: unknown) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: id, sub: id, aud: issuerFor(provider, 'timetrack'), jti: '1', exp: seconds + 60 };
  return `${part({ alg })}.${part(claims)}.`;
};

const pem = (key: KeyObject) => Buffer.from(key.export({ format: 'pem', type: 'spki' }));
const der = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });
const elsewhere = 'https://elsewhere.example.com';
const { rsa, other } = clientKeys;

const assertionRows: readonly (readonly [
  string,
  (id: string, provider: Provider) => string | Promise<string>,
])[] = [
  ['by another key', (id, provider) => clientAssertion(provider, id, {}, { key: other.privateKey })],
  [
    'by the key of its own header',
    (id, provider) =>
      clientAssertion(
        provider,
        id,
        {},
        {
          key: other.privateKey,
          header: { jwk: other.publicKey.export({ format: 'jwk' }) },
        },
      ),
  ],
  [
    'by a key at an address in its header',
    (id, provider) =>
      clientAssertion(provider, id, {}, { key: other.privateKey, header: { jku: `${elsewhere}/jwks` } }),
  ],
  ['without an algorithm', (id, provider) => unsigned(id, provider, 'none')],
  ['without an algorithm, written NoNe', (id, provider) => unsigned(id, provider, 'NoNe')],
  ['with an empty algorithm', (id, provider) => unsigned(id, provider, '')],
  [
    'by HMAC with the public key in PEM',
    (id, provider) => clientAssertion(provider, id, {}, { alg: 'HS256', key: pem(rsa.publicKey) }),
  ],
  [
    'by HMAC with the public key in DER',
    (id, provider) => clientAssertion(provider, id, {}, { alg: 'HS256', key: der(rsa.publicKey) }),
  ],
  ['by RS512', (id, provider) => clientAssertion(provider, id, {}, { alg: 'RS512' })],
  [
    'with a critical header that is unknown',
    async (id, provider) => {
      const [, claims = '', signature = ''] = (await clientAssertion(provider, id)).split('.');
      const header = Buffer.from(JSON.stringify({ alg: 'RS256', crit: ['x'], x: 1 })).toString('base64url');
      return `${header}.${claims}.${signature}`;
    },
  ],
  [
    'whose claims were changed after it was signed',
    async (id, provider) => {
      const [header = '', , signature = ''] = (await clientAssertion(provider, id)).split('.');
      return `${header}.${unsigned(id, provider, 'RS256').split('.')[1]}.${signature}`;
    },
  ],
  ['of another issuer', (id, provider) => clientAssertion(provider, id, { iss: 'client_other' })],
  [
    'of another subject',
    (id, provider) => clientAssertion(provider, id, { sub: registerWithKeys(provider).client.id }),
  ],
  ['for another server', (id, provider) => clientAssertion(provider, id, { aud: elsewhere })],
  [
    'for the issuer of another app',
    (id, provider) => clientAssertion(provider, id, { aud: issuerFor(provider, 'trakstar') }),
  ],
  [
    'for this server and another one',
    (id, provider) => clientAssertion(provider, id, { aud: [issuerFor(provider, 'timetrack'), elsewhere] }),
  ],
  ['for no server', (id, provider) => clientAssertion(provider, id, { aud: undefined })],
  ['without an id', (id, provider) => clientAssertion(provider, id, { jti: undefined })],
  ['that never expires', (id, provider) => clientAssertion(provider, id, { exp: undefined })],
  ['that has expired', (id, provider) => clientAssertion(provider, id, { exp: seconds - 31 })],
  ['that is valid for an hour', (id, provider) => clientAssertion(provider, id, { exp: seconds + 3_600 })],
  ['that is not valid yet', (id, provider) => clientAssertion(provider, id, { nbf: seconds + 31 })],
  ['that is nothing of the kind', () => 'a.b.c'],
];

/** Assertions that do not prove the private key of the client. */
export const assertions: readonly ClientAttack[] = assertionRows.map(([name, signed]) => ({
  name: `an assertion ${name}`,
  world: (provider) => codeOf(provider, { registered: registerWithKeys(provider) }),
  attack: async (world) => asserted(world, await signed(world.client.id, world.provider)),
  code: 'openid-client-refused',
  afterwards: 'nothing',
}));

/** One method in place of another, or two at once. */
export const methods: readonly ClientAttack[] = [
  {
    name: 'an assertion of a client that has a secret',
    attack: async (world) => asserted(world, await clientAssertion(world.provider, world.client.id)),
    code: 'openid-client-refused',
  },
  {
    name: 'an assertion of another client, beside the id of the code’s client',
    attack: async (world) => {
      const { client } = registerWithKeys(world.provider);
      const { id } = world.client;
      return asserted(world, await clientAssertion(world.provider, client.id), { client_id: id });
    },
    code: 'openid-token-request',
  },
  {
    name: 'an assertion of another type',
    world: (provider) => codeOf(provider, { registered: registerWithKeys(provider) }),
    attack: async (world) =>
      asserted(world, await clientAssertion(world.provider, world.client.id), {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
      }),
    code: 'openid-client-refused',
    afterwards: 'nothing',
  },
  {
    name: 'the id alone of a client that has a key',
    world: (provider) => codeOf(provider, { registered: registerWithKeys(provider) }),
    attack: (world) =>
      askToken(world.provider, { form: { ...redemptionOf(world), client_id: world.client.id } }),
    code: 'openid-client-refused',
    afterwards: 'nothing',
  },
  {
    name: 'the id alone of a client that has a secret',
    attack: (world) =>
      askToken(world.provider, { form: { ...redemptionOf(world), client_id: world.client.id } }),
    code: 'openid-client-refused',
  },
  {
    name: 'a secret in header and form',
    attack: (world) =>
      askToken(world.provider, {
        form: { ...redemptionOf(world), client_id: world.client.id, client_secret: world.secret },
        headers: basic(world),
      }),
    code: 'openid-token-request',
  },
  {
    name: 'a guessed secret',
    attack: (world) =>
      askToken(world.provider, {
        form: redemptionOf(world),
        headers: basic({ ...world, secret: newSecret() }),
      }),
    code: 'openid-client-refused',
  },
  {
    name: 'the hash of the secret',
    attack: (world) =>
      askToken(world.provider, {
        form: redemptionOf(world),
        headers: basic({ ...world, secret: world.client.secrets[0]?.hash ?? '' }),
      }),
    code: 'openid-client-refused',
  },
  {
    name: 'the secret of another client',
    attack: (world) =>
      askToken(world.provider, {
        form: redemptionOf(world),
        headers: basic({ ...world, secret: register(world.provider).secret }),
      }),
    code: 'openid-client-refused',
  },
  {
    name: 'a client of the name of an object’s own property',
    attack: (world) =>
      askToken(world.provider, {
        form: redemptionOf(world),
        headers: basic({ ...world, client: { ...world.client, id: '__proto__' as OpenIdClient['id'] } }),
      }),
    code: 'openid-client-refused',
  },
];

const formRows: readonly (readonly [string, (form: string) => Partial<Parameters<typeof askToken>[1]>])[] = [
  ['with the code twice', (form) => ({ form: `${form}&code=x` })],
  ['with the code twice, once escaped', (form) => ({ form: `${form}&%63ode=x` })],
  [
    'with the redirect URI twice',
    (form) => ({ form: `${form}&redirect_uri=https%3A%2F%2Fevil.example.com` }),
  ],
  ['with the verifier twice', (form) => ({ form: `${form}&code_verifier=x` })],
  ['with the grant type twice', (form) => ({ form: `${form}&grant_type=refresh_token` })],
  ['with the client twice', (form) => ({ form: `${form}&client_id=a&client_id=b` })],
  ['with a parameter twice, once empty', (form) => ({ form: `${form}&code=` })],
  ['in the query', (form) => ({ form: '', path: `/oauth2/token?${form}` })],
  ['in query and body', (form) => ({ form, path: '/oauth2/token?code=x' })],
  ['as JSON', (form) => ({ form: JSON.stringify(Object.fromEntries(new URLSearchParams(form))) })],
  ['with octets that are not UTF-8', (form) => ({ form: `${form}&x=%ff%fe` })],
];

/** Forms that two readers could read in two ways. */
export const forms: readonly ClientAttack[] = formRows.map(([name, change]) => ({
  name: `a request ${name}`,
  attack: (world) => {
    const changed = change(formOf(redemptionOf(world)));
    const isJson = typeof changed.form === 'string' && changed.form.startsWith('{');
    return askToken(world.provider, {
      form: '',
      headers: { ...basic(world), ...(isJson ? { 'content-type': 'application/json' } : {}) },
      ...changed,
    });
  },
  code: 'openid-token-request',
}));
