import { newGrantId } from '../../../shared/ids/grant-id.ts';
import { newSecret } from '../../../shared/ids/secret.ts';
import { formatSessionValue } from '../../../shared/sign-in/browser/session-value.ts';
import { codeSecretOfSignIn } from '../../../shared/sign-in/grant/code-of-sign-in.ts';
import { codeLifetimeSeconds, repeatedCodeSeconds } from '../../../shared/sign-in/grant/grant.ts';
import { tokenText } from '../../../shared/sign-in/grant/token-text.ts';
import {
  askToken,
  basic,
  codeOf,
  issuerFor,
  later,
  redeem,
  redemptionOf,
  refusalIn,
  register,
  signedIn,
  tokensOf,
} from '../../harness/openid-provider.ts';
import { type CodeAttack, type CodeWorld, partOf, withParameters, withPart } from './token-attack.ts';

const withCode =
  (change: (world: CodeWorld) => string | Promise<string>): CodeAttack['attack'] =>
  async (world) =>
    redeem(world.provider, world, { code: await change(world) });

/** A code of someone else arrives at another client, or at the right one in another browser. */
export const injections: readonly CodeAttack[] = [
  {
    name: 'a code at another client',
    attack: (world) =>
      askToken(world.provider, { form: redemptionOf(world), headers: basic(register(world.provider)) }),
    code: 'openid-grant-refused',
  },
  {
    name: 'a code at another client that knows the id of the first',
    attack: (world) =>
      askToken(world.provider, {
        form: { ...redemptionOf(world), client_id: world.client.id },
        headers: basic(register(world.provider)),
      }),
    code: 'openid-token-request',
  },
  {
    name: 'a code at a public client',
    attack: (world) =>
      askToken(world.provider, {
        form: {
          ...redemptionOf(world),
          client_id: register(world.provider, { authentication: 'none' }).client.id,
        },
      }),
    code: 'openid-grant-refused',
  },
  {
    name: 'a code at a client of another app, at that app’s issuer',
    attack: (world) =>
      askToken(world.provider, {
        form: redemptionOf(world),
        headers: basic(register(world.provider, { app: 'trakstar' })),
        issuer: issuerFor(world.provider, 'trakstar'),
      }),
    code: 'openid-grant-refused',
  },
  {
    name: 'a code at the issuer of another app',
    attack: (world) =>
      askToken(world.provider, {
        form: redemptionOf(world),
        headers: basic(world),
        issuer: issuerFor(world.provider, 'trakstar'),
      }),
    code: 'openid-client-refused',
  },
  {
    name: 'a code in the browser of another person, whose client sends its own verifier',
    attack: async (world) => {
      const own = await codeOf(world.provider, { registered: world });
      return redeem(world.provider, own, { code: world.code });
    },
    code: 'openid-grant-refused',
  },
  {
    name: 'a code of a client that lost the tenant',
    attack: (world) => {
      world.provider.registered.set(world.client.id, { ...world.client, tenants: [] });
      const answer = redeem(world.provider, world);
      return answer.finally(() => world.provider.registered.set(world.client.id, world.client));
    },
    code: 'openid-grant-refused',
  },
  {
    name: 'a code of a client that asked for another issuer',
    world: (provider) =>
      codeOf(provider, { authorization: { issuer: 'https://login.elsewhere.example.com' } }),
    attack: (world) => askToken(world.provider, { form: redemptionOf(world), headers: basic(world) }),
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
];

/** Every redirect URI but the one of the request. The template of the client would allow some of them. */
export const redirects: readonly CodeAttack[] = [
  ['missing', undefined, 'openid-token-request'],
  ['of the attacker', 'https://evil.example.com/callback'],
  ['with another path', 'https://reports.example.com/other'],
  ['with a slash at the end', 'https://reports.example.com/callback/'],
  ['with a query', 'https://reports.example.com/callback?x=1'],
  ['with a fragment', 'https://reports.example.com/callback#x'],
  ['with the host in upper case', 'https://REPORTS.example.com/callback'],
  ['with an escaped letter', 'https://reports.example.com/%63allback'],
  ['with the default port', 'https://reports.example.com:443/callback'],
  ['with http', 'http://reports.example.com/callback'],
  ['with a user', 'https://reports.example.com@evil.example.com/callback'],
  ['with a path that leads back', 'https://reports.example.com/x/../callback'],
  ['with a space', 'https://reports.example.com/callback '],
].map(
  ([name, uri, code = 'openid-grant-refused']): CodeAttack => ({
    name: `a redirect URI ${name}`,
    attack: withParameters(() => ({ redirect_uri: uri })),
    code: code as CodeAttack['code'],
  }),
);

const textRows: readonly (readonly [string, (world: CodeWorld) => string | Promise<string>])[] = [
  ['nonsense', () => 'nonsense'],
  ['a code with another secret', ({ code }) => withPart(code, 3, newSecret())],
  [
    'a code with a second spelling of its secret',
    ({ code }) => `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`,
  ],
  [
    'a code with the secret of another one',
    async ({ code, provider }) => withPart(code, 3, partOf((await codeOf(provider)).code, 3)),
  ],
  [
    'a code that names another grant',
    async ({ code, provider }) => withPart(code, 2, partOf((await codeOf(provider)).code, 2)),
  ],
  ['a code that names a grant that does not exist', ({ code }) => withPart(code, 2, newGrantId())],
  [
    'a code that names another tenant',
    async ({ code, provider }) => withPart(code, 1, (await signedIn(provider)).tenant.id),
  ],
  ['a code that names another app', ({ code }) => withPart(code, 0, 'trakstar')],
  ['a code with a space in front', ({ code }) => ` ${code}`],
  ['a code with a line break at the end', ({ code }) => `${code}\n`],
  ['a code with a part more', ({ code }) => `${code}.x`],
  [
    'the hash that the store holds',
    async ({ code, provider, person: { session } }) => {
      const found = await provider.grants.find(session);
      return withPart(code, 3, found?.grant.codeHash ?? '');
    },
  ],
  [
    'a session cookie',
    ({ person: { session, sessionSecret } }) =>
      formatSessionValue({ ...session, flow: session.id }, sessionSecret),
  ],
  [
    'the session’s secret in a code',
    ({ code, person: { sessionSecret } }) => withPart(code, 3, sessionSecret),
  ],
  [
    'a code that a person computes for a sign-in that no client asked for',
    async ({ provider }) => {
      const { session, sessionSecret } = await signedIn(provider);
      return tokenText(session, codeSecretOfSignIn(sessionSecret, session.id));
    },
  ],
  [
    'an access token',
    async ({ provider, ...issued }) => (await tokensOf(provider, { registered: issued })).tokens.access_token,
  ],
  [
    'a refresh token',
    async ({ provider, ...issued }) =>
      (await tokensOf(provider, { registered: issued })).tokens.refresh_token,
  ],
  [
    'an ID token',
    async ({ provider, ...issued }) => (await tokensOf(provider, { registered: issued })).tokens.id_token,
  ],
];

/** Something else in place of the code. */
export const otherTexts: readonly CodeAttack[] = textRows.map(([name, change]) => ({
  name,
  attack: withCode(change),
  code: 'openid-grant-refused',
}));

/** A code too late, or again. */
export const reuse: readonly CodeAttack[] = [
  {
    name: `a code after ${codeLifetimeSeconds} seconds`,
    attack: ({ provider, ...issued }) => {
      later(provider, codeLifetimeSeconds);
      return redeem(provider, issued);
    },
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
  {
    name: 'a code that its client redeemed a while ago',
    attack: async ({ provider, ...issued }) => {
      await redeem(provider, issued);
      later(provider, repeatedCodeSeconds + 1);
      return redeem(provider, issued);
    },
    code: 'openid-grant-reused',
    afterwards: 'nothing',
  },
  {
    name: 'a code that was redeemed, with another verifier',
    attack: async ({ provider, ...issued }) => {
      await redeem(provider, issued);
      return redeem(provider, issued, { code_verifier: newSecret() });
    },
    code: 'openid-grant-reused',
    afterwards: 'nothing',
  },
  {
    name: 'a code that was redeemed, without PKCE',
    world: (provider) => codeOf(provider, { withoutPkce: true }),
    attack: async ({ provider, ...issued }) => {
      await redeem(provider, issued);
      return redeem(provider, issued);
    },
    code: 'openid-grant-reused',
    afterwards: 'nothing',
  },
  {
    name: 'a code that was redeemed, a moment later with everything right',
    attack: async ({ provider, ...issued }) => {
      await redeem(provider, issued);
      return redeem(provider, issued);
    },
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
  {
    name: 'the slowest of 20 redemptions at the same time',
    attack: async ({ provider, ...issued }) => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(provider, issued)));
      const refused = answers.filter((answer) => refusalIn(answer) === '400 invalid_grant');
      const [last] = refused;
      if (last === undefined || refused.length !== 19) throw new Error(`${refused.length} were refused`);
      return last;
    },
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
];
