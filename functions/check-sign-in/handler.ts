import { sitesFrom } from '../../shared/apps/sites-variable.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { checkEveryApp } from '../../shared/sign-in-check/check-every-app.ts';
import { openCheckKey } from '../../shared/sign-in-check/open-check-key.ts';
import { recordServedAddresses } from '../../shared/sign-in-check/served-addresses.ts';
import { openTablesFrom } from '../../shared/store/dynamodb.ts';
import { sendOverHttps, twice } from './endpoint.ts';

const check = {
  sites: sitesFrom(process.env),
  tenants: openTablesFrom(process.env).tenants,
  key: openCheckKey(process.env),
  send: sendOverHttps,
  clock: () => new Date(),
};

/** Runs every hour by the schedule. It counts 1 for a failed check and 0 for a passed one, and never fails itself. */
export async function handler(): Promise<void> {
  try {
    await twice(() => checkEveryApp(check));
    counters.count('SignInCheckFailed', 0);
    await remember();
  } catch (error) {
    logUnexpectedError(error);
    counters.count('SignInCheckFailed');
  } finally {
    counters.publish();
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
