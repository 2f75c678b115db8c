import type { AppId } from '../../ids/app-id.ts';
import type { FlowId } from '../../ids/flow-id.ts';
import type { GrantId } from '../../ids/grant-id.ts';
import type { TenantId } from '../../ids/tenant-id.ts';
import type { Authorization } from '../../openid/authorization.ts';

/** What names a grant: it stands in each of its code and tokens. */
export interface GrantName {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly id: GrantId;
}

/** What one client got of one session: a code, and the tokens that came of it. */
export interface Grant extends GrantName {
  /** The session that it belongs to. Its end is the grant's. */
  readonly session: FlowId;
  /** When the tenant was added, as in a flow. */
  readonly tenantCreatedAt?: Date;
  readonly authorization: Authorization;
  /** When the code was issued. It expires {@link codeLifetimeSeconds} later. */
  readonly issuedAt: Date;
  /** SHA-256 of the code's secret, base64url. */
  readonly codeHash: string;
  /** What became of the code. Undefined: it is not spent. */
  readonly tokens?: GrantTokens;
}

/** What the store keeps of the tokens of a spent code: hashes, and none of them after a revocation. */
export type GrantTokens = ValidTokens | RevokedTokens;

/** The tokens of a grant. All hashes are SHA-256, base64url. */
export interface ValidTokens {
  readonly state: 'valid';
  /** When the code was spent. */
  readonly codeSpentAt: Date;
  /** The part that every refresh token of the grant has. */
  readonly familyHash: string;
  readonly refreshHash: string;
  /** When `refreshHash` took the place of `previousRefreshHash`. Undefined before the first refresh. */
  readonly refreshedAt?: Date;
  readonly previousRefreshHash?: string;
  /** 32 random bytes, base64url, by which the next tokens follow from the presented refresh token. */
  readonly salt: string;
  /** Undefined: the client revoked the access token alone. */
  readonly access?: AccessTokenHash;
  /** The access token before the last refresh: it lives as long as the client was told. */
  readonly previousAccess?: AccessTokenHash;
}

/** An access token as the store keeps it. */
export interface AccessTokenHash {
  readonly hash: string;
  readonly expiresAt: Date;
}

/** A grant whose tokens no longer count. */
interface RevokedTokens {
  readonly state: 'revoked';
  readonly revokedAt: Date;
}

/** How long a code may be redeemed, in seconds. */
export const codeLifetimeSeconds = 60;

/** How long an access token and an ID token are valid, in seconds; never longer than the session. */
export const tokenLifetimeSeconds = 600;

/**
 * How long a client may repeat a refresh, because it lost the answer or because another of its nodes asked too, in
 * seconds: it gets the same tokens.
 */
export const repeatedRefreshSeconds = 30;

/**
 * How long after its redemption a client may repeat a code with the right verifier without harm, in seconds. It gets
 * no second answer.
 */
export const repeatedCodeSeconds = 10;
