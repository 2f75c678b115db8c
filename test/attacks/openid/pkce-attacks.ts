import { createHash } from 'node:crypto';
import { newSecret } from '../../../shared/ids/secret.ts';
import { askToken, codeOf, type Provider, redemptionOf, register } from '../../harness/openid-provider.ts';
import { type CodeAttack, type CodeWorld, withParameters } from './token-attack.ts';

const short = 'x'.repeat(42);
const long = 'x'.repeat(129);

type Parameters = Readonly<Record<string, string | undefined>>;

const pkceRows: readonly (readonly [string, (world: CodeWorld) => Parameters])[] = [
  ['no verifier', () => ({ code_verifier: undefined })],
  ['an empty verifier', () => ({ code_verifier: '' })],
  ['another verifier', () => ({ code_verifier: newSecret() })],
  ['the challenge as the verifier', ({ authorization }) => ({ code_verifier: authorization.codeChallenge })],
  [
    'the challenge as the verifier, and the method plain',
    ({ authorization }) => ({
      code_verifier: authorization.codeChallenge,
      code_challenge_method: 'plain',
    }),
  ],
  [
    'a challenge of its own beside its verifier',
    () => ({ code_verifier: short, code_challenge: short, code_challenge_method: 'plain' }),
  ],
  ['a verifier in upper case', ({ verifier }) => ({ code_verifier: verifier.toUpperCase() })],
  ['a verifier with a space', ({ verifier }) => ({ code_verifier: `${verifier} ` })],
  ['a verifier with a line break', ({ verifier }) => ({ code_verifier: `${verifier}\n` })],
  ['a verifier with a NUL', ({ verifier }) => ({ code_verifier: `${verifier}\0` })],
  ['the beginning of the verifier', ({ verifier }) => ({ code_verifier: verifier.slice(0, -1) })],
];

/** The proof of the client's own request is missing, guessed or weakened. */
export const pkce: readonly CodeAttack[] = pkceRows.map(([name, change]) => ({
  name,
  attack: withParameters(change),
  code: 'openid-grant-refused',
}));

const challengeOfWeak = async (world: Provider, verifier: string) => {
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
  return { ...(await codeOf(world, { authorization: { codeChallenge } })), verifier };
};

/** Weak from the beginning: the challenge fits, and it is refused. */
export const weakPkce: readonly CodeAttack[] = [
  {
    name: 'a verifier of 42 characters',
    world: (provider) => challengeOfWeak(provider, short),
    attack: withParameters(() => ({ code_verifier: short })),
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
  {
    name: 'a verifier of 129 characters',
    world: (provider) => challengeOfWeak(provider, long),
    attack: withParameters(() => ({ code_verifier: long })),
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
  {
    name: 'a verifier with other characters',
    world: (provider) => challengeOfWeak(provider, `${'x'.repeat(43)}/`),
    attack: withParameters(() => ({ code_verifier: `${'x'.repeat(43)}/` })),
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
  {
    name: 'a verifier where the challenge was removed from the request',
    world: (provider) => codeOf(provider, { withoutPkce: true }),
    attack: withParameters(({ verifier }) => ({ code_verifier: verifier })),
    code: 'openid-grant-refused',
  },
  {
    name: 'a public client whose challenge was removed from the request',
    world: (provider) =>
      codeOf(provider, { registered: register(provider, { authentication: 'none' }), withoutPkce: true }),
    attack: (world) =>
      askToken(world.provider, { form: { ...redemptionOf(world), client_id: world.client.id } }),
    code: 'openid-grant-refused',
    afterwards: 'nothing',
  },
];
