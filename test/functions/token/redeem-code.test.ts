import { createHash } from 'node:crypto';
import { jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { newSecret } from '../../../shared/ids/secret.ts';
import {
  codeLifetimeSeconds,
  repeatedCodeSeconds,
  tokenLifetimeSeconds,
} from '../../../shared/sign-in/grant/grant.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askToken,
  askUserinfo,
  basic,
  codeOf,
  later,
  type Provider,
  providerOver,
  redeem,
  redemptionOf,
  refresh,
  refusalIn,
  register,
  signedIn,
  tokensIn,
  tokensOf,
} from '../../harness/openid-provider.ts';
import { now } from '../../harness/samples.ts';

const log = useLog();
let provider: Provider;

beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

/** Both kinds of code. */
const kinds = [
  ['of a sign-in', async () => codeOf(provider)],
  ['of a running session', async () => codeOf(provider, { person: await signedIn(provider) })],
] as const;

describe.each(kinds)('a code %s', (_, issue) => {
  it('is redeemed for tokens, by one signature', async () => {
    const issued = await issue();
    const answer = await redeem(provider, issued);
    const tokens = tokensIn(answer);
    expect(tokens).toEqual({
      access_token: expect.stringMatching(/^timetrack\.[^.]+\.[^.]+\.[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: tokenLifetimeSeconds,
      refresh_token: expect.stringMatching(/^timetrack\.[^.]+\.[^.]+\.[\w-]{43}\.[\w-]{43}$/),
      id_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      scope: 'openid profile email groups roles',
    });
    expect(provider.signaturesUsed()).toBe(1);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      pragma: 'no-cache',
      'access-control-allow-origin': '*',
    });
    expect(answer.cookies).toEqual([]);
  });

  it('makes an ID token that a client can verify', async () => {
    const issued = await issue();
    const { id_token, access_token } = tokensIn(await redeem(provider, issued));
    const { payload, protectedHeader } = await jwtVerify(id_token, provider.publicKey, {
      issuer: issued.authorization.issuer,
      audience: issued.client.id,
      algorithms: ['RS256'],
      currentDate: now,
    });
    const { session, user, tenant } = issued.person;
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: provider.kid });
    expect(payload).toMatchObject({
      sub: user.id,
      sid: session.id,
      tenant: tenant.id,
      nonce: issued.authorization.nonce,
      iat: Math.floor(now.getTime() / 1_000),
      exp: Math.floor(now.getTime() / 1_000 + tokenLifetimeSeconds),
      at_hash: createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url'),
    });
  });

  it('is redeemed once in 20 requests at the same time, and the tokens live', async () => {
    const issued = await issue();
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(provider, issued)));
    const [winner, ...others] = answers.filter(({ statusCode }) => statusCode === 200);
    expect(others).toEqual([]);
    expect(answers.filter((answer) => refusalIn(answer) === '400 invalid_grant')).toHaveLength(19);
    const { access_token } = tokensIn(winner ?? expect.fail('none was redeemed'));
    expect((await askUserinfo(provider, access_token)).statusCode).toBe(200);
  });

  it(`is only refused when its client repeats it within ${repeatedCodeSeconds} seconds`, async () => {
    const issued = await issue();
    const { access_token } = tokensIn(await redeem(provider, issued));
    later(provider, repeatedCodeSeconds);
    expect(refusalIn(await redeem(provider, issued))).toBe('400 invalid_grant');
    expect(log.decision()).toMatchObject({ problem: 'openid-grant-refused' });
    expect((await askUserinfo(provider, access_token)).statusCode).toBe(200);
  });

  it('revokes what came of it when it is presented later', async () => {
    const issued = await issue();
    const tokens = tokensIn(await redeem(provider, issued));
    later(provider, repeatedCodeSeconds + 1);
    expect(refusalIn(await redeem(provider, issued))).toBe('400 invalid_grant');
    expect(log.decision()).toMatchObject({ problem: 'openid-grant-reused', class: 'attack' });
    expect(refusalIn(await askUserinfo(provider, tokens.access_token))).toBe('401 invalid_token');
    expect(refusalIn(await refresh(provider, issued, tokens.refresh_token))).toBe('400 invalid_grant');
  });

  it.each([
    ['another verifier', { code_verifier: newSecret() }],
    ['no verifier', { code_verifier: undefined }],
    ['another redirect URI', { redirect_uri: 'https://reports.example.com/other' }],
  ])('revokes what came of it when it is repeated at once with %s', async (_name, more) => {
    const issued = await issue();
    const tokens = tokensIn(await redeem(provider, issued));
    expect(refusalIn(await redeem(provider, issued, more))).toBe('400 invalid_grant');
    expect(refusalIn(await askUserinfo(provider, tokens.access_token))).toBe('401 invalid_token');
  });

  it('can be redeemed until its last second', async () => {
    const issued = await issue();
    later(provider, codeLifetimeSeconds - 0.001);
    expect((await redeem(provider, issued)).statusCode).toBe(200);
  });

  it('expires', async () => {
    const issued = await issue();
    later(provider, codeLifetimeSeconds);
    expect(refusalIn(await redeem(provider, issued))).toBe('400 invalid_grant');
    expect(log.decision()).toMatchObject({
      problem: 'openid-grant-refused',
      expected: `a code of at most ${codeLifetimeSeconds} seconds`,
    });
  });

  it('is not spent by a wrong request', async () => {
    const issued = await issue();
    await redeem(provider, issued, { code_verifier: newSecret() });
    await redeem(provider, issued, { redirect_uri: 'https://elsewhere.example.com/' });
    expect((await redeem(provider, issued)).statusCode).toBe(200);
  });
});

