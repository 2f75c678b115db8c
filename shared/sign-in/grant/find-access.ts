import { hashOfSecret, isSameHash } from '../../ids/secret.ts';
import { Problem } from '../../problems/problem.ts';
import type { RunningSession } from '../session.ts';
import type { AccessTokenHash, Grant } from './grant.ts';
import { runningSessionOfGrant } from './grant-session.ts';
import type { TokenIssuing } from './issue-tokens.ts';
import { parseToken } from './token-text.ts';

/** What a valid access token stands for. */
export interface Access {
  readonly grant: Grant;
  readonly session: RunningSession;
}

/**
 * Returns what an access token stands for. Two or three reads at each call; none for a text that is no token, and one
 * for a token that proves nothing.
 * @throws Problem `openid-access-refused`
 */
export async function findAccess(
  { grants, accountStatuses }: Pick<TokenIssuing, 'grants' | 'accountStatuses'>,
  accessToken: string,
  now: Date,
): Promise<Access> {
  const token = parseToken(accessToken);
  if (token === undefined) throw refused('a text of another form');
  const found = await grants.find(token.grant);
  const access = found && accessOf(found.grant, hashOfSecret(token.secret));
  if (found === undefined || access === undefined) throw refused('one that was not issued, or was revoked');
  if (access.expiresAt <= now) throw refused(`expired at ${access.expiresAt.toISOString()}`);
  const session = await runningSessionOfGrant(accountStatuses, found, now);
  if (session === undefined) throw refused('one of a session that has ended');
  return { grant: found.grant, session };
}

function refused(actual: string): Problem {
  return new Problem('openid-access-refused', { expected: 'a valid access token', actual });
}

/** Returns the access token of a grant that has this hash. */
export function accessOf({ tokens }: Grant, hash: string): AccessTokenHash | undefined {
  if (tokens?.state !== 'valid') return undefined;
  return [tokens.access, tokens.previousAccess].find(
    (each) => each !== undefined && isSameHash(each.hash, hash),
  );
}
