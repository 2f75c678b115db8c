import type { EndpointRequest } from './request.ts';

/**
 * Whether a form was sent by a page of our own origin. Every browser of today says so itself; of an older one its
 * Origin is taken, which a page of ours that forbids referrers only sends as `null`, so that it is refused.
 * @param origin Ours, `https://acme.example.com`: from the site, never from the request.
 */
export function isSameOrigin(request: Pick<EndpointRequest, 'header'>, origin: string): boolean {
  const site = request.header('sec-fetch-site');
  return site === undefined ? request.header('origin') === origin : site === 'same-origin';
}
