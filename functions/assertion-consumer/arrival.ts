import type { EndpointRequest } from '../../shared/http/request.ts';
import type { Random } from '../../shared/http/secret.ts';
import type { UnverifiedResponse } from '../../shared/saml/inbound/response.ts';
import type { Deployment } from '../deployment.ts';
import type { TenantLocation } from '../whereabouts.ts';
import type { SignInLimits } from './limits.ts';

/** What the assertion-consumer endpoint works with. */
export type AssertionConsumerPorts = Deployment & {
  readonly random: Random;
  /** Default: what app and tenant allow. */
  readonly limits?: SignInLimits;
};

/** A response on its way through the ACS: where it came to, and what came. */
export interface Arrival {
  readonly request: EndpointRequest;
  /** What the URL names; there may be no such tenant. */
  readonly location: TenantLocation;
  readonly unverified: UnverifiedResponse;
  readonly relayState: string | undefined;
}
