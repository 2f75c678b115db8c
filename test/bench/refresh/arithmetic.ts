import {
  concurrentBatches,
  fetchTimeoutMilliseconds,
  jobsPerBatch,
} from '../../../functions/refresh-metadata/constants.ts';
import { refreshSlots } from '../../../shared/tenants/store/refresh-slot.ts';

/** What a schedule for so many tenants comes to. */
export interface ScheduleLoad {
  readonly tenants: number;
  /** Asks that one run sends, on average. */
  readonly tenantsPerRun: number;
  /** Requests to SQS that these take, ten a request. */
  readonly sendsPerRun: number;
  /** Looks that must be done a second, over all. */
  readonly looksPerSecond: number;
  /** Looks a second that the functions do where each batch takes `batchSeconds`. */
  readonly capacityPerSecond: number;
  /** The same where every directory hangs until the time is over. */
  readonly worstCapacityPerSecond: number;
  readonly hoursForAll: number;
}

/** How the minutes, the queue and the functions share so many tenants, where a batch of ten takes `batchSeconds`. */
export function scheduleLoad(tenants: number, batchSeconds: number): ScheduleLoad {
  const tenantsPerRun = tenants / refreshSlots;
  const capacity = (seconds: number) => (jobsPerBatch * concurrentBatches) / seconds;
  return {
    tenants,
    tenantsPerRun,
    sendsPerRun: Math.ceil(tenantsPerRun / 10),
    looksPerSecond: tenantsPerRun / 60,
    capacityPerSecond: capacity(batchSeconds),
    worstCapacityPerSecond: capacity(fetchTimeoutMilliseconds / 1_000),
    hoursForAll: refreshSlots / 60,
  };
}
