import { expect, it, vi } from 'vitest';
import { readyzEndpoint } from '../../../functions/readyz/endpoint.ts';
import { contextOf, eventOf } from '../../endpoint/api-gateway-event.ts';

it('answers a health check around an enforced edge: it can show no secret', async () => {
  vi.stubEnv('LATCHKEY_EDGE_SECRETS', 'S'.repeat(64));
  const handler = readyzEndpoint({ tenants: { get: async () => undefined } });
  expect((await handler(eventOf({ headers: {} }), contextOf())).statusCode).toBe(200);
  vi.unstubAllEnvs();
});
