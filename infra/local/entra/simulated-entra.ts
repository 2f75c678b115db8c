import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EnterpriseApplication } from './enterprise-application.ts';

/** What the simulated Entra serves. */
export interface SimulatedEntraOptions {
  /** The port of `http://entra.localhost:<port>`. */
  readonly port: number;
  /** From `createEnterpriseApplications`; the demonstration's tenants are seeded from the same ones. */
  readonly applications: readonly EnterpriseApplication[];
  readonly now?: () => Date;
}

/** Answers every request to `http://entra.localhost:<port>`. */
export function createSimulatedEntra(
  options: SimulatedEntraOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (_request, response) => {
    response.writeHead(503).end(`Not built yet: ${options.applications.length} applications.`);
  };
}
