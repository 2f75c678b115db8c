import type { AppProfile } from '../shared/apps/profile.ts';
import type { Answer } from '../shared/http/answer.ts';
import { looksAhead, navigationOf } from '../shared/http/navigation.ts';
import type { EndpointRequest } from '../shared/http/request.ts';
import { page } from '../shared/pages/page-answer.ts';
import { framedPage, lookAheadPage } from '../shared/pages/sign-on-pages.ts';
import { Problem } from '../shared/problems/problem.ts';

/**
 * The parameter of a sign-on address that starts a sign-in whatever the user agent: it keeps web views out of a loop.
 */
const beginParameter = 'begin';

/** The parameters that, added to an address, start a sign-in whatever the user agent. */
export const beginAnyway = { [beginParameter]: '1' } as const;

/** What would start a sign-in. */
export interface Beginning {
  readonly app: AppProfile;
  /** The URL of this request, built by us. */
  readonly href: string;
  /** The same with {@link beginAnyway}. */
  readonly beginHref: string;
}

/**
 * Answers a request that starts no sign-in; returns undefined where it starts one. Only a page that a browser opens
 * does: no flow and no cookie for a frame, a prefetch, Office, a link preview, HEAD.
 * @throws Problem `sign-on-no-page` for an image, a script, a fetch
 */
export function answerBeforeBeginning(
  request: EndpointRequest,
  { app, href, beginHref }: Beginning,
): Answer | undefined {
  if (isLookingAhead(request)) {
    return page(200, lookAheadPage({ app, signOnHref: beginHref }, request.language));
  }
  switch (navigationOf(request)) {
    case 'top-level':
      return undefined;
    case 'frame':
      return page(200, framedPage({ app, signOnHref: href }, request.language), 'framed-page');
    case 'resource':
      throw new Problem('sign-on-no-page', {
        expected: 'a page that a browser opens',
        actual: `${request.header('sec-fetch-dest')}, ${request.header('sec-fetch-mode')}`,
      });
  }
}

/** Returns whether a program only looks at an address: HEAD, a prefetch, a link preview. No person waits for it. */
export function isLookingAhead(request: EndpointRequest): boolean {
  const begins = new URLSearchParams(request.rawQuery).has(beginParameter);
  return request.method === 'HEAD' || (!begins && looksAhead(request));
}
