import type { EndpointFunctionName } from '../../functions/routes.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import type { Asked } from '../harness/ask.ts';
import type { Customer } from '../harness/customer.ts';
import { newTenantId } from '../harness/samples.ts';
import { bring, logoutRequest } from './logout/logout-messages.ts';
import { ownForm, posting, setupUrl } from './setup/set-up.ts';
import type { Situation } from './situation.ts';

/** One way in which an endpoint answers. */
export interface Outcome {
  readonly function: EndpointFunctionName;
  readonly status: number;
  /** To whom, or to what. */
  readonly to: string;
  readonly asked: (situation: Situation) => Asked;
}

const unknown = ({ tenant }: Customer, url: string) => url.replace(tenant.id, newTenantId());
const post = ({ urls }: Customer, message: string): Asked => ({
  url: urls.replyUrl,
  form: formBody(message),
});
const put = (url: string): Asked => ({ method: 'PUT', url });

/** Every answer that the endpoints have, by function; 500 and 503 come from faults of a test's making. */
export const outcomes: readonly Outcome[] = [
  {
    function: 'sign-on',
    status: 303,
    to: 'whoever wants to sign in',
    asked: ({ timetrack }) => ({ url: timetrack.signOnUrl() }),
  },
  {
    function: 'sign-on',
    status: 303,
    to: 'whoever is signed in',
    asked: ({ timetrack, session }) => ({ url: timetrack.signOnUrl(), cookies: session }),
  },
  {
    function: 'sign-on',
    status: 200,
    to: 'whoever names no namespace',
    asked: () => ({ url: 'https://perform.trakstar.com/auth/saml/' }),
  },
  {
    function: 'sign-on',
    status: 404,
    to: 'whoever names no tenant',
    asked: ({ timetrack }) => ({ url: unknown(timetrack, timetrack.signOnUrl()) }),
  },
  {
    function: 'sign-on',
    status: 400,
    to: 'an open redirect',
    asked: ({ timetrack }) => ({ url: timetrack.signOnUrl({ returnTo: '//evil.example' }) }),
  },
  { function: 'sign-on', status: 405, to: 'PUT', asked: ({ timetrack }) => put(timetrack.signOnUrl()) },
  { function: 'assertion-consumer', status: 303, to: 'a genuine answer', asked: ({ answer }) => answer },
  { function: 'assertion-consumer', status: 303, to: 'the same answer again', asked: ({ answer }) => answer },
  {
    function: 'assertion-consumer',
    status: 409,
    to: 'the same answer without its cookie',
    asked: ({ answer }) => ({ ...answer, cookies: [] }),
  },
  {
    function: 'assertion-consumer',
    status: 303,
    to: 'what has to be started again',
    asked: ({ trakstar, now }) => post(trakstar, trakstar.message(undefined, { issuedAt: now })),
  },
  {
    function: 'assertion-consumer',
    status: 403,
    to: 'an answer of another browser',
    asked: ({ timetrack, now }) =>
      post(timetrack, timetrack.message(`_${'0'.repeat(32)}`, { issuedAt: now })),
  },
  {
    function: 'assertion-consumer',
    status: 404,
    to: 'a stranger',
    asked: ({ timetrack, now }) =>
      post(
        timetrack,
        timetrack.message(undefined, { issuedAt: now }, { key: signingKey({ name: 'stranger' }) }),
      ),
  },
  {
    function: 'assertion-consumer',
    status: 404,
    to: 'a tenant that is none',
    asked: ({ timetrack, answer }) => ({ ...answer, url: unknown(timetrack, timetrack.urls.replyUrl) }),
  },
  {
    function: 'assertion-consumer',
    status: 400,
    to: 'what is no message',
    asked: ({ timetrack }) => post(timetrack, '<a/>'),
  },
  {
    function: 'assertion-consumer',
    status: 415,
    to: 'JSON',
    asked: ({ answer }) => ({ ...answer, headers: { 'content-type': 'application/json' } }),
  },
  {
    function: 'assertion-consumer',
    status: 413,
    to: 'too much',
    asked: ({ timetrack }) => ({ url: timetrack.urls.replyUrl, form: 'a'.repeat(300_000) }),
  },
  {
    function: 'assertion-consumer',
    status: 405,
    to: 'GET',
    asked: ({ timetrack }) => ({ url: timetrack.urls.replyUrl }),
  },
  {
    function: 'assertion-consumer',
    status: 405,
    to: 'OPTIONS of another origin',
    asked: ({ timetrack }) => ({
      method: 'OPTIONS',
      url: timetrack.urls.replyUrl,
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    }),
  },
  {
    function: 'metadata',
    status: 200,
    to: 'everybody',
    asked: ({ timetrack }) => ({ url: timetrack.urls.metadataUrl }),
  },
  {
    function: 'metadata',
    status: 404,
    to: 'whoever names no tenant',
    asked: ({ trakstar }) => ({ url: unknown(trakstar, trakstar.urls.metadataUrl) }),
  },
  { function: 'metadata', status: 405, to: 'PUT', asked: ({ timetrack }) => put(timetrack.urls.metadataUrl) },
  {
    function: 'logout',
    status: 303,
    to: 'a directory that takes an answer',
    asked: ({ withLogout, now }) =>
      bring(
        'redirect',
        withLogout.urls.logoutUrl,
        logoutRequest(withLogout, { notOnOrAfter: new Date(now.getTime() + 60_000) }),
      ),
  },
  {
    function: 'logout',
    status: 200,
    to: 'one that takes none',
    asked: ({ timetrack, now }) =>
      bring(
        'post',
        timetrack.urls.logoutUrl,
        logoutRequest(timetrack, { notOnOrAfter: new Date(now.getTime() + 60_000) }),
      ),
  },
  {
    function: 'logout',
    status: 400,
    to: 'nothing',
    asked: ({ timetrack }) => ({ url: timetrack.urls.logoutUrl }),
  },
  {
    function: 'logout',
    status: 404,
    to: 'another directory',
    asked: ({ timetrack, now }) =>
      bring(
        'redirect',
        timetrack.urls.logoutUrl,
        logoutRequest(timetrack, {
          issuer: 'https://evil.example/',
          notOnOrAfter: new Date(now.getTime() + 60_000),
        }),
      ),
  },
  { function: 'logout', status: 405, to: 'PUT', asked: ({ timetrack }) => put(timetrack.urls.logoutUrl) },
  {
    function: 'session',
    status: 200,
    to: 'whoever is signed in',
    asked: ({ timetrack, session }) => ({ url: timetrack.at('/session'), cookies: session }),
  },
  {
    function: 'session',
    status: 401,
    to: 'whoever is not',
    asked: ({ timetrack }) => ({
      url: timetrack.at('/session'),
      headers: { origin: 'https://evil.example' },
    }),
  },
  { function: 'session', status: 405, to: 'PUT', asked: ({ timetrack }) => put(timetrack.at('/session')) },
  {
    function: 'welcome',
    status: 200,
    to: 'whoever is signed in',
    asked: ({ timetrack, session }) => ({ url: timetrack.at('/welcome'), cookies: session }),
  },
  {
    function: 'welcome',
    status: 303,
    to: 'whoever is not',
    asked: ({ trakstar }) => ({ url: trakstar.at('/welcome') }),
  },
  {
    function: 'welcome',
    status: 404,
    to: 'another host',
    asked: () => ({ url: 'https://elsewhere.example/welcome' }),
  },
  { function: 'welcome', status: 405, to: 'PUT', asked: ({ timetrack }) => put(timetrack.at('/welcome')) },
  {
    function: 'sign-out',
    status: 200,
    to: 'whoever is signed in',
    asked: ({ timetrack, session }) => ({
      method: 'POST',
      url: timetrack.at('/sign-out'),
      cookies: session,
      headers: ownForm,
    }),
  },
  {
    function: 'sign-out',
    status: 200,
    to: 'whoever is not',
    asked: ({ trakstar }) => ({ method: 'POST', url: trakstar.at('/sign-out'), headers: ownForm }),
  },
  {
    function: 'sign-out',
    status: 403,
    to: 'a neighbouring host',
    asked: ({ timetrack, session }) => ({
      method: 'POST',
      url: timetrack.at('/sign-out'),
      cookies: session,
      headers: { 'sec-fetch-site': 'same-site' },
    }),
  },
  {
    function: 'sign-out',
    status: 404,
    to: 'another host',
    asked: () => ({ method: 'POST', url: 'https://elsewhere.example/sign-out' }),
  },
  {
    function: 'sign-out',
    status: 405,
    to: 'GET',
    asked: ({ timetrack }) => ({ url: timetrack.at('/sign-out') }),
  },
  { function: 'setup', status: 200, to: 'whoever has opened a link', asked: ({ setup }) => setup },
  {
    function: 'setup',
    status: 200,
    to: 'whoever has any link',
    asked: ({ timetrack }) => ({ url: setupUrl(timetrack, { link: '"><script>' }) }),
  },
  {
    function: 'setup',
    status: 200,
    to: 'whoever wants its script',
    asked: ({ timetrack }) => ({ url: setupUrl(timetrack, { file: 'copy.js' }) }),
  },
  {
    function: 'setup',
    status: 303,
    to: 'whoever names no page',
    asked: ({ setup, timetrack }) => ({ ...setup, url: setupUrl(timetrack) }),
  },
  {
    function: 'setup',
    status: 403,
    to: 'whoever has no link',
    asked: ({ timetrack }) => ({ url: setupUrl(timetrack) }),
  },
  {
    function: 'setup',
    status: 403,
    to: 'a form of another origin',
    asked: ({ setup, timetrack }) => ({
      ...posting(timetrack, { action: 'leave' }, setup.cookies),
      headers: { 'sec-fetch-site': 'cross-site' },
    }),
  },
  {
    function: 'setup',
    status: 413,
    to: 'too much',
    asked: ({ timetrack }) => posting(timetrack, { document: 'a'.repeat(300_000) }),
  },
  { function: 'setup', status: 405, to: 'PUT', asked: ({ timetrack }) => put(setupUrl(timetrack)) },
  {
    function: 'healthz',
    status: 200,
    to: 'everybody',
    asked: ({ timetrack }) => ({ url: timetrack.at('/healthz') }),
  },
  { function: 'healthz', status: 405, to: 'PUT', asked: ({ timetrack }) => put(timetrack.at('/healthz')) },
  {
    function: 'not-found',
    status: 404,
    to: 'everybody',
    asked: ({ timetrack }) => ({ url: timetrack.at('/nowhere') }),
  },
  {
    function: 'not-found',
    status: 405,
    to: 'a method that nobody has',
    asked: ({ timetrack }) => ({ method: 'TRACE', url: timetrack.at('/nowhere') }),
  },
];
