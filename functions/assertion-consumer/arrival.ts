import type { Site } from '../../shared/apps/site.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import type { Random } from '../../shared/http/secret.ts';
import type { UnverifiedResponse } from '../../shared/saml/inbound/response.ts';
import type { Tenant } from '../../shared/tenants/tenant.ts';
import type { Deployment } from '../deployment.ts';

/** What the assertion-consumer endpoint works with. */
export type AssertionConsumerPorts = Deployment & { readonly random: Random };

/** A response on its way through the ACS: for whom, where, and what came. */
export interface Arrival {
  readonly request: EndpointRequest;
  readonly site: Site;
  readonly tenant: Tenant;
  readonly unverified: UnverifiedResponse;
  readonly relayState: string | undefined;
}
