import type { EndpointRequest } from './request.ts';

/**
 * What the headers say about the sender of a form. `unsaid`: a browser from before 2023 on one of our pages (which
 * forbid referrers, so that it sends `Origin: null`), or a proxy that strips `Sec-Fetch-*` and `Origin`.
 */
export type FormSender = 'our-page' | 'another-origin' | 'unsaid';

/**
 * Returns the sender of a form, by `Sec-Fetch-Site` or else by `Origin`. Only `same-origin` is our page: another host
 * of the same site (`same-site`) is not.
 * @param origin Our origin, `https://acme.example.com`: from the site, never from the request.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function formSender(request: Pick<EndpointRequest, 'header'>, origin: string): FormSender {
  const site = request.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' ? 'our-page' : 'another-origin';
  const from = request.header('origin');
  if (from === undefined || from === 'null') return 'unsaid';
  return from === origin ? 'our-page' : 'another-origin';
}
