import * as v from 'valibot';
import { storedInstant, storedText } from '../../store/read-stored.ts';
import type { GrantTokens, ValidTokens } from './grant.ts';

const storedAccess = v.strictObject({ hash: storedText, expiresAt: storedInstant });

/** The tokens of a grant, as the attribute `grant` of an item. The reader returns {@link GrantTokens}. */
export const storedTokens = v.union([
  v.pipe(
    v.strictObject({ revokedAt: storedInstant }),
    v.transform((stored): GrantTokens => ({ state: 'revoked', ...stored })),
  ),
  v.pipe(
    v.strictObject({
      codeSpentAt: storedInstant,
      familyHash: storedText,
      refreshHash: storedText,
      refreshedAt: v.exactOptional(storedInstant),
      previousRefreshHash: v.exactOptional(storedText),
      salt: storedText,
      access: v.exactOptional(storedAccess),
      previousAccess: v.exactOptional(storedAccess),
    }),
    v.transform((stored): GrantTokens => ({ state: 'valid', ...stored })),
  ),
]);

/** Returns valid tokens as {@link storedTokens} reads them. */
export function tokensAttribute({ state: _, access, previousAccess, ...tokens }: ValidTokens) {
  const { codeSpentAt, refreshedAt, ...hashes } = tokens;
  return {
    ...hashes,
    codeSpentAt: codeSpentAt.toISOString(),
    refreshedAt: refreshedAt?.toISOString(),
    access: access && { hash: access.hash, expiresAt: access.expiresAt.toISOString() },
    previousAccess: previousAccess && {
      hash: previousAccess.hash,
      expiresAt: previousAccess.expiresAt.toISOString(),
    },
  };
}

/** Returns the tokens of a revoked grant as {@link storedTokens} reads them. */
export function revokedTokensAttribute(at: Date) {
  return { revokedAt: at.toISOString() };
}
