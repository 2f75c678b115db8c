import type { GrowthRow } from './growth.ts';
import type { HostileRow } from './hostile.ts';
import type { MemoryRow } from './memory.ts';

/** What one verifier was measured at. Null: it has no bundle, because it is no JavaScript. */
export interface Row {
  readonly name: string;
  readonly warmMs: number;
  readonly p99Ms: number;
  /** On one core, from the mean. */
  readonly perSecond: number;
  readonly coldMs: number;
  readonly bundleKb: number | null;
  readonly peakMiB: number;
}

/** What the session function takes, warm, for one kind of event. */
export interface AuthorizerRow {
  readonly name: string;
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** A whole run; the parts that were not asked for are left out. */
export interface Report {
  readonly floorMs: number;
  readonly rows: readonly Row[];
  /** Verifiers that could not be measured, and why. */
  readonly missing?: readonly string[];
  readonly growth?: readonly GrowthRow[];
  readonly hostile?: readonly HostileRow[];
  readonly memory?: readonly MemoryRow[];
  readonly authorizer?: readonly AuthorizerRow[];
}
