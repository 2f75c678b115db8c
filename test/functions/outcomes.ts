import { openIdOutcomes } from './openid-outcomes.ts';
import { type Outcome, put } from './outcome.ts';
import { samlOutcomes } from './saml-outcomes.ts';
import { ownForm, posting, setupUrl } from './setup/set-up.ts';

/** Lists every answer of the endpoints that speak no SAML: session, pages, set-up and health. */
const ownOutcomes: readonly Outcome[] = [
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
  {
    function: 'session',
    status: 404,
    to: 'another host',
    asked: () => ({ url: 'https://elsewhere.example/session' }),
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
    status: 200,
    to: 'whoever has no link',
    asked: ({ timetrack }) => ({ url: setupUrl(timetrack) }),
  },
  {
    function: 'setup',
    status: 303,
    to: 'an administrator who signs in again',
    asked: ({ timetrack }) => posting(timetrack, { action: 'administer' }),
  },
  {
    function: 'setup',
    status: 403,
    to: 'a browser with the cookie of an unknown link',
    asked: ({ timetrack }) => ({
      url: setupUrl(timetrack),
      cookies: [`__Host-setup=timetrack.${timetrack.tenant.id}.0000-0000.0.${'A'.repeat(43)}`],
    }),
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
  {
    function: 'readyz',
    status: 200,
    to: 'everybody',
    asked: ({ timetrack }) => ({ url: timetrack.at('/readyz') }),
  },
  { function: 'readyz', status: 405, to: 'PUT', asked: ({ timetrack }) => put(timetrack.at('/readyz')) },
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

/** Every answer that the endpoints have, by function; 500 and 503 come from faults of a test's making. */
export const outcomes: readonly Outcome[] = [...samlOutcomes, ...ownOutcomes, ...openIdOutcomes];
