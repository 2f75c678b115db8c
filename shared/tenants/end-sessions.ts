import { acceptsSignIns } from './sso-entitlement.ts';
import type { Tenant } from './tenant.ts';

/**
 * The tenant with every session of it ended: an edit for `TenantStore.change`. Sessions that begin after that write
 * count.
 */
export function endSessions(tenant: Tenant): Tenant {
  return { ...tenant, sessionGeneration: (tenant.sessionGeneration ?? 0) + 1 };
}

/**
 * `after`, with every session ended where `before` could be signed in to and `after` cannot. So sessions of a tenant
 * that was disabled, or whose single sign-on was switched off, do not count again once it is enabled.
 */
export function endingSessions(before: Tenant, after: Tenant): Tenant {
  const isClosed = acceptsSignIns(before) && !acceptsSignIns(after);
  return isClosed && after.sessionGeneration === before.sessionGeneration ? endSessions(after) : after;
}
