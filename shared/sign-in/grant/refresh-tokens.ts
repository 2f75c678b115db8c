import { hashOfSecret, isSameHash } from '../../ids/secret.ts';
import { defined } from '../../objects/defined.ts';
import { Problem } from '../../problems/problem.ts';
import { type Grant, repeatedRefreshSeconds, type ValidTokens } from './grant.ts';
import { runningSessionOfGrant } from './grant-session.ts';
import type { FoundGrant } from './grant-store.ts';
import {
  accessHashOf,
  composeTokens,
  grantRefused,
  requireGrantOf,
  type TokenAsker,
  type TokenIssuing,
  type TokenSet,
} from './issue-tokens.ts';
import { nextSecrets } from './token-secrets.ts';
import { parseRefreshToken, type RefreshToken } from './token-text.ts';

/**
 * Returns the next tokens for a refresh token, which is spent: two or three reads, one use of the signing key and one
 * conditional write, in this order. The token before the current one gets the same tokens again for
 * {@link repeatedRefreshSeconds}, without a write. Any older one of the grant proves that someone kept a copy: it
 * revokes the grant. No token outlives the session.
 * @throws Problem `openid-grant-refused`, `openid-grant-reused`, `openid-session-ended`
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
export async function refreshTokens(
  issuing: TokenIssuing,
  asker: TokenAsker,
  refreshToken: string,
): Promise<TokenSet> {
  const token = parseRefreshToken(refreshToken);
  if (token === undefined) throw grantRefused('a refresh token', 'a text of another form');
  if (token.grant.app !== asker.client.app) throw grantRefused('a token of the app', 'one of another app');
  for (let attempt = 0; attempt < maximumAttempts; attempt++) {
    const set = await tokensFor(issuing, asker, token, await findGrantOf(issuing, asker, token));
    if (set !== undefined) return set;
  }
  throw new Error(`The grant ${token.grant.id} changed ${maximumAttempts} times during one refresh`);
}

/** After a faster refresh the presented token is the previous one. A revoked access token takes another attempt. */
const maximumAttempts = 3;

/** A grant with valid tokens, and its session as it is stored. */
interface ValidGrant extends FoundGrant {
  readonly tokens: ValidTokens;
}

/** Returns the grant of a refresh token, whose family secret is proven: a stranger gets no further. */
async function findGrantOf(
  { grants }: Pick<TokenIssuing, 'grants'>,
  asker: TokenAsker,
  { grant: name, family }: RefreshToken,
): Promise<ValidGrant> {
  const found = await grants.find(name);
  const tokens = found?.grant.tokens;
  if (tokens?.state === 'revoked') throw grantRefused('a valid grant', 'a revoked one, or none');
  if (found === undefined || tokens === undefined || !isSameHash(tokens.familyHash, hashOfSecret(family))) {
    throw grantRefused('a refresh token that was issued', 'none');
  }
  requireGrantOf(asker, found.grant);
  return { ...found, tokens };
}

/** Returns the tokens; undefined where another request changed the grant meanwhile. */
async function tokensFor(
  issuing: TokenIssuing,
  { now }: TokenAsker,
  { grant: name, family, secret }: RefreshToken,
  { tokens, ...found }: ValidGrant,
): Promise<TokenSet | undefined> {
  const presentedHash = hashOfSecret(secret);
  const isCurrent = isSameHash(tokens.refreshHash, presentedHash);
  const repeatedAt = isCurrent ? undefined : timeOfRepeated(tokens, presentedHash, now);
  if (!isCurrent && repeatedAt === undefined) throw await refuseOld(issuing, found.grant, now);

  const session = await runningSessionOfGrant(issuing.accountStatuses, found, now);
  if (session === undefined) throw new Problem('openid-session-ended');
  const secrets = { family, ...nextSecrets(tokens.salt, secret) };
  const issuedAt = repeatedAt ?? now;
  const { authorization } = found.grant;
  const set = await composeTokens(issuing, {
    name,
    authorization,
    session,
    secrets,
    issuedAt,
    answersCode: false,
  });
  if (!isCurrent) return set;
  const { previousAccess: _, ...kept } = tokens;
  const isRotated = await issuing.grants.rotate(found.grant, {
    read: tokens,
    next: {
      ...kept,
      refreshHash: hashOfSecret(secrets.refresh),
      refreshedAt: now,
      previousRefreshHash: presentedHash,
      access: accessHashOf(secrets, session, issuedAt),
      ...defined({ previousAccess: tokens.access }),
    },
  });
  return isRotated ? set : undefined;
}

/** Returns when the presented token was refreshed, if it is the previous one and may be repeated. */
function timeOfRepeated(
  { previousRefreshHash, refreshedAt }: ValidTokens,
  presentedHash: string,
  now: Date,
): Date | undefined {
  if (previousRefreshHash === undefined || refreshedAt === undefined) return undefined;
  const isPrevious = isSameHash(previousRefreshHash, presentedHash);
  const ageSeconds = (now.getTime() - refreshedAt.getTime()) / 1_000;
  return isPrevious && ageSeconds <= repeatedRefreshSeconds ? refreshedAt : undefined;
}

async function refuseOld(
  { grants }: Pick<TokenIssuing, 'grants'>,
  grant: Grant,
  now: Date,
): Promise<Problem> {
  await grants.revoke(grant, now);
  return new Problem('openid-grant-reused', {
    expected: 'the current refresh token',
    actual: 'an older one',
  });
}
