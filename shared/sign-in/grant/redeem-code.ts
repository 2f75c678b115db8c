import { createHash } from 'node:crypto';
import { hashOfSecret, isSameHash, newSecret } from '../../ids/secret.ts';
import type { Authorization } from '../../openid/authorization.ts';
import type { OpenIdClient } from '../../openid/client.ts';
import { Problem } from '../../problems/problem.ts';
import { codeLifetimeSeconds, type Grant, repeatedCodeSeconds, type ValidTokens } from './grant.ts';
import { runningSessionOfGrant } from './grant-session.ts';
import {
  accessHashOf,
  composeTokens,
  grantRefused,
  requireGrantOf,
  type TokenAsker,
  type TokenIssuing,
  type TokenSet,
} from './issue-tokens.ts';
import { parseToken } from './token-text.ts';

/** What a client presents to redeem a code. */
export interface CodeRedemption {
  readonly code: string;
  readonly redirectUri: string;
  /** Undefined: the client sent none. */
  readonly codeVerifier: string | undefined;
}

/**
 * Redeems a code for tokens, once: three or four reads, one use of the signing key and one conditional write, in this
 * order. A fault before the write leaves the code as it was; after it, the code is spent whether or not the answer
 * arrives. A code that is presented again revokes what came of it, unless the verifier proves that the same client
 * repeats its request within {@link repeatedCodeSeconds}: then it is only refused.
 * @throws Problem `openid-grant-refused`, `openid-grant-reused`, `openid-session-ended`
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3
 */
export async function redeemCode(
  issuing: TokenIssuing,
  asker: TokenAsker,
  redemption: CodeRedemption,
): Promise<TokenSet> {
  const token = parseToken(redemption.code);
  if (token === undefined) throw grantRefused('a code', 'a text of another form');
  if (token.grant.app !== asker.client.app) throw grantRefused('a code of the app', 'one of another app');
  const found = await issuing.grants.find(token.grant);
  if (found === undefined || !isSameHash(found.grant.codeHash, hashOfSecret(token.secret))) {
    throw grantRefused('a code that was issued', 'none');
  }
  const { grant } = found;
  requireGrantOf(asker, grant);
  if (grant.tokens !== undefined) throw await refuseSpent(issuing, asker, redemption, grant);
  requireFresh(grant, asker.now);
  requireSameRequest(asker.client, grant.authorization, redemption);
  const session = await runningSessionOfGrant(issuing.accountStatuses, found, asker.now);
  if (session === undefined) throw new Problem('openid-session-ended');

  const secrets = {
    family: newSecret(issuing.random),
    refresh: newSecret(issuing.random),
    access: newSecret(issuing.random),
  };
  const tokens: ValidTokens = {
    state: 'valid',
    codeSpentAt: asker.now,
    familyHash: hashOfSecret(secrets.family),
    refreshHash: hashOfSecret(secrets.refresh),
    salt: newSecret(issuing.random),
    access: accessHashOf(secrets, session, asker.now),
  };
  const set = await composeTokens(issuing, {
    name: token.grant,
    authorization: grant.authorization,
    session,
    secrets,
    issuedAt: asker.now,
    answersCode: true,
  });
  if (await issuing.grants.redeem(grant, tokens)) return set;
  const after = await issuing.grants.find(token.grant);
  if (after?.grant.tokens === undefined) throw new Problem('openid-session-ended');
  throw await refuseSpent(issuing, asker, redemption, after.grant);
}

/** Revokes the grant of a spent code, unless its own client repeats itself. Returns the rejection. */
async function refuseSpent(
  { grants }: Pick<TokenIssuing, 'grants'>,
  { client, now }: TokenAsker,
  redemption: CodeRedemption,
  grant: Grant,
): Promise<Problem> {
  const { tokens, authorization } = grant;
  if (tokens?.state === 'valid') {
    const ageSeconds = (now.getTime() - tokens.codeSpentAt.getTime()) / 1_000;
    const isRepeat =
      ageSeconds <= repeatedCodeSeconds &&
      authorization.codeChallenge !== undefined &&
      mismatchOf(client, authorization, redemption) === undefined;
    if (isRepeat) return grantRefused('a code once', 'the same request again');
    await grants.revoke(grant, now);
  }
  return new Problem('openid-grant-reused', { expected: 'a code once', actual: 'a spent code' });
}

function requireFresh({ issuedAt }: Grant, now: Date): void {
  const ageSeconds = (now.getTime() - issuedAt.getTime()) / 1_000;
  if (ageSeconds >= codeLifetimeSeconds) {
    throw grantRefused(
      `a code of at most ${codeLifetimeSeconds} seconds`,
      `${Math.floor(ageSeconds)} seconds`,
    );
  }
}

function requireSameRequest(
  client: OpenIdClient,
  authorization: Authorization,
  redemption: CodeRedemption,
): void {
  const mismatch = mismatchOf(client, authorization, redemption);
  if (mismatch !== undefined) throw grantRefused(...mismatch);
}

/**
 * Returns how a redemption differs from its authorization request. A verifier without a challenge is refused too: the
 * client used PKCE, so someone removed the challenge from its request.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1
 */
function mismatchOf(
  { authentication }: OpenIdClient,
  { redirectUri, codeChallenge }: Authorization,
  { redirectUri: presented, codeVerifier }: CodeRedemption,
): readonly [expected: string, actual: string] | undefined {
  if (presented !== redirectUri) return ['the redirect_uri of the request', 'another one'];
  if (codeChallenge === undefined) {
    // A public client has no other proof. The authorization endpoint asks for one; a client may have become public since.
    if (authentication === 'none') return ['a code_challenge of a public client', 'none'];
    return codeVerifier === undefined ? undefined : ['no code_verifier', 'one without a code_challenge'];
  }
  if (codeVerifier === undefined) return ['a code_verifier', 'none'];
  const isWellFormed = /^[A-Za-z0-9._~-]{43,128}$/.test(codeVerifier);
  const isSame = isSameHash(codeChallenge, createHash('sha256').update(codeVerifier).digest('base64url'));
  return isWellFormed && isSame ? undefined : ['the code_verifier of the request', 'another one'];
}
