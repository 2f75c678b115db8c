import type { EndpointRequest } from './request.ts';

/**
 * What the headers say of who sent a form. `unsaid`: a browser from before 2023 on a page of ours (which forbids
 * referrers, so that it sends `Origin: null`), or a proxy that strips `Sec-Fetch-*` and `Origin`.
 */
export type FormSender = 'our-page' | 'another-origin' | 'unsaid';

/**
 * Returns who sent a form, by `Sec-Fetch-Site` and else by `Origin`. Only `same-origin` is our own page: a host beside
 * ours (`same-site`) is not.
 * @param origin Ours, `https://acme.example.com`: from the site, never from the request.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function formSender(request: Pick<EndpointRequest, 'header'>, origin: string): FormSender {
  const site = request.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' ? 'our-page' : 'another-origin';
  const from = request.header('origin');
  if (from === undefined || from === 'null') return 'unsaid';
  return from === origin ? 'our-page' : 'another-origin';
}
