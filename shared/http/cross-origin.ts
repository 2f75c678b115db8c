import { type Answer, empty, withHeaders } from './answer.ts';

/** How long a browser may keep the answer to a preflight request, in seconds. */
const preflightAgeSeconds = 3_600;

/** Returns the same answer, readable by scripts of any origin: for requests that no cookie and no host proves. */
export function readableByAnyOrigin(answer: Answer): Answer {
  return withHeaders(answer, { 'access-control-allow-origin': '*' });
}

/**
 * Returns the answer to a preflight request: scripts of any origin may send these methods with a token or a form.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightAnswer(methods: readonly string[]): Answer {
  return withHeaders(readableByAnyOrigin(empty()), {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': String(preflightAgeSeconds),
  });
}
