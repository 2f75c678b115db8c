import type { AppId, TenantId } from '../apps/profile.ts';

/** A ring of refusals that moved since it was last announced. */
export interface MovedRing {
  readonly app: AppId;
  /** Undefined for the ring of names that no tenant has. */
  readonly tenant?: TenantId;
  /** How many refusals it has ever taken. */
  readonly recorded: number;
  /** How many of these have been announced. */
  readonly announced: number;
}

/** What came since, by problem code. */
export interface FreshRefusals {
  /** How many there were: more than stand in `problems` where the ring went round. */
  readonly count: number;
  readonly problems: Readonly<Record<string, number>>;
}

/**
 * The rings as somebody sees them who comes by once a minute. What a refusal leaves is the same two requests
 * whether or not anybody comes.
 */
export interface RefusalRings {
  /** At most `limit` of those that moved before, the one that waits longest first. One request; a moment behind. */
  moved(before: Date, limit: number): Promise<readonly MovedRing[]>;
  /** What a ring has taken since it was announced. One request. */
  fresh(ring: MovedRing): Promise<FreshRefusals>;
  /** That all of `ring` has been announced. Where it moved meanwhile, it is found again. */
  markAnnounced(ring: MovedRing): Promise<void>;
}
