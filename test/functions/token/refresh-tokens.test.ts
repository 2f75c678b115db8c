import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { newSecret } from '../../../shared/ids/secret.ts';
import { repeatedRefreshSeconds, tokenLifetimeSeconds } from '../../../shared/sign-in/grant/grant.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askToken,
  askUserinfo,
  basic,
  later,
  type Provider,
  providerOver,
  refresh,
  refusalIn,
  register,
  signedIn,
  tokensIn,
  tokensOf,
} from '../../harness/openid-provider.ts';
import { now } from '../../harness/samples.ts';
import { sessionEnds } from '../../harness/session-ends.ts';

const log = useLog();
let provider: Provider;

beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

const kinds = [
  ['a sign-in', async () => tokensOf(provider)],
  ['a running session', async () => tokensOf(provider, { person: await signedIn(provider) })],
] as const;

describe.each(kinds)('the refresh token of %s', (_, issue) => {
  it('brings new tokens and is spent', async () => {
    const issued = await issue();
    later(provider, tokenLifetimeSeconds);
    expect(refusalIn(await askUserinfo(provider, issued.tokens.access_token))).toBe('401 invalid_token');
    const next = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    expect(next.access_token).not.toBe(issued.tokens.access_token);
    expect(next.refresh_token).not.toBe(issued.tokens.refresh_token);
    expect(next).toMatchObject({ expires_in: tokenLifetimeSeconds, scope: issued.tokens.scope });
    expect((await askUserinfo(provider, next.access_token)).statusCode).toBe(200);
    expect(tokensIn(await refresh(provider, issued, next.refresh_token))).toBeTruthy();
  });

  it('brings an ID token of the same person and sign-in, without the nonce', async () => {
    const issued = await issue();
    later(provider, 500);
    const first = decodeJwt(issued.tokens.id_token);
    const next = decodeJwt(tokensIn(await refresh(provider, issued, issued.tokens.refresh_token)).id_token);
    const { nonce, iat, exp, at_hash, ...same } = first;
    expect(nonce).toBeTruthy();
    expect(next).toEqual({
      ...same,
      iat: (iat ?? 0) + 500,
      exp: (exp ?? 0) + 500,
      at_hash: expect.not.stringContaining(String(at_hash)),
    });
  });

  it('brings the same tokens in 20 requests at the same time', async () => {
    const issued = await issue();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refresh(provider, issued, issued.tokens.refresh_token)),
    );
    const sets = new Set(answers.map((answer) => JSON.stringify(tokensIn(answer))));
    expect(sets.size).toBe(1);
  });

  it(`brings the same tokens again for ${repeatedRefreshSeconds} seconds`, async () => {
    const issued = await issue();
    const next = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    later(provider, repeatedRefreshSeconds);
    const again = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    expect(again).toEqual({ ...next, expires_in: tokenLifetimeSeconds - repeatedRefreshSeconds });
    expect(tokensIn(await refresh(provider, issued, next.refresh_token))).toBeTruthy();
  });

  it('revokes the grant when it is presented later', async () => {
    const issued = await issue();
    const next = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    later(provider, repeatedRefreshSeconds + 1);
    expect(refusalIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBe('400 invalid_grant');
    expect(log.decision()).toMatchObject({ problem: 'openid-grant-reused', class: 'attack' });
    expect(refusalIn(await refresh(provider, issued, next.refresh_token))).toBe('400 invalid_grant');
    expect(refusalIn(await askUserinfo(provider, next.access_token))).toBe('401 invalid_token');
  });

  it('revokes the grant when two refreshes came after it, however fast', async () => {
    const issued = await issue();
    const second = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    const third = tokensIn(await refresh(provider, issued, second.refresh_token));
    expect(refusalIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBe('400 invalid_grant');
    expect(refusalIn(await refresh(provider, issued, third.refresh_token))).toBe('400 invalid_grant');
  });

  it('leaves the access token before it valid until it expires', async () => {
    const issued = await issue();
    later(provider, 60);
    await refresh(provider, issued, issued.tokens.refresh_token);
    expect((await askUserinfo(provider, issued.tokens.access_token)).statusCode).toBe(200);
    later(provider, tokenLifetimeSeconds - 60);
    expect(refusalIn(await askUserinfo(provider, issued.tokens.access_token))).toBe('401 invalid_token');
  });
});

