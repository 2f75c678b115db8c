import type { Answer } from '../../shared/http/answer.ts';
import { looksAhead, navigationOf } from '../../shared/http/navigation.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { page } from '../../shared/pages/page-answer.ts';
import { framedPage, lookAheadPage } from '../../shared/pages/sign-on-pages.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { signOnHref, type TenantLocation } from '../location.ts';
import type { SignOnQuery } from './query.ts';

/**
 * The parameter of a sign-on address that starts a sign-in whatever the user agent: it keeps web views out of a loop.
 */
const beginParameter = 'begin';

/**
 * Answers a request that starts no sign-in; returns undefined where it starts one. Only a page that a browser opens
 * does: no flow and no cookie for a frame, a prefetch, Office, a link preview, HEAD.
 * @throws Problem `sign-on-no-page` for an image, a script, a fetch
 */
export function answerBeforeBeginning(
  request: EndpointRequest,
  location: TenantLocation,
  query: SignOnQuery,
): Answer | undefined {
  const begins = new URLSearchParams(request.rawQuery).has(beginParameter);
  const { app } = location.site;
  if (request.method === 'HEAD' || (!begins && looksAhead(request))) {
    const view = { app, signOnHref: signOnHref(location, query, { [beginParameter]: '1' }) };
    return page(200, lookAheadPage(view, request.language));
  }
  switch (navigationOf(request)) {
    case 'top-level':
      return undefined;
    case 'frame': {
      const view = { app, signOnHref: signOnHref(location, query) };
      return page(200, framedPage(view, request.language), 'framed-page');
    }
    case 'resource':
      throw new Problem('sign-on-no-page', {
        expected: 'a page that a browser opens',
        actual: `${request.header('sec-fetch-dest')}, ${request.header('sec-fetch-mode')}`,
      });
  }
}
