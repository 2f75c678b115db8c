import { acceptsSignIns, type SsoTerms } from './sso-entitlement.ts';
import type { Tenant } from './tenant.ts';

/**
 * Returns the tenant with every session ended: an edit for `TenantStore.change`. Sessions that begin after that write
 * are valid.
 */
export function endSessions(tenant: Tenant): Tenant {
  return { ...tenant, sessionGeneration: (tenant.sessionGeneration ?? 0) + 1 };
}

/**
 * Returns `after`, with every session ended where `before` accepted sign-ins and `after` does not. So the sessions of a
 * tenant that was disabled, or that lost single sign-on, do not become valid again when it is enabled.
 */
export function endingSessions(app: SsoTerms, before: Tenant, after: Tenant): Tenant {
  const isClosed = acceptsSignIns(app, before) && !acceptsSignIns(app, after);
  return isClosed && after.sessionGeneration === before.sessionGeneration ? endSessions(after) : after;
}
