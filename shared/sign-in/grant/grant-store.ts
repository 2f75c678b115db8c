import type { SignedInFlow } from '../flow.ts';
import type { Grant, GrantName, ValidTokens } from './grant.ts';

/** A grant, and the session that it belongs to as it is stored: neither is judged. */
export interface FoundGrant {
  readonly grant: Grant;
  readonly session: SignedInFlow;
}

/** The write of a refresh. */
interface Rotation {
  /** The tokens as they were read. Their refresh token is the presented one. */
  readonly read: ValidTokens;
  readonly next: ValidTokens;
}

/**
 * Stores grants. Every write is one conditional write of one item, and its condition decides. A write whose answer was
 * lost is read back.
 */
export interface GrantStore {
  /**
   * Returns a grant with its session, as they are. Strongly consistent: one read for the grant of a sign-in, two for a
   * grant with an item of its own.
   */
  find(name: GrantName): Promise<FoundGrant | undefined>;
  /** Stores a grant with an item of its own, whose code is not spent. @throws Error where the id is taken */
  issue(grant: Grant, expiresAt: Date): Promise<void>;
  /**
   * Spends the code of `grant`, as it was read, for `tokens`. Of any number of calls one succeeds. False if the code was
   * spent or revoked before, or the session of the item has ended.
   */
  redeem(grant: Grant, tokens: ValidTokens): Promise<boolean>;
  /**
   * Replaces the tokens that were read. False if their refresh token is no longer the current one, or any of them was
   * revoked meanwhile. State and nonce of the request are forgotten: no later write pays for them.
   */
  rotate(grant: Grant, rotation: Rotation): Promise<boolean>;
  /** Makes code and tokens of an existing grant invalid for ever. */
  revoke(name: GrantName, at: Date): Promise<void>;
  /** Makes this access token invalid, and no other. */
  revokeAccess(name: GrantName, hash: string): Promise<void>;
}
