import type { AppId } from '../../ids/app-id.ts';
import type { BufferOwner } from './rejection-buffer-item.ts';

/** How much the two buffers of a tenant have ever taken. */
export interface BufferCounts {
  readonly signed: number;
  readonly unsigned: number;
  /** Those of `unsigned` whose key the tenant did not know: what a directory with a new key is refused by. */
  readonly unknownKeys: number;
}

/** The two buffers of a tenant, of which at least one moved since they were last announced. */
export interface ChangedBuffers {
  readonly app: AppId;
  /** Undefined for the buffers of names that no tenant has. */
  readonly tenant?: BufferOwner;
  readonly recorded: BufferCounts;
  /** How many of these have been announced. */
  readonly announced: BufferCounts;
  /** Where the counts stand: the key of their item. */
  readonly partitionKey: string;
}

/** What came since, by problem code. */
export interface NewRejections {
  /** How many there were: more than stand in `problems` where a buffer went round. */
  readonly count: number;
  readonly problems: Readonly<Record<string, number>>;
}

/**
 * The buffers as the run of each minute reads them. A refusal makes the same two requests whether or not anything reads
 * them.
 */
export interface RejectionBuffers {
  /** At most `limit` of those that moved before, the one that waits longest first. One request; a moment behind. */
  moved(before: Date, limit: number): Promise<readonly ChangedBuffers[]>;
  /** What a tenant's buffers have taken since they were announced. At most two requests. */
  fresh(buffers: ChangedBuffers): Promise<NewRejections>;
  /** Marks all of `buffers` as announced. Where one moved meanwhile, they are found again. */
  markAnnounced(buffers: ChangedBuffers): Promise<void>;
}
