import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { PlanOptions } from './plan.ts';
import type { WriteRate } from './write-rate.ts';

/** What has become of the rows so far. */
export interface ImportCounts {
  read: number;
  added: number;
  changed: number;
  renamed: number;
  unchanged: number;
  leftInactive: number;
  invalid: number;
  conflicts: number;
  /** Of the changed ones: people who were active and are not any more. Their sessions are over. */
  deactivated: number;
  sessionsEnded: number;
}

/** An import on its way. */
export interface ImportRun extends PlanOptions {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly dryRun: boolean;
  readonly rate: WriteRate;
  /** Told after every batch. */
  readonly onProgress: (counts: ImportCounts) => void;
  /** Asked before every batch. */
  readonly isInterrupted: () => boolean;
}
