import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Location, locate } from '../../shared/apps/locate.ts';
import type { Site } from '../../shared/apps/site.ts';
import { endpointUrl, signOnPathOf } from '../../shared/apps/urls.ts';
import { parseTenantId } from '../../shared/ids/tenant-id.ts';
import {
  customerParameter,
  parseSession,
  vendorNoticePage,
  vendorPage,
  vendorPolicy,
  vendorSignOnPage,
} from './vendor-page.ts';

/** Latchkey's answer to `GET /session`. */
export interface FetchedSession {
  readonly status: number;
  /** The JSON text of the answer. */
  readonly body: string;
}

/** What the stand-in for the vendor's application needs to know. */
export interface VendorApplicationOptions {
  readonly sites: readonly Site[];
  /** Asks Latchkey who is signed in; `host` as the browser sent it, with its port. */
  readonly fetchSession: (host: string, cookieHeader: string | undefined) => Promise<FetchedSession>;
}

interface Answer {
  readonly status: number;
  readonly page: ReturnType<typeof vendorNoticePage> | ReturnType<typeof vendorSignOnPage> | '';
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers every path of an app's host that Latchkey does not serve, as the vendor's application would: it
 * knows nothing of SAML, asks Latchkey who is signed in, and redirects everyone else to the sign-on URL.
 */
export function createVendorApplication(
  options: VendorApplicationOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const { status, page, headers } = await answerTo(request, options);
    const body = await page;
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': vendorPolicy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    });
    response.end(body.toString());
  };
}

async function answerTo(
  { headers, method, url: target = '/' }: IncomingMessage,
  { sites, fetchSession }: VendorApplicationOptions,
): Promise<Answer> {
  const { host = '' } = headers;
  const location = locationOf(sites, host, target);
  if (location === undefined || location.tenant.kind === 'malformed') {
    return { status: 404, page: vendorNoticePage('Nothing here', 'No tenant has this address.') };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    const page = vendorNoticePage('Not here', 'This page can only be opened.');
    return { status: 405, page, headers: { allow: 'GET, HEAD' } };
  }
  const { status, body } = await fetchSession(host, headers.cookie);
  if (status === 401) return signOnAt(location, target, headers['sec-fetch-dest']);
  const session = status === 200 ? parseSession(body) : undefined;
  if (session === undefined) {
    const reason = `Latchkey answered GET /session with ${status}, which says neither yes nor no.`;
    return { status: 502, page: vendorNoticePage('The session is unknown', reason) };
  }
  const { site } = location;
  const setupHref = setupUrlOf(site, session.tenant);
  return { status: 200, page: vendorPage({ app: site.app, target, session, setupHref }) };
}

/** Where *Settings > Authentication & SSO > SAML 2.0 > Configure* leads. */
function setupUrlOf(site: Site, tenant: string): string {
  const id = parseTenantId(tenant);
  return id === undefined ? site.origin : endpointUrl(site, id, 'setup');
}

function locationOf(sites: readonly Site[], host: string, target: string): Location | undefined {
  const [hostName = ''] = host.split(':');
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return locate(sites, { host: hostName, path, rawQuery: mark < 0 ? '' : target.slice(mark + 1) });
}

function signOnAt(location: Location, returnTo: string, destination: unknown): Answer {
  // Only opening a page starts a sign-in; every image of a page would otherwise start one of its own.
  if (destination !== undefined && destination !== 'document') {
    return { status: 401, page: vendorNoticePage('Not signed in', 'Open a page of the application.') };
  }
  const url = signOnUrl(location, returnTo);
  return url === undefined ? ownSignOn(location.site, returnTo) : redirectTo(url);
}

function redirectTo(location: string): Answer {
  return { status: 303, page: '', headers: { location } };
}

/**
 * The vendor's own Sign on page, where no address of the app but Latchkey's names the tenant: it knows the customer, or
 * asks, and leads to where Latchkey begins a sign-in.
 */
function ownSignOn(site: Site, target: string): Answer {
  const { pathname, search, searchParams } = new URL(target, site.origin);
  const returnTo = searchParams.get('returnTo') ?? `${pathname}${search}`;
  const tenant = parseTenantId(searchParams.get(customerParameter)?.trim().toLowerCase() ?? '');
  if (tenant === undefined) return { status: 200, page: vendorSignOnPage(site.app, returnTo) };
  return redirectTo(withReturnTo(endpointUrl(site, tenant, 'sign-on'), returnTo));
}

/**
 * The tenant's sign-on URL; where the address names no tenant, the app's own, which asks for it; undefined where Latchkey
 * has none that does.
 */
function signOnUrl({ site, tenant }: Location, returnTo: string): string | undefined {
  if (tenant.kind === 'named') return withReturnTo(endpointUrl(site, tenant.id, 'sign-on'), returnTo);
  const path = signOnPathOf(site);
  return path === undefined ? undefined : withReturnTo(new URL(path, site.origin).href, returnTo);
}

function withReturnTo(address: string, returnTo: string): string {
  const url = new URL(address);
  url.searchParams.set('returnTo', returnTo);
  return url.href;
}
