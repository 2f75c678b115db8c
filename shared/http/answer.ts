import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import {
  type ContentPolicy,
  type PagePolicy,
  type PublicPolicy,
  securityHeaders,
} from './security-headers.ts';

/** The answer of a route handler: a value, so that tests can inspect it. Only {@link toResult} sends one. */
export interface Answer {
  readonly status: number;
  /** Lower-case names. The security headers are not among them and cannot be replaced by them. */
  readonly headers: Readonly<Record<string, string>>;
  /** `Set-Cookie` values. */
  readonly cookies: readonly string[];
  readonly body: string;
  readonly policy: ContentPolicy;
}

/** Returns an HTML document in the language that the request prefers. `markup` must be escaped already. */
export function html(status: number, markup: string, policy: PagePolicy): Answer {
  return answer(
    status,
    { 'content-type': 'text/html; charset=utf-8', vary: 'accept-language' },
    markup,
    policy,
  );
}

/** Returns a JSON document. */
export function json(
  status: number,
  value: unknown,
  contentType: 'application/json' | 'application/problem+json' = 'application/json',
): Answer {
  return answer(status, { 'content-type': contentType }, JSON.stringify(value));
}

/** Returns a JSON document that is the same for everyone, for any origin and any cache. */
export function publicJson(value: unknown, policy: PublicPolicy): Answer {
  return answer(200, { 'content-type': 'application/json' }, JSON.stringify(value), policy);
}

/** Returns a text with its media type: SP metadata, a health check. */
export function text(status: number, contentType: string, body: string): Answer {
  return answer(status, { 'content-type': contentType }, body);
}

/**
 * Returns a redirect that is always followed with GET (303, RFC 9110 15.4.4), so that no form is ever forwarded.
 * @throws TypeError where `location` is not a URL that a header can carry (visible ASCII): a bug in the caller
 */
export function redirect(location: string): Answer {
  if (!/^[\x21-\x7e]+$/.test(location)) throw new TypeError('not a location');
  return answer(303, { location }, '');
}

/**
 * Returns a redirect (307): the browser sends the same method and body to `location`.
 * @throws TypeError for anything that cannot be a header
 */
export function redirectWithBody(location: string): Answer {
  if (!/^[\x21-\x7e]+$/.test(location)) throw new TypeError('not a location');
  return answer(307, { location }, '');
}

/** Returns an answer without content (204). */
export function empty(): Answer {
  return answer(204, {}, '');
}

/** Returns the same answer with these `Set-Cookie` values added. */
export function withCookies(answer: Answer, ...cookies: readonly string[]): Answer {
  return { ...answer, cookies: [...answer.cookies, ...cookies] };
}

/** Returns the same answer with these headers added. */
export function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** The maximum size of all headers of an answer, in bytes. API Gateway turns more than 10,240 into a 5xx. */
export const maximumHeaderBytes = 8 * 1024;

/** Returns the size of an answer's headers on the wire, in bytes: its headers, its cookies and its policy's headers. */
export function headerBytes({ headers, cookies, policy }: Answer): number {
  const line = (name: string, value: string) => name.length + value.length + ': \r\n'.length;
  const all = Object.entries({ ...headers, ...securityHeaders(policy) });
  const bytes = all.reduce((sum, [name, value]) => sum + line(name, value), 0);
  return cookies.reduce((sum, cookie) => sum + line('set-cookie', cookie), bytes);
}

/**
 * Returns the answer in API Gateway's payload 2.0, always with the security headers of its policy.
 * @throws RangeError over {@link maximumHeaderBytes}; the middleware of an endpoint rejects such an answer before
 */
export function toResult(answer: Answer): APIGatewayProxyStructuredResultV2 {
  if (headerBytes(answer) > maximumHeaderBytes) throw new RangeError('more headers than an answer has');
  return {
    statusCode: answer.status,
    headers: { ...answer.headers, ...securityHeaders(answer.policy) },
    cookies: [...answer.cookies],
    body: answer.body,
    isBase64Encoded: false,
  };
}

function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  policy: ContentPolicy = 'bare',
): Answer {
  return { status, headers, cookies: [], body, policy };
}
