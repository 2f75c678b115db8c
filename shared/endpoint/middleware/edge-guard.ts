import { cameThroughEdge } from '../../http/edge-secret.ts';
import { Problem } from '../../problems/problem.ts';
import { type EndpointMiddleware, incomingOf } from './incoming-event.ts';

/** Refuses what went around the edge and its firewall, as an address where there is nothing. */
export function edgeGuard(secrets: readonly string[]): EndpointMiddleware {
  return {
    before: function guardEdge(stack) {
      if (cameThroughEdge(incomingOf(stack.event), secrets)) return;
      throw new Problem('tenant-not-found', { actual: 'not by way of the edge' });
    },
  };
}
