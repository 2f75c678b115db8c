import type { TenantIncarnation } from '../../tenants/tenant.ts';
import type { SignedInFlow } from '../flow.ts';

/** The successful sign-ins of a tenant, by time. */
export interface SignInLog {
  /**
   * From the newest on, as long as they are kept: until the session and the assertion are over and the sweep has been
   * there. Nothing of an earlier tenant of the name. Eventually consistent; one request a page.
   * @param before Only those that came earlier. Default: all.
   */
  list(tenant: TenantIncarnation, before?: Date): AsyncIterable<SignedInFlow>;
}
