import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import type { Asked } from '../harness/ask.ts';
import type { Customer } from '../harness/customer.ts';
import { bring, logoutRequest } from './logout/logout-messages.ts';
import { atUnknownTenant, type Outcome, put } from './outcome.ts';

const post = ({ urls }: Customer, message: string): Asked => ({
  url: urls.replyUrl,
  form: formBody(message),
});

/** Lists every answer of the endpoints that speak SAML: sign-on, assertion consumer, metadata and logout. */
export const samlOutcomes: readonly Outcome[] = [
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
    asked: ({ timetrack }) => ({ url: atUnknownTenant(timetrack, timetrack.signOnUrl()) }),
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
    asked: ({ timetrack, answer }) => ({
      ...answer,
      url: atUnknownTenant(timetrack, timetrack.urls.replyUrl),
    }),
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
    asked: ({ trakstar }) => ({ url: atUnknownTenant(trakstar, trakstar.urls.metadataUrl) }),
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
];
