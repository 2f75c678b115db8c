import type { EndpointRequest } from '../../../../shared/http/request.ts';
import type { ConnectionDraft } from '../../../../shared/tenants/draft/connection-draft.ts';
import type { TenantLocation } from '../../../location.ts';
import { pageParameter, setupPath } from '../../addresses.ts';

/** The interval at which a waiting page reloads, in seconds. */
export const pollIntervalSeconds = 5;

/** The page gives up after 10 minutes. A test stays open for longer. */
const maximumWaitMilliseconds = 600_000;

/** The state of a page that waits for the result of a test. */
export interface TestPolling {
  /**
   * The address of the next reload, undefined once the page has given up. It stays the same until then, so that the
   * browser keeps the place in the page.
   */
  readonly nextHref: string | undefined;
}

/** Returns the address of the test page that begins to wait for a result newer than `since`. */
export function pollTestHref(location: TenantLocation, since: Date): string {
  return setupPath(location, { [pageParameter]: 'test', since: String(since.getTime()) });
}

/** Returns how a request waits. Undefined if it does not, or if the result has arrived. */
export function testPollingOf(
  { rawQuery, receivedAt }: EndpointRequest,
  location: TenantLocation,
  { test }: ConnectionDraft,
): TestPolling | undefined {
  const query = new URLSearchParams(rawQuery);
  const since = wholeNumber(query.get('since'));
  if (since === undefined) return undefined;
  if (test !== undefined && test.at.getTime() >= since) return undefined;
  const now = receivedAt.getTime();
  const latest = now + maximumWaitMilliseconds;
  const until = Math.min(wholeNumber(query.get('until')) ?? latest, latest);
  if (until <= now) return { nextHref: undefined };
  const parameters = { [pageParameter]: 'test', since: String(since), until: String(until) };
  return { nextHref: setupPath(location, parameters) };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
