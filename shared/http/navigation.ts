import type { EndpointRequest } from './request.ts';

/**
 * What a browser does with an answer. `top-level`: shows it as a page of its own. `frame`: shows it inside another
 * page. `resource`: uses it as an image, a script, data.
 */
export type Navigation = 'top-level' | 'frame' | 'resource';

const frames = new Set(['iframe', 'frame', 'fencedframe']);

/**
 * Returns what a GET is for, by `Sec-Fetch-Dest` and `Sec-Fetch-Mode`. A browser that sends neither (before 2023) counts
 * as `top-level`. So does a navigation that a service worker hands on, whose destination is `empty`: no page can make
 * a request in the mode `navigate` by script.
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function navigationOf(request: Pick<EndpointRequest, 'header'>): Navigation {
  const destination = request.header('sec-fetch-dest');
  const mode = request.header('sec-fetch-mode');
  if (destination !== undefined && frames.has(destination)) return 'frame';
  if (destination === 'empty' && mode === 'navigate') return 'top-level';
  const isPage = destination === undefined || destination === 'document';
  return isPage && (mode === undefined || mode === 'navigate') ? 'top-level' : 'resource';
}

/**
 * Office opens a link itself before it hands it to the browser, follows redirects in a cookie jar of its own, and then
 * gives the browser the last address: a sign-in that another program began. Microsoft advises to answer it with 200.
 * @see https://learn.microsoft.com/office/troubleshoot/office-suite-issues/click-hyperlink-to-sso-website
 */
const office =
  /(?:^|[^a-z])(?:ms-office|msoffice|microsoft office|word|excel|powerpoint|onenote|outlook|visio)(?:[^a-z]|$)/i;

/** Programs that fetch a link to show what is behind it. */
const preview =
  /skypeuripreview|slackbot|slack-imgproxy|facebookexternalhit|facebot|whatsapp|twitterbot|linkedinbot|telegrambot|discordbot|bingpreview|google-pagerenderer|mattermost-bot|rocket\.chat|redditbot|embedly|iframely|viber/i;

/** `Sec-Purpose` of today, and what browsers sent before it. */
const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

/**
 * Whether a GET looks ahead, so that nobody may ever see its answer: a prefetch, Office, or the preview of a link. An
 * agent's name proves nothing (web views carry such names too): whatever is refused to it, it must be able to go on.
 */
export function looksAhead(request: Pick<EndpointRequest, 'header'>): boolean {
  if (purposes.some((name) => /\b(?:prefetch|preview|prerender)\b/i.test(request.header(name) ?? '')))
    return true;
  const agent = request.header('user-agent') ?? '';
  return office.test(agent) || preview.test(agent);
}
