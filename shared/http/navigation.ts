import type { EndpointRequest } from './request.ts';

/**
 * How a browser uses an answer. `top-level`: as a page. `frame`: as a page inside another page. `resource`: as an
 * image, a script, data.
 */
export type Navigation = 'top-level' | 'frame' | 'resource';

const frames = new Set(['iframe', 'frame', 'fencedframe']);

/**
 * Returns the purpose of a GET, by `Sec-Fetch-Dest` and `Sec-Fetch-Mode`. A browser that sends neither (before 2023)
 * counts as `top-level`. So does a navigation that a service worker forwards, whose destination is `empty`: scripts
 * cannot send requests in the mode `navigate`.
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
 * Office opens a link itself before it passes it to the browser, and follows redirects with a separate cookie jar. Then
 * it gives the browser the last address: a sign-in that another program began. Microsoft advises answering it with 200.
 * @see https://learn.microsoft.com/office/troubleshoot/office-suite-issues/click-hyperlink-to-sso-website
 */
const office =
  /(?:^|[^a-z])(?:ms-office|msoffice|microsoft office|word|excel|powerpoint|onenote|outlook|visio)(?:[^a-z]|$)/i;

/** Programs that fetch a link to preview it. */
const preview =
  /skypeuripreview|slackbot|slack-imgproxy|facebookexternalhit|facebot|whatsapp|twitterbot|linkedinbot|telegrambot|discordbot|bingpreview|google-pagerenderer|mattermost-bot|rocket\.chat|redditbot|embedly|iframely|viber/i;

/** Today's `Sec-Purpose`, and the headers that browsers sent before it. */
const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const;

/**
 * Returns whether a GET is speculative, so that its answer may never be seen: a prefetch, Office, or a link preview. A
 * user agent's name proves nothing (web views have such names too), so a person must still be able to continue from the
 * answer.
 */
export function looksAhead(request: Pick<EndpointRequest, 'header'>): boolean {
  if (purposes.some((name) => /\b(?:prefetch|preview|prerender)\b/i.test(request.header(name) ?? '')))
    return true;
  const agent = request.header('user-agent') ?? '';
  return office.test(agent) || preview.test(agent);
}
