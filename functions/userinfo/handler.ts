import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { Problem } from '../../shared/problems/problem.ts';

export const handler = endpoint(
  async () => {
    throw new Problem('tenant-not-found', { actual: 'no such address' });
  },
  { methods: ['GET', 'POST'] },
);
