import type { EndpointRequest } from '../../shared/http/request.ts';
import type { ConnectionDraft } from '../../shared/tenants/draft/connection-draft.ts';
import type { TenantLocation } from '../location.ts';
import { pageParameter, setupPath } from './addresses.ts';

/** How often a waiting page looks, in seconds, and how many times it does so: ten minutes. A test is open for longer. */
export const pollIntervalSeconds = 5;
const looks = 120;

/** A page that waits for the result of a test. */
export interface TestPolling {
  /** Where it looks next; undefined where it has looked often enough. */
  readonly nextHref: string | undefined;
}

/** Where the page of the test waits for a result that is newer than `since`: what the administrator asks it to. */
export function pollTestHref(location: TenantLocation, since: Date, look = 1): string {
  return setupPath(location, { [pageParameter]: 'test', wait: String(look), since: String(since.getTime()) });
}

/** Undefined where the page is not asked to wait, or what it waited for is there. */
export function testPollingOf(
  { rawQuery }: EndpointRequest,
  location: TenantLocation,
  { test }: ConnectionDraft,
): TestPolling | undefined {
  const query = new URLSearchParams(rawQuery);
  const [look, since] = [wholeNumber(query.get('wait')), wholeNumber(query.get('since'))];
  if (look === undefined || since === undefined) return undefined;
  if (test !== undefined && test.at.getTime() >= since) return undefined;
  return { nextHref: look < looks ? pollTestHref(location, new Date(since), look + 1) : undefined };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
