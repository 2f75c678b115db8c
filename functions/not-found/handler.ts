import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { Problem } from '../../shared/problems/problem.ts';

const every = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Answers every request without a route with the page of an unknown tenant, until the vendor's application takes the
 * default route.
 */
export const handler = endpoint(
  async () => {
    throw new Problem('tenant-not-found', { actual: 'no such address' });
  },
  { methods: every },
);
