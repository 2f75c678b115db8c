import type { EndpointRequest } from '../../../../shared/http/request.ts';
import type { ConnectionDraft } from '../../../../shared/tenants/draft/connection-draft.ts';
import type { TenantLocation } from '../../../location.ts';
import { pageParameter, setupPath } from '../../addresses.ts';

/** The interval at which a waiting page reloads, in seconds. */
export const pollIntervalSeconds = 5;

/** After so many reloads, 10 minutes, the page gives up. A test stays open for longer. */
const maximumPolls = 120;

/** The state of a page that waits for the result of a test. */
export interface TestPolling {
  /** The address of the next reload. Undefined once the page has given up. */
  readonly nextHref: string | undefined;
}

/** Returns the address of the test page that waits for a result newer than `since`. */
export function pollTestHref(location: TenantLocation, since: Date, poll = 1): string {
  return setupPath(location, { [pageParameter]: 'test', wait: String(poll), since: String(since.getTime()) });
}

/** Returns how a request waits. Undefined if it does not, or if the result has arrived. */
export function testPollingOf(
  { rawQuery }: EndpointRequest,
  location: TenantLocation,
  { test }: ConnectionDraft,
): TestPolling | undefined {
  const query = new URLSearchParams(rawQuery);
  const [poll, since] = [wholeNumber(query.get('wait')), wholeNumber(query.get('since'))];
  if (poll === undefined || since === undefined) return undefined;
  if (test !== undefined && test.at.getTime() >= since) return undefined;
  return { nextHref: poll < maximumPolls ? pollTestHref(location, new Date(since), poll + 1) : undefined };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
