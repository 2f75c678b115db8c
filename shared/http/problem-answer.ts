import type { Problem } from '../saml/inbound/problem.ts';
import { type Answer, json, page, withCookies } from './answer.ts';
import { problemPage } from './problem-page.ts';
import type { RefusalContext } from './refusal.ts';
import type { EndpointRequest } from './request.ts';

/** How an endpoint shows a problem: to a person, or to a program (`application/problem+json`, RFC 9457). */
export type ProblemFormat = 'page' | 'json';

/** The answer to a refused request, with the status of the problem's row. It logs nothing. */
export function problemAnswer(
  problem: Problem,
  { reference, receivedAt, language }: Pick<EndpointRequest, 'reference' | 'receivedAt' | 'language'>,
  context: RefusalContext = {},
  format: ProblemFormat = 'page',
): Answer {
  const { status, sentence } = problem.kind;
  const answer =
    format === 'page'
      ? page(
          status,
          problemPage({ problem, reference, at: receivedAt, ...context }, language),
          context.signOutAction === undefined ? 'page' : 'page-with-form',
        )
      : json(
          status,
          { title: sentence, status, reference, at: receivedAt.toISOString() },
          'application/problem+json',
        );
  return withCookies(answer, ...(context.cookies ?? []));
}
