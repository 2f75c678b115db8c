import { hashOfSecret, isSameHash } from '../../ids/secret.ts';
import { accessOf } from './find-access.ts';
import type { TokenAsker, TokenIssuing } from './issue-tokens.ts';
import { parseRefreshToken, parseToken } from './token-text.ts';

/**
 * Revokes a token of a client: one read and one write. A refresh token ends its grant, also one that was rotated
 * already; an access token ends alone. Every other text, and a token of another client, changes nothing: the client
 * learns no difference.
 * @see https://www.rfc-editor.org/rfc/rfc7009#section-2.2
 */
export async function revokeToken(
  { grants }: Pick<TokenIssuing, 'grants'>,
  { client, now }: Pick<TokenAsker, 'client' | 'now'>,
  text: string,
): Promise<void> {
  const refresh = parseRefreshToken(text);
  const token = refresh ?? parseToken(text);
  if (token === undefined || token.grant.app !== client.app) return;
  const grant = (await grants.find(token.grant))?.grant;
  if (grant?.tokens?.state !== 'valid' || grant.authorization.client !== client.id) return;
  if (refresh === undefined) {
    const access = accessOf(grant, hashOfSecret(token.secret));
    if (access !== undefined) await grants.revokeAccess(token.grant, access.hash);
  } else if (isSameHash(grant.tokens.familyHash, hashOfSecret(refresh.family))) {
    await grants.revoke(token.grant, now);
  }
}