describe('a code without PKCE', () => {
  it('is redeemed by a client with a secret', async () => {
    const { tokens } = await tokensOf(provider, { withoutPkce: true });
    expect(tokens.access_token).toBeTruthy();
  });

  it('revokes what came of it when it is repeated at once: nothing proves who repeats it', async () => {
    const { tokens, ...issued } = await tokensOf(provider, { withoutPkce: true });
    expect(refusalIn(await redeem(provider, issued))).toBe('400 invalid_grant');
    expect(refusalIn(await askUserinfo(provider, tokens.access_token))).toBe('401 invalid_token');
  });

  it('makes at most one token set in 20 requests at the same time', async () => {
    const issued = await codeOf(provider, { withoutPkce: true });
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(provider, issued)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });

  it('is refused with a verifier: the challenge was removed from the request', async () => {
    const issued = await codeOf(provider, { withoutPkce: true });
    expect(refusalIn(await redeem(provider, issued, { code_verifier: issued.verifier }))).toBe(
      '400 invalid_grant',
    );
  });
});

describe('what is not revoked', () => {
  it('is a spent code that another client presents', async () => {
    const { tokens, ...issued } = await tokensOf(provider);
    const other = register(provider);
    later(provider, 20);
    const form = redemptionOf(issued);
    expect(refusalIn(await askToken(provider, { form, headers: basic(other) }))).toBe('400 invalid_grant');
    expect((await askUserinfo(provider, tokens.access_token)).statusCode).toBe(200);
  });

  it('is a spent code that is presented without authentication', async () => {
    const { tokens, ...issued } = await tokensOf(provider);
    later(provider, 20);
    const form = { ...redemptionOf(issued), client_id: issued.client.id };
    expect(refusalIn(await askToken(provider, { form }))).toBe('401 invalid_client');
    expect((await askUserinfo(provider, tokens.access_token)).statusCode).toBe(200);
  });
});

describe('tokens and their session', () => {
  it('are not issued once the session has ended', async () => {
    const issued = await codeOf(provider);
    const { session } = issued.person;
    await provider.flows.signOut(session.app, session.tenant, session.id, session.sessionHash, {
      reason: 'signed-out',
      at: now,
    });
    expect(refusalIn(await redeem(provider, issued))).toBe('400 invalid_grant');
    expect(log.decision()).toMatchObject({ problem: 'openid-session-ended' });
  });

  it('expire with the session at the latest', async () => {
    const ends = new Date(now.getTime() + 300_000);
    const { tokens } = await tokensOf(provider, { signIn: { sessionExpiresAt: ends } });
    expect(tokens.expires_in).toBe(300);
    const { payload } = await jwtVerify(tokens.id_token, provider.publicKey, { currentDate: now });
    expect(payload.exp).toBe(Math.floor(ends.getTime() / 1_000));
  });
});

it('logs who got tokens, and nothing of them', async () => {
  const { tokens, person, client, code, verifier, secret } = await tokensOf(provider);
  const line = log.lines().find(({ event }) => event === 'tokens.issued');
  expect(line).toMatchObject({
    app: 'timetrack',
    tenant: person.tenant.id,
    flow: person.session.id,
    client: client.id,
    grantType: 'authorization_code',
  });
  for (const text of [
    ...Object.values(tokens).slice(0, 1),
    tokens.refresh_token,
    tokens.id_token,
    code,
    verifier,
    secret,
  ]) {
    expect(log.text()).not.toContain(String(text).split('.').at(-1));
  }
});
