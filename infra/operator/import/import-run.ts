import type { AppId } from '../../../shared/ids/app-id.ts';
import type { TenantId } from '../../../shared/ids/tenant-id.ts';
import type { PlanOptions } from './plan.ts';
import type { WriteRate } from './write-rate.ts';

/** The results of the rows so far. */
export interface ImportCounts {
  read: number;
  added: number;
  changed: number;
  renamed: number;
  unchanged: number;
  leftInactive: number;
  invalid: number;
  conflicts: number;
  /** Among the changed ones: people who became inactive. Their sessions ended. */
  deactivated: number;
  sessionsEnded: number;
}

/** An import in progress. */
export interface ImportRun extends PlanOptions {
  readonly app: AppId;
  readonly tenant: TenantId;
  readonly dryRun: boolean;
  readonly rate: WriteRate;
  /** Called after every batch. */
  readonly onProgress: (counts: ImportCounts) => void;
  /** Called after every batch; true stops the import. */
  readonly isInterrupted: () => boolean;
}
