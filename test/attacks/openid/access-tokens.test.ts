import { beforeEach, describe, expect, it } from 'vitest';
import { newGrantId } from '../../../shared/ids/grant-id.ts';
import { newSecret } from '../../../shared/ids/secret.ts';
import { tokenLifetimeSeconds } from '../../../shared/sign-in/grant/grant.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askUserinfo,
  codeOf,
  issuerFor,
  later,
  type Provider,
  providerOver,
  redeem,
  refusalIn,
  signedIn,
  tokensOf,
} from '../../harness/openid-provider.ts';
import { sessionEnds } from '../../harness/session-ends.ts';
import { partOf, type TokenWorld, tokenWorld, withPart } from './token-attack.ts';

let provider: Provider;

beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

const rows: readonly (readonly [string, (world: TokenWorld) => string | Promise<string>])[] = [
  ['nothing of the kind', () => 'x'],
  ['a code', async ({ person }) => (await codeOf(provider, { person })).code],
  ['a spent code', ({ code }) => code],
  ['a refresh token', ({ tokens }) => tokens.refresh_token],
  [
    'the family of a refresh token',
    ({ tokens }) => withPart(tokens.access_token, 3, partOf(tokens.refresh_token, 3)),
  ],
  [
    'the secret of a refresh token',
    ({ tokens }) => withPart(tokens.access_token, 3, partOf(tokens.refresh_token, 4)),
  ],
  ['an ID token', ({ tokens }) => tokens.id_token],
  ['a guessed secret', ({ tokens }) => withPart(tokens.access_token, 3, newSecret())],
  [
    'the name of another grant',
    async ({ tokens }) =>
      withPart(tokens.access_token, 2, partOf((await tokensOf(provider)).tokens.access_token, 2)),
  ],
  ['the name of no grant', ({ tokens }) => withPart(tokens.access_token, 2, newGrantId())],
  [
    'the name of another tenant',
    async ({ tokens }) => withPart(tokens.access_token, 1, (await signedIn(provider)).tenant.id),
  ],
  ['the name of another app', ({ tokens }) => withPart(tokens.access_token, 0, 'trakstar')],
  ['the session’s secret', ({ tokens, person }) => withPart(tokens.access_token, 3, person.sessionSecret)],
  [
    'the hash that the store holds',
    async ({ tokens, person }) => {
      const stored = (await provider.grants.find(person.session))?.grant.tokens;
      return withPart(tokens.access_token, 3, stored?.state === 'valid' ? (stored.access?.hash ?? '') : '');
    },
  ],
];

describe('userinfo', () => {
  it.each(rows)('refuses %s in place of an access token', async (_, text) => {
    const world = await tokenWorld(provider);
    expect(refusalIn(await askUserinfo(provider, await text(world)))).toBe('401 invalid_token');
    expect((await askUserinfo(provider, world.tokens.access_token)).statusCode).toBe(200);
  });

  it(`refuses an access token after ${tokenLifetimeSeconds} seconds`, async () => {
    const { tokens } = await tokenWorld(provider);
    later(provider, tokenLifetimeSeconds - 1);
    expect((await askUserinfo(provider, tokens.access_token)).statusCode).toBe(200);
    later(provider, 1);
    expect(refusalIn(await askUserinfo(provider, tokens.access_token))).toBe('401 invalid_token');
  });

  it('refuses an access token at another app’s issuer', async () => {
    const { tokens } = await tokenWorld(provider);
    const other = issuerFor(provider, 'trakstar');
    expect(refusalIn(await askUserinfo(provider, tokens.access_token, other))).toBe('401 invalid_token');
    expect((await askUserinfo(provider, tokens.access_token)).statusCode).toBe(200);
  });
});

describe.each([
  ['a sign-in', async () => codeOf(provider)],
  ['a running session', async () => codeOf(provider, { person: await signedIn(provider) })],
] as const)('a code of %s', (_, issue) => {
  it.each(sessionEnds)('is refused after %s', async (_name, end) => {
    const issued = await issue();
    const control = await codeOf(provider);
    expect((await redeem(provider, control)).statusCode).toBe(200);
    await end(provider, issued.person);
    expect(refusalIn(await redeem(provider, issued))).toBe('400 invalid_grant');
  });
});
