import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { sitesFrom } from '../../shared/apps/sites-variable.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import { metricsVariables } from '../../shared/observability/metric-names.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { checkEveryApp } from '../../shared/sign-in-check/check-every-app.ts';
import { openCheckKey } from '../../shared/sign-in-check/open-check-key.ts';
import { recordServedAddresses } from '../../shared/sign-in-check/served-addresses.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { cloudWatchSignIns } from './cloudwatch-sign-ins.ts';
import { sendOverHttps, twice } from './endpoint.ts';
import { expectedSignIns } from './expected-sign-ins.ts';

const check = {
  sites: sitesFrom(process.env),
  tenants: openTablesFrom(process.env).tenants,
  key: openCheckKey(process.env),
  send: sendOverHttps,
  clock: () => new Date(),
};
const hourlySignIns = cloudWatchSignIns(
  new CloudWatchClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
  }),
  process.env[metricsVariables.service] ?? '',
);

/**
 * Runs every hour by the schedule, and never fails itself. Counts 1 for a failed check
 * and 0 for a passed one, and how many sign-ins of people this hour should have.
 */
export async function handler(): Promise<void> {
  await Promise.all([signIn(), countExpected()]);
  counters.publish();
}

async function signIn(): Promise<void> {
  try {
    await twice(() => checkEveryApp(check));
    counters.count('SignInCheckFailed', 0);
    await remember();
  } catch (error) {
    logUnexpectedError(error);
    counters.count('SignInCheckFailed');
  }
}

/** The next release must keep these addresses. A record that is an hour late fails no check. */
async function remember(): Promise<void> {
  try {
    await recordServedAddresses(check.tenants, check.sites, check.clock());
  } catch (error) {
    logUnexpectedError(error);
  }
}

async function countExpected(): Promise<void> {
  try {
    counters.count('SignInsExpected', await expectedSignIns(hourlySignIns, new Date()));
  } catch (error) {
    logUnexpectedError(error);
  }
}
