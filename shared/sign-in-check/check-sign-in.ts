import { Buffer } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';
import type { Site } from '../apps/site.ts';
import { originOf } from '../apps/site.ts';
import { tenantUrls } from '../apps/urls.ts';
import { claimMappingOf } from '../claims/claim-mapping.ts';
import { checkTenantId } from '../ids/check-tenant-id.ts';
import { checkDirectory, checkPerson } from './check-tenant.ts';
import { type SignOctets, writeCheckResponse } from './signed-response.ts';

/** The functions that a sign-in passes through, in this order. */
export const checkedFunctions = ['sign-on', 'assertion-consumer', 'session', 'sign-out'] as const;

/** One of {@link checkedFunctions}. */
export type CheckedFunction = (typeof checkedFunctions)[number];

/** A request as a browser would send it. */
export interface BrowserRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** `name=value`. */
  readonly cookies: readonly string[];
  /** `application/x-www-form-urlencoded` */
  readonly form?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request of a check. */
export interface CheckRequest extends BrowserRequest {
  /** The function that answers it, for a sender that reaches functions directly. */
  readonly function: CheckedFunction;
}

/** What came back. */
export interface CheckAnswer {
  readonly status: number;
  readonly location: string | undefined;
  /** `Set-Cookie` values. */
  readonly setCookies: readonly string[];
  readonly body: string;
}

/** Sends one request without following redirects. */
export type SendCheck = (request: CheckRequest) => Promise<CheckAnswer>;

/** What a check needs beside the sender. */
export interface CheckInput {
  readonly site: Site;
  readonly send: SendCheck;
  readonly sign: SignOctets;
  readonly now: Date;
  /** A new ID for each message: an NCName. */
  readonly newId: () => string;
}

/** A step of a sign-in that did not do what it should. The text has neither a cookie nor a message. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  readonly step: string;

  constructor(step: string, what: string) {
    super(`${step}: ${what}`);
    this.step = step;
  }
}

/** What the application asks for, so that a required claim fails no check: one value for the first name of each. */
function claimsFor({ app }: Site): Readonly<Record<string, string>> {
  return Object.fromEntries(
    claimMappingOf(app.claims).map(({ attributes: [first = ''] }) => [first, 'sign-in-check']),
  );
}

/**
 * Signs the check's person in and out, as a browser and a directory do together: opens the Sign-on URL, answers its
 * AuthnRequest with a freshly signed response, asks `GET /session` who it is, signs out, and asks again. It ends the
 * session even if a step after it fails. Five requests; one signature.
 * @throws CheckFailure that names the step; whatever `send` and `sign` throw
 */
export async function checkSignIn(input: CheckInput): Promise<void> {
  const { site, send, now, newId, sign } = input;
  const urls = tenantUrls(site, checkTenantId);
  const begun = expectStatus('sign-on', await send(request('sign-on', urls.signOnUrl)), 303);
  const { inResponseTo, relayState } = requestSentTo(begun, checkDirectory.loginUrl);
  const samlResponse = await writeCheckResponse(
    {
      issuer: checkDirectory.issuer,
      audience: urls.identifier,
      replyUrl: urls.replyUrl,
      inResponseTo,
      nameId: checkPerson,
      claims: claimsFor(site),
      responseId: newId(),
      assertionId: newId(),
      now,
      validSeconds: 300,
    },
    sign,
  );
  const form = new URLSearchParams({ SAMLResponse: samlResponse, RelayState: relayState }).toString();
  const post = request('assertion-consumer', urls.replyUrl, { form, cookies: keptCookies(begun) });
  const signedIn = expectStatus('assertion-consumer', await send(post), 303);
  const cookies = keptCookies(signedIn);
  if (!cookies.some((cookie) => cookie.startsWith('__Host-session='))) {
    throw new CheckFailure('assertion-consumer', 'it answered without a session cookie');
  }
  try {
    requirePerson(await send(request('session', addressAt(site, '/session'), { cookies })));
  } finally {
    const signOut = request('sign-out', addressAt(site, '/sign-out'), {
      cookies,
      form: '',
      headers: { origin: originOf(site, checkTenantId) },
    });
    expectStatus('sign-out', await send(signOut), 200);
  }
  const afterwards = await send(request('session', addressAt(site, '/session'), { cookies }));
  expectStatus('session after sign-out', afterwards, 401);
}

function request(
  name: CheckedFunction,
  url: string,
  more: Partial<Pick<CheckRequest, 'cookies' | 'form' | 'headers'>> = {},
): CheckRequest {
  const method = more.form === undefined ? 'GET' : 'POST';
  return { function: name, method, url, cookies: [], headers: {}, ...more };
}

function addressAt(site: Site, path: string): string {
  return new URL(path, originOf(site, checkTenantId)).href;
}

/**
 * Returns the AuthnRequest that the answer of a Sign-on URL sends to a directory.
 * @param loginUrl Where the directory takes it.
 * @throws CheckFailure where the answer does not lead there, or the request has no ID
 */
export function requestSentTo({ location = '' }: CheckAnswer, loginUrl: string) {
  if (!location.startsWith(`${loginUrl}?`)) {
    throw new CheckFailure('sign-on', 'it did not redirect to the directory of the check');
  }
  const query = new URL(location).searchParams;
  const xml = inflateRawSync(Buffer.from(query.get('SAMLRequest') ?? '', 'base64')).toString();
  const inResponseTo = / ID="([^"]+)"/.exec(xml)?.[1];
  if (inResponseTo === undefined) throw new CheckFailure('sign-on', 'its AuthnRequest has no ID');
  return { inResponseTo, relayState: query.get('RelayState') ?? '' };
}

function requirePerson(answer: CheckAnswer): void {
  const { body } = expectStatus('session', answer, 200);
  const session = JSON.parse(body) as { tenant?: unknown; user?: { signInName?: unknown } };
  if (session.tenant === checkTenantId && session.user?.signInName === checkPerson) return;
  throw new CheckFailure('session', 'it is of another tenant or person');
}

/** Returns the cookies that an answer sets, as a browser would send them back. */
export function keptCookies({ setCookies }: CheckAnswer): readonly string[] {
  return setCookies
    .filter((cookie) => !/;\s*Max-Age=0/i.test(cookie))
    .map((cookie) => cookie.split(';')[0] ?? '');
}

function expectStatus(step: string, answer: CheckAnswer, status: number): CheckAnswer {
  if (answer.status === status) return answer;
  throw new CheckFailure(step, `it answered with ${answer.status}, not with ${status}`);
}
