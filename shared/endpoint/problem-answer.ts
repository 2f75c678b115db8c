import { type Answer, json, withCookies } from '../http/answer.ts';
import { defaultLanguage } from '../http/language.ts';
import type { EndpointRequest } from '../http/request.ts';
import { page } from '../pages/page-answer.ts';
import { problemPage } from '../pages/problem-page.ts';
import { textsOf } from '../pages/text/texts.ts';
import type { Problem } from '../problems/problem.ts';
import { oauthErrorAnswer } from './oauth-error.ts';
import type { ProblemContext } from './problem-response.ts';

/**
 * How an endpoint shows a problem: to a person (`page`), to a program (`json`: `application/problem+json`, RFC 9457), or
 * to an OpenID client: at the token endpoint (`oauth`, RFC 6749 5.2) and where it shows a token (`bearer`, RFC 6750 3).
 */
export type ProblemFormat = 'page' | 'json' | 'oauth' | 'bearer';

/**
 * Returns the answer to a rejected request, with the status of the problem's row. A program gets the English sentence
 * whatever the language of the request. It logs nothing.
 */
export function problemAnswer(
  problem: Problem,
  { reference, receivedAt, language }: Pick<EndpointRequest, 'reference' | 'receivedAt' | 'language'>,
  context: ProblemContext = {},
  format: ProblemFormat = 'page',
): Answer {
  const { status } = problem.kind;
  if (format === 'oauth' || format === 'bearer') return oauthErrorAnswer(problem, reference, format);
  const answer =
    format === 'page'
      ? page(
          status,
          problemPage({ problem, reference, at: receivedAt, ...context }, language),
          context.signOutAction === undefined ? 'page' : 'page-with-form',
        )
      : json(
          status,
          {
            error: problem.code,
            title: textsOf(defaultLanguage).problem(problem.code).sentence,
            status,
            reference,
            at: receivedAt.toISOString(),
          },
          'application/problem+json',
        );
  return withCookies(answer, ...(context.cookies ?? []));
}
