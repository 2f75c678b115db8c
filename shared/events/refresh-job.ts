import * as v from 'valibot';
import { appIdSchema, tenantIdSchema } from '../apps/id-schemas.ts';
import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/** A request to refresh the metadata of one tenant. */
export interface RefreshJob {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** `turn`: the tenant's slot has begun. `sign-in`: a message had an unknown key. */
  readonly because: 'turn' | 'sign-in';
}

/** A refresh job and the delay before a function receives it, in seconds: 0 to 900. */
export interface DelayedRefreshJob extends RefreshJob {
  readonly delaySeconds: number;
}

/** The queue of refresh jobs. */
export interface RefreshQueue {
  /** Sends every job, or throws. A job that is sent twice costs a second refresh and does no harm. */
  send(jobs: readonly DelayedRefreshJob[]): Promise<void>;
}

const schema = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    app: appIdSchema,
    tenant: tenantIdSchema,
    because: v.picklist(['turn', 'sign-in']),
  }),
);

/** Returns the queue message of a job. */
export function writeRefreshJob({ app, tenant, because }: RefreshJob): string {
  return JSON.stringify({ app, tenant, because });
}

/** Reads the job in a queue message. @throws Error for any other text */
export function readRefreshJob(message: string): RefreshJob {
  return v.parse(schema, message);
}