describe('a refresh token', () => {
  it('never brings tokens that outlive the session', async () => {
    const ends = new Date(now.getTime() + 900_000);
    const issued = await tokensOf(provider, { signIn: { sessionExpiresAt: ends } });
    later(provider, 600);
    const next = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    expect(next.expires_in).toBe(300);
    expect(decodeJwt(next.id_token).exp).toBe(Math.floor(ends.getTime() / 1_000));
    later(provider, 300);
    expect(refusalIn(await refresh(provider, issued, next.refresh_token))).toBe('400 invalid_grant');
    expect(log.decision()).toMatchObject({ problem: 'openid-session-ended' });
  });

  it('keeps a session with an idle time-out alive, and ends with it', async () => {
    const issued = await tokensOf(provider, { signIn: { idleTimeoutSeconds: 1_800 } });
    later(provider, 1_200);
    const next = tokensIn(await refresh(provider, issued, issued.tokens.refresh_token));
    later(provider, 1_200);
    const last = tokensIn(await refresh(provider, issued, next.refresh_token));
    later(provider, 1_800);
    expect(refusalIn(await refresh(provider, issued, last.refresh_token))).toBe('400 invalid_grant');
    expect(log.decision()).toMatchObject({ problem: 'openid-session-ended' });
  });

  it('is no noise of strangers: a made-up one revokes nothing', async () => {
    const issued = await tokensOf(provider);
    const parts = issued.tokens.refresh_token.split('.');
    const madeUp = [...parts.slice(0, 3), newSecret(), parts[4]].join('.');
    expect(refusalIn(await refresh(provider, issued, madeUp))).toBe('400 invalid_grant');
    expect(tokensIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBeTruthy();
  });

  it('is a copy if only its family is right: the grant is revoked', async () => {
    const issued = await tokensOf(provider);
    const parts = issued.tokens.refresh_token.split('.');
    const older = [...parts.slice(0, 4), newSecret()].join('.');
    expect(refusalIn(await refresh(provider, issued, older))).toBe('400 invalid_grant');
    expect(refusalIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBe('400 invalid_grant');
  });

  it('of another client revokes nothing', async () => {
    const issued = await tokensOf(provider);
    const other = register(provider);
    expect(refusalIn(await refresh(provider, { ...issued, ...other }, issued.tokens.refresh_token))).toBe(
      '400 invalid_grant',
    );
    expect(tokensIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBeTruthy();
  });

  it('ends with the client’s registration for the tenant', async () => {
    const issued = await tokensOf(provider);
    provider.registered.set(issued.client.id, { ...issued.client, tenants: [] });
    expect(refusalIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBe('400 invalid_grant');
    expect(refusalIn(await askUserinfo(provider, issued.tokens.access_token))).toBe('401 invalid_token');
  });

  it('may name a smaller scope, and the answer says what the tokens have', async () => {
    const issued = await tokensOf(provider);
    const answer = await askToken(provider, {
      form: { grant_type: 'refresh_token', refresh_token: issued.tokens.refresh_token, scope: 'openid' },
      headers: basic(issued),
    });
    expect(tokensIn(answer).scope).toBe('openid profile email groups roles');
  });
});

describe.each(kinds)('after the end of %s', (_, issue) => {
  it.each(sessionEnds)('by %s, the next request with any token is refused', async (_name, end) => {
    const issued = await issue();
    await end(provider, issued.person);
    expect(refusalIn(await askUserinfo(provider, issued.tokens.access_token))).toBe('401 invalid_token');
    expect(refusalIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBe('400 invalid_grant');
  });
});
