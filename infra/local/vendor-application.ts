import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Site } from '../../shared/apps/site.ts';

/** Latchkey's answer to `GET /session`. */
export interface SessionAnswer {
  readonly status: number;
  /** The JSON text of the answer. */
  readonly body: string;
}

/** What the stand-in for the vendor's application needs to know. */
export interface VendorApplicationOptions {
  readonly sites: readonly Site[];
  /** Asks Latchkey who is signed in; `host` as the browser sent it, with its port. */
  readonly fetchSession: (host: string, cookieHeader: string | undefined) => Promise<SessionAnswer>;
}

/** Answers every path of an app's host that Latchkey does not serve, as the vendor's application would. */
export function createVendorApplication(
  options: VendorApplicationOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (_request, response) => {
    response.writeHead(503).end(`Not built yet: ${options.sites.length} sites.`);
  };
}
