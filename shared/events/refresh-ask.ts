import * as v from 'valibot';
import { appIdSchema, tenantIdSchema } from '../apps/id-schemas.ts';
import type { AppId } from '../ids/app-id.ts';
import type { TenantId } from '../ids/tenant-id.ts';

/** That somebody look after a tenant's keys. */
export interface RefreshJob {
  readonly app: AppId;
  readonly tenant: TenantId;
  /** `turn`: it is the tenant's. `sign-in`: a key came that nobody knows. */
  readonly because: 'turn' | 'sign-in';
}

/** An ask, and how long it may wait before anybody takes it up, in seconds: 0 to 900. */
export interface DelayedRefreshJob extends RefreshJob {
  readonly delaySeconds: number;
}

/** Where asks wait for somebody to take them up. */
export interface RefreshQueue {
  /** Sends every ask, or throws. One that was sent twice costs a look more and does no harm. */
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

/** An ask as a message. */
export function writeRefreshJob({ app, tenant, because }: RefreshJob): string {
  return JSON.stringify({ app, tenant, because });
}

/** The ask in a message. @throws Error where it is none */
export function readRefreshJob(message: string): RefreshJob {
  return v.parse(schema, message);
}
