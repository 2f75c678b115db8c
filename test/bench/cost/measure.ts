import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { type EndpointFunctionName, isBackground } from '../../../functions/routes.ts';
import type { Measured, MeasuredCall, Measurement } from '../../../infra/cost/measured.ts';
import { functionNames } from '../../../infra/functions/function-records.ts';
import { writeRefreshJob } from '../../../shared/events/refresh-job.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { takeRequestsOfCustomer } from './customer-requests.ts';
import { runMeasuringStage } from './measuring-stage.ts';

/** How often each request is measured. */
export interface Rounds {
  /** For each app, in a process that has answered before. */
  readonly rounds: number;
  /** For each app, in a process of its own. Default 1. */
  readonly coldRounds?: number;
}

const endpointNames = functionNames.filter((name): name is EndpointFunctionName => !isBackground(name));

/** Signs people in to both apps, and measures what one request of each function takes, cold and then warm. */
export async function measureCost({ rounds, coldRounds = 1 }: Rounds): Promise<Measured> {
  const measuring = await runMeasuringStage();
  const all = Array.from({ length: coldRounds + rounds }, (_, round) => [round, round < coldRounds] as const);
  try {
    // Before there are tenants: whose turn it is would be sent to a queue, which is not embedded.
    for (const [, isCold] of all) {
      await measuring.takeEvent('schedule-refresh', { time: new Date().toISOString() }, isCold);
    }
    for (const [round, isCold] of all) {
      for (const app of ['timetrack', 'trakstar'] as const) {
        const { tenant } = await takeRequestsOfCustomer(measuring.stage, app, round, (name, asked, as) =>
          measuring.take(name, asked, isCold, as),
        );
        await measuring.takeEvent('refresh-metadata', refreshOf(tenant), isCold);
      }
    }
    await setTimeout(200); // What was written last is still in the pipe.
    const calls = await Promise.all(
      endpointNames.map(async (name) => [name, await measuring.measurementOf(name)] as const),
    );
    const code = await measuring.measurementOf('assertion-consumer', 'code-of-sign-in');
    return {
      on: new Date().toISOString().slice(0, 10),
      machine: `${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`,
      calls: Object.fromEntries([...calls, ['code-of-sign-in', code]]) as Record<MeasuredCall, Measurement>,
      scheduled: await measuring.measurementOf('schedule-refresh'),
      refreshed: await measuring.measurementOf('refresh-metadata'),
    };
  } finally {
    await measuring.stop();
  }
}

/** The message of a queue. The tenant has no metadata URL: everything runs but the fetch. */
function refreshOf({ app, id }: Tenant): object {
  return { Records: [{ messageId: 'job', body: writeRefreshJob({ app, tenant: id, because: 'turn' }) }] };
}
