import { setTimeout as wait } from 'node:timers/promises';
import type { CheckAnswer, CheckRequest } from '../../shared/sign-in-check/check-sign-in.ts';

/** How long an answer may take, in milliseconds: longer than a cold start, shorter than a person waits. */
const timeoutMilliseconds = 10_000;

/** How long a check that failed waits before its only second attempt: a single dropped connection wakes no one. */
const pauseMilliseconds = 5_000;

/** Sends a request of a check to the address that people use: through DNS, the edge, and the API. */
export async function sendOverHttps(request: CheckRequest): Promise<CheckAnswer> {
  const { method, url, cookies, form, headers } = request;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMilliseconds),
    headers: {
      'user-agent': 'Latchkey sign-in check',
      ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(form === undefined ? {} : { body: form }),
  });
  return {
    status: response.status,
    location: response.headers.get('location') ?? undefined,
    setCookies: response.headers.getSetCookie(),
    body: await response.text(),
  };
}

/** Runs `check`, and once more if it fails. @throws the second error */
export async function twice(check: () => Promise<void>, pause = pauseMilliseconds): Promise<void> {
  try {
    await check();
  } catch {
    await wait(pause);
    await check();
  }
}
