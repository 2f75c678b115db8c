import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Location, locate } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import { endpointUrl } from '../../shared/apps/urls.ts';
import { parseSession, vendorNoticePage, vendorPage, vendorPolicy } from './vendor-page.ts';

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

/**
 * Answers every path of an app's host that Latchkey does not serve, as the vendor's application would: it
 * knows nothing of SAML, asks Latchkey who is there, and sends whoever is not signed in to the sign-on URL.
 */
export function createVendorApplication(
  options: VendorApplicationOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const host = request.headers.host ?? '';
    const target = request.url ?? '/';
    const [path = '/', ...query] = target.split('?');
    const [hostName = ''] = host.split(':');
    const location = locate(options.sites, { host: hostName, path, rawQuery: query.join('?') });
    if (location === undefined || location.tenant === 'malformed') {
      return send(
        response,
        404,
        vendorNoticePage('There is no such tenant', 'Nothing is served at this address.'),
      );
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(response, 405, vendorNoticePage('Not here', 'This page can only be opened.'), {
        allow: 'GET',
      });
    }
    const answer = await options.fetchSession(host, request.headers.cookie);
    if (answer.status === 401) return sendToSignOn(request, response, location, target);
    const session = answer.status === 200 ? parseSession(answer.body) : undefined;
    if (session === undefined) {
      const reason = `Latchkey answered GET /session with ${answer.status}, which says neither yes nor no.`;
      return send(response, 502, vendorNoticePage('The session is unknown', reason));
    }
    send(response, 200, vendorPage({ app: location.site.app, target, session }));
  };
}

function sendToSignOn(
  request: IncomingMessage,
  response: ServerResponse,
  location: Location,
  target: string,
): void {
  // Only opening a page starts a sign-in; every image of a page would otherwise start one of its own.
  const destination = request.headers['sec-fetch-dest'];
  if (destination !== undefined && destination !== 'document') {
    return send(
      response,
      401,
      vendorNoticePage('Not signed in', 'Open a page of the application to sign in.'),
    );
  }
  response.writeHead(303, { location: signOnUrl(location, target), 'cache-control': 'no-store' }).end();
}

/** The tenant's sign-on URL; where the address names no tenant, the app's own, which asks for it. */
function signOnUrl({ site, tenant }: Location, returnTo: string): string {
  const url =
    tenant === 'absent' || tenant === 'malformed'
      ? new URL(site.app.paths['sign-on'][0], site.origin)
      : new URL(endpointUrl(site, tenant, 'sign-on'));
  url.searchParams.set('returnTo', returnTo);
  return url.href;
}

function send(
  response: ServerResponse,
  status: number,
  page: { toString(): string },
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': vendorPolicy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    })
    .end(page.toString());
}
