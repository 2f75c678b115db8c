import { beforeEach, describe, expect, it } from 'vitest';
import { newSecret } from '../../../shared/ids/secret.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askToken,
  askUserinfo,
  basic,
  codeOf,
  type Provider,
  providerOver,
  type RegisteredClient,
  redeem,
  refresh,
  refusalIn,
  register,
  tokensIn,
  tokensOf,
} from '../../harness/openid-provider.ts';

let provider: Provider;

beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

const revoke = (
  as: RegisteredClient,
  token: string | undefined,
  more: Readonly<Record<string, string>> = {},
) => askToken(provider, { path: '/oauth2/revoke', form: { token, ...more }, headers: basic(as) });

describe('a revocation', () => {
  it('of a refresh token ends every token of the grant', async () => {
    const issued = await tokensOf(provider);
    const answer = await revoke(issued, issued.tokens.refresh_token);
    expect(answer.statusCode).toBe(200);
    expect(refusalIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBe('400 invalid_grant');
    expect(refusalIn(await askUserinfo(provider, issued.tokens.access_token))).toBe('401 invalid_token');
  });

  it('of a refresh token that was rotated already ends the grant too', async () => {
    const issued = await tokensOf(provider);
    const next = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    await revoke(issued, issued.tokens.refresh_token);
    expect(refusalIn(await refresh(provider, issued, next.refresh_token))).toBe('400 invalid_grant');
  });

  it('of an access token ends it alone', async () => {
    const issued = await tokensOf(provider);
    await revoke(issued, issued.tokens.access_token, { token_type_hint: 'access_token' });
    expect(refusalIn(await askUserinfo(provider, issued.tokens.access_token))).toBe('401 invalid_token');
    const next = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    expect((await askUserinfo(provider, next.access_token)).statusCode).toBe(200);
  });

  it('leaves the session and the grants of other clients', async () => {
    const first = await tokensOf(provider);
    const second = await tokensOf(provider, { person: first.person });
    await revoke(first, first.tokens.refresh_token);
    expect((await askUserinfo(provider, second.tokens.access_token)).statusCode).toBe(200);
    const { session } = first.person;
    expect(await provider.flows.find(session.app, session.tenant, session.id)).toMatchObject({
      state: 'signed-in',
    });
  });

  it('of another client’s token answers the same and changes nothing', async () => {
    const issued = await tokensOf(provider);
    const other = register(provider);
    for (const token of [issued.tokens.refresh_token, issued.tokens.access_token]) {
      expect((await revoke(other, token)).statusCode).toBe(200);
    }
    expect((await askUserinfo(provider, issued.tokens.access_token)).statusCode).toBe(200);
    expect(tokensIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBeTruthy();
  });

  it.each([
    ['a text that is no token', () => 'nonsense'],
    ['a made-up secret', (token: string) => token.replace(/[^.]+$/, newSecret())],
    [
      'a made-up family',
      (token: string) => {
        const parts = token.split('.');
        return [...parts.slice(0, 3), newSecret(), parts[4]].join('.');
      },
    ],
  ])('of %s answers 200 and changes nothing', async (_, change) => {
    const issued = await tokensOf(provider);
    const refreshToken = change(issued.tokens.refresh_token);
    const isRight = refreshToken.split('.')[3] === issued.tokens.refresh_token.split('.')[3];
    if (!isRight) expect((await revoke(issued, refreshToken)).statusCode).toBe(200);
    expect((await revoke(issued, change(issued.tokens.access_token))).statusCode).toBe(200);
    expect((await askUserinfo(provider, issued.tokens.access_token)).statusCode).toBe(200);
    expect(tokensIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBeTruthy();
  });

  it('of a code changes nothing', async () => {
    const issued = await codeOf(provider);
    expect((await revoke(issued, issued.code)).statusCode).toBe(200);
    expect((await redeem(provider, issued)).statusCode).toBe(200);
  });

  it('needs a token and an authenticated client', async () => {
    const issued = await tokensOf(provider);
    expect(refusalIn(await revoke(issued, undefined))).toBe('400 invalid_request');
    expect(refusalIn(await revoke({ ...issued, secret: newSecret() }, issued.tokens.refresh_token))).toBe(
      '401 invalid_client',
    );
    expect((await askUserinfo(provider, issued.tokens.access_token)).statusCode).toBe(200);
  });
});
