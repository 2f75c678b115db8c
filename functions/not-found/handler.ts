import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { Problem } from '../../shared/problems/problem.ts';

const every = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Whatever no other route serves, until the vendor's application takes the default route: the page of an
 * address where there is no tenant.
 */
export const handler = endpoint(
  async () => {
    throw new Problem('tenant-not-found', { actual: 'no such address' });
  },
  { methods: every },
);
