import { setTimeout as wait } from 'node:timers/promises';
import { type EndpointOptions, endpoint, type LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { json } from '../../shared/http/answer.ts';
import { noEdge } from '../../shared/http/edge.ts';
import { logUnexpectedError } from '../../shared/observability/log.ts';
import { readinessKey } from '../../shared/store/readiness-key.ts';
import { isStoreUnavailable } from '../../shared/store/store-unavailable.ts';
import type { Table } from '../../shared/store/table.ts';
import { readinessMemoryMilliseconds, readinessTimeoutMilliseconds } from './constants.ts';

/** What the readiness check reads. */
export interface ReadinessDependencies {
  /** Of this region: in a stage with two regions, each checks its own replica. */
  readonly tenants: Pick<Table, 'get'>;
  /** Default: {@link readinessTimeoutMilliseconds}. */
  readonly timeoutMilliseconds?: number;
}

/** The result of a read: undefined where it succeeded, otherwise the code that says why not. */
type ReadinessFailure = 'store-unavailable' | 'internal' | undefined;

/**
 * Returns the handler of GET /readyz: whether this region can sign people in, as far as one read of its Tenants table
 * shows. Answers 200 `{status: "ready"}`, or 503 `{status: "unavailable", code}`: `store-unavailable` where DynamoDB did
 * not answer in time, `internal` for any other failure. One request of one read unit at most every
 * {@link readinessMemoryMilliseconds} in each process, however often it is asked: its failures are remembered as well, and
 * logged once.
 */
export function readyzEndpoint(
  deps: ReadinessDependencies,
  options: Pick<EndpointOptions, 'clock'> = {},
): LambdaHandler {
  let latest: { readonly at: number; readonly failure: Promise<ReadinessFailure> } | undefined;
  return endpoint(
    async ({ receivedAt }) => {
      const at = receivedAt.getTime();
      const age = latest === undefined ? Number.POSITIVE_INFINITY : Math.abs(at - latest.at);
      if (latest === undefined || age >= readinessMemoryMilliseconds)
        latest = { at, failure: readOnce(deps) };
      const code = await latest.failure;
      return code === undefined ? json(200, { status: 'ready' }) : json(503, { status: 'unavailable', code });
    },
    { methods: ['GET'], problems: 'json', edge: noEdge, ...options },
  );
}

async function readOnce({
  tenants,
  timeoutMilliseconds = readinessTimeoutMilliseconds,
}: ReadinessDependencies): Promise<ReadinessFailure> {
  const timer = new AbortController();
  const late = wait(timeoutMilliseconds, 'late' as const, { signal: timer.signal });
  try {
    const read = tenants.get(readinessKey).then(() => 'read' as const);
    if ((await Promise.race([read, late])) === 'read') return undefined;
    // What becomes of the read afterwards is of no interest, and must not end the process.
    read.catch(() => {});
    logUnexpectedError(new Error(`The readiness check timed out after ${timeoutMilliseconds} ms`));
    return 'store-unavailable';
  } catch (error) {
    logUnexpectedError(error);
    return isStoreUnavailable(error) ? 'store-unavailable' : 'internal';
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}
