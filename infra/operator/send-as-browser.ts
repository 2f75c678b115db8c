import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import type { BrowserRequest, CheckAnswer } from '../../shared/sign-in-check/check-sign-in.ts';
import { connectableHost } from './doctor/probe.ts';

/** How long an answer may take, in milliseconds: longer than a cold start. */
const timeoutMilliseconds = 20_000;

/**
 * Sends one request through DNS, TLS and everything that stands in front of the functions, without following redirects.
 * @throws Error where there is no answer within {@link timeoutMilliseconds}, or the certificate is not trusted
 */
export async function sendAsBrowser(request: BrowserRequest): Promise<CheckAnswer> {
  const answer = await answerTo(request);
  return {
    status: answer.statusCode ?? 0,
    location: answer.headers.location,
    setCookies: answer.headers['set-cookie'] ?? [],
    body: await text(answer),
  };
}

function answerTo({
  method,
  url: address,
  cookies,
  form,
  headers,
}: BrowserRequest): Promise<IncomingMessage> {
  const url = new URL(address);
  const isSecure = url.protocol === 'https:';
  const options: RequestOptions = {
    method,
    host: connectableHost(url),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    headers: {
      host: url.host,
      'user-agent': 'latchkey-gallery',
      accept: 'text/html,application/json',
      'accept-language': 'en',
      ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
      ...(form === undefined
        ? {}
        : {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(form),
          }),
      ...headers,
    },
    agent: false,
    signal: AbortSignal.timeout(timeoutMilliseconds),
    ...(isSecure ? { servername: url.hostname } : {}),
  };
  return new Promise((resolve, reject) => {
    const asked = (isSecure ? httpsRequest : httpRequest)(options, resolve);
    asked.once('error', reject).end(form);
  });
}
