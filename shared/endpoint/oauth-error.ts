import { type Answer, json, withHeaders } from '../http/answer.ts';
import { defaultLanguage } from '../http/language.ts';
import { textsOf } from '../pages/text/texts.ts';
import type { Problem, ProblemCode } from '../problems/problem.ts';
import type { OAuthError } from '../problems/problem-kind.ts';

/**
 * Returns what an OpenID client is told of a problem. A problem without an error of its own is one of the transport:
 * its status decides.
 */
function oauthErrorOf({ kind }: Problem): OAuthError {
  if (kind.oauthError !== undefined) return kind.oauthError;
  if (kind.status === 503) return 'temporarily_unavailable';
  return kind.status === 500 ? 'server_error' : 'invalid_request';
}

/** What a program reads where the problem's own sentence is for a person at a page. */
const sentencesForPrograms: Partial<Record<ProblemCode, string>> = {
  'tenant-not-found': 'There is no issuer at this host. Use the addresses in the discovery document.',
  'method-not-allowed':
    'The endpoint does not accept this method. The header Allow names those that it accepts.',
  'body-too-large': 'The body of the request is too large.',
};

/**
 * Returns the answer to a refused request of an OpenID client, which scripts of any origin may read. `reference` is what
 * its log line is found by.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export function oauthErrorAnswer(problem: Problem, reference: string, scheme: 'oauth' | 'bearer'): Answer {
  const error = oauthErrorOf(problem);
  const sentence =
    sentencesForPrograms[problem.code] ?? textsOf(defaultLanguage).problem(problem.code).sentence;
  const { status } = problem.kind;
  const answer = json(status, { error, error_description: sentence, reference });
  const challenge =
    scheme === 'oauth'
      ? 'Basic realm="latchkey", charset="UTF-8"'
      : `Bearer realm="latchkey", error="${error}", error_description="${sentence}"`;
  return withHeaders(answer, {
    'access-control-allow-origin': '*',
    ...(status === 401 || (scheme === 'bearer' && status < 500) ? { 'www-authenticate': challenge } : {}),
  });
}
