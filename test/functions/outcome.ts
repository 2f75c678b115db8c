import type { EndpointFunctionName } from '../../functions/routes.ts';
import type { Asked } from '../harness/ask.ts';
import type { Customer } from '../harness/customer.ts';
import { newTenantId } from '../harness/samples.ts';
import type { Situation } from './situation.ts';

/** One way in which an endpoint answers. */
export interface Outcome {
  readonly function: EndpointFunctionName;
  readonly status: number;
  /** To whom, or to what. */
  readonly to: string;
  readonly asked: (situation: Situation) => Asked;
}

/** Makes the URL of a customer name a tenant that does not exist. */
export const atUnknownTenant = ({ tenant }: Customer, url: string) => url.replace(tenant.id, newTenantId());

/** Makes a PUT request, which no endpoint takes. */
export const put = (url: string): Asked => ({ method: 'PUT', url });
