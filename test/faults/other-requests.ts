import type { AppId } from '../../shared/ids/app-id.ts';
import { attributeOf } from '../../shared/saml/inbound/xml/element.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { bring, logoutAnswer, logoutRequest } from '../functions/logout/logout-messages.ts';
import { signedLogout } from '../functions/logout/signed-logout.ts';
import { posting } from '../functions/setup/set-up.ts';
import { type Asked, locationOf } from '../harness/ask.ts';
import type { Customer, CustomerChoices } from '../harness/customer.ts';
import { authorizeUrl, loadBalancerRedirect, requestOf } from '../harness/openid-client.ts';
import type { Product } from '../harness/product.ts';
import { loadBalancerClient } from '../openid/clients.ts';
import { redirected } from '../saml/outbound/redirected.ts';
import type { Browser } from './browser.ts';
import { endSessionRequests } from './end-session-requests.ts';
import type { CallName } from './faulty-tables.ts';
import { formFor } from './sign-in-journeys.ts';

type Endpoint = Exclude<keyof Product, 'deployment'>;

/** A request that makes no session. */
export interface OtherRequest {
  readonly name: string;
  readonly app: AppId;
  readonly customer?: CustomerChoices;
  readonly endpoint: Endpoint;
  /** Whether the browser is signed in before. */
  readonly signedIn: boolean;
  asked(customer: Customer, browser: Browser, well: Product): Promise<Asked>;
  /** Every call of the store, in order, in a process that remembers nothing. */
  readonly calls: readonly CallName[];
  /** The status where nothing fails. */
  readonly status: number;
  /** How long after the sign-in it comes, in seconds. Default 0. */
  readonly secondsLater?: number;
  /** How many of the calls, from the end, only record: their faults change no answer. */
  readonly recording?: number;
  /** Whether the last of these calls is made even where one before it failed. Default false. */
  readonly asksLast?: boolean;
  /** Whether it logs nothing where it succeeds. Default false. */
  readonly isSilent?: boolean;
  /** What `GET /session` says in the end. */
  readonly sessionAfterwards: 200 | 401;
}

const at =
  (path: string, method = 'GET'): OtherRequest['asked'] =>
  async (customer) => ({ method, url: customer.at(path) });
const signOn: OtherRequest['asked'] = async (customer) => ({ url: customer.signOnUrl() });

/** The client is registered once, by whichever row comes first. */
const authorize: OtherRequest['asked'] = async (customer, _, { deployment }) => {
  const client = loadBalancerClient();
  await deployment.clientStore.add(client, { by: 'a test', at: facts.now });
  const sent = requestOf(client, loadBalancerRedirect(customer));
  return { url: authorizeUrl(new URL(customer.at('/')).origin, sent) };
};

const logoutUrl = 'https://login.microsoftonline.com/common/saml2';
const identity = { directoryId: facts.directoryId, objectId: facts.objectId };
const buffer: readonly CallName[] = ['update flows', 'put flows'];

export const otherRequests: readonly OtherRequest[] = [
  {
    name: 'sign-on',
    app: 'trakstar',
    endpoint: 'signOn',
    signedIn: false,
    asked: signOn,
    calls: ['get tenants', 'put flows'],
    status: 303,
    sessionAfterwards: 401,
  },
  {
    name: 'sign-on of somebody who is signed in',
    app: 'timetrack',
    endpoint: 'signOn',
    signedIn: true,
    asked: signOn,
    calls: ['get tenants', 'get flows', 'getEach tenants'],
    status: 303,
    sessionAfterwards: 200,
  },
  {
    name: 'an authorization request',
    app: 'timetrack',
    endpoint: 'authorize',
    signedIn: false,
    asked: authorize,
    calls: ['get tenants', 'get tenants', 'put flows'],
    status: 303,
    sessionAfterwards: 401,
  },
  {
    name: 'an authorization request of somebody who is signed in',
    app: 'timetrack',
    endpoint: 'authorize',
    signedIn: true,
    asked: authorize,
    calls: ['get tenants', 'get tenants', 'get flows', 'getEach tenants', 'put flows'],
    status: 303,
    sessionAfterwards: 200,
  },
  {
    name: 'metadata',
    app: 'timetrack',
    endpoint: 'metadata',
    signedIn: false,
    asked: async ({ urls }) => ({ url: urls.metadataUrl }),
    calls: ['get tenants'],
    status: 200,
    sessionAfterwards: 401,
  },
  {
    name: 'GET /session',
    app: 'trakstar',
    endpoint: 'session',
    signedIn: true,
    asked: at('/session'),
    calls: ['get flows', 'getEach tenants'],
    status: 200,
    sessionAfterwards: 200,
  },
  {
    name: 'GET /welcome',
    app: 'timetrack',
    endpoint: 'welcome',
    signedIn: true,
    asked: at('/welcome'),
    // Last, where the person is signed in: the page does without.
    calls: ['get flows', 'getEach tenants', 'query flows', 'getEach flows'],
    status: 200,
    recording: 2,
    isSilent: true,
    sessionAfterwards: 200,
  },
  {
    name: 'POST /welcome, which signs out everywhere',
    app: 'timetrack',
    endpoint: 'welcome',
    signedIn: true,
    asked: async (customer) => ({
      method: 'POST',
      url: customer.at('/welcome'),
      headers: { 'sec-fetch-site': 'same-origin' },
    }),
    calls: ['get flows', 'getEach tenants', 'get tenants', 'update tenants', 'query flows', 'update flows'],
    status: 307,
    recording: 2,
    isSilent: true,
    sessionAfterwards: 401,
  },
  ...(['session', 'signOn'] as const).map(
    (endpoint): OtherRequest => ({
      name: `a use of a session with an idle time-out, at ${endpoint}`,
      app: 'timetrack',
      customer: { idleTimeoutSeconds: 900 },
      endpoint,
      signedIn: true,
      secondsLater: 300,
      asked: endpoint === 'signOn' ? signOn : at(`/${endpoint}`),
      calls: [
        ...(endpoint === 'signOn' ? (['get tenants'] as const) : []),
        'get flows',
        'getEach tenants',
        'update flows',
      ],
      status: endpoint === 'signOn' ? 303 : 200,
      recording: 1,
      isSilent: true,
      sessionAfterwards: 200,
    }),
  ),
  {
    name: 'POST /sign-out',
    app: 'timetrack',
    endpoint: 'signOut',
    signedIn: true,
    asked: at('/sign-out', 'POST'),
    // The session has ended before the tenant is read, for what the page says of its directory.
    calls: ['update flows', 'get tenants'],
    recording: 1,
    isSilent: true,
    status: 200,
    sessionAfterwards: 401,
  },
  {
    name: 'POST /sign-out that leads to the directory',
    app: 'trakstar',
    customer: { connection: { logoutUrl }, signOut: { reach: 'single-logout' } },
    endpoint: 'signOut',
    signedIn: true,
    asked: at('/sign-out', 'POST'),
    calls: ['update flows', 'get tenants'],
    recording: 1,
    isSilent: true,
    status: 200,
    sessionAfterwards: 401,
  },
  {
    name: 'POST /sign-out of a session that ended before',
    app: 'timetrack',
    customer: { connection: { logoutUrl } },
    endpoint: 'signOut',
    signedIn: true,
    asked: async (customer, _, { deployment }) => {
      const end = { reason: 'directory-logout', at: facts.now } as const;
      const { app, id } = customer.tenant;
      await deployment.flows.signOutBySessionIndex(app, id, facts.assertionId, end);
      return { method: 'POST', url: customer.at('/sign-out') };
    },
    calls: ['update flows', 'get flows', 'get tenants'],
    recording: 1,
    isSilent: true,
    status: 200,
    sessionAfterwards: 401,
  },
  ...endSessionRequests,
  {
    name: 'what the directory answers to a sign-out',
    app: 'timetrack',
    customer: { connection: { logoutUrl }, signOut: { reach: 'single-logout' } },
    endpoint: 'logout',
    signedIn: true,
    asked: async (customer, browser, well) => {
      const page = await browser.send(well.signOut, { method: 'POST', url: customer.at('/sign-out') });
      const href = /content="0; url=([^"]*)"/.exec(page.body ?? '')?.[1] ?? '';
      const inResponseTo = attributeOf(
        redirected(href.replaceAll('&amp;', '&'), 'SAMLRequest').message,
        'ID',
      );
      const message = logoutAnswer(customer, { inResponseTo: inResponseTo ?? '' });
      return bring('redirect', customer.urls.logoutUrl, message, {}, 'SAMLResponse');
    },
    calls: ['get tenants'],
    status: 200,
    sessionAfterwards: 401,
  },
  {
    name: 'logout by the directory, of a person',
    app: 'timetrack',
    customer: { connection: { logoutUrl } },
    endpoint: 'logout',
    signedIn: true,
    asked: async (customer) => {
      const nameIdAttributes = ' Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"';
      const message = logoutRequest(customer, { nameId: facts.signInName, nameIdAttributes });
      return bring('post', customer.urls.logoutUrl, signedLogout(message));
    },
    calls: ['get tenants', 'get tenants', 'query flows', 'get flows', 'update flows'],
    status: 303,
    sessionAfterwards: 401,
  },
  {
    name: 'logout by the directory',
    app: 'trakstar',
    customer: { connection: { logoutUrl } },
    endpoint: 'logout',
    signedIn: true,
    asked: async (customer) => {
      const message = logoutRequest(customer, { sessionIndexes: [facts.assertionId] });
      return bring('redirect', customer.urls.logoutUrl, message);
    },
    calls: ['get tenants', 'query flows', 'update flows'],
    status: 303,
    sessionAfterwards: 401,
  },
  {
    name: 'a response of another key',
    app: 'timetrack',
    endpoint: 'assertionConsumer',
    signedIn: false,
    asked: async ({ urls, message }) => ({
      url: urls.replyUrl,
      form: formBody(message(undefined, {}, { key: signingKey({ name: 'mallory' }) })),
    }),
    calls: ['get tenants', ...buffer],
    status: 404,
    recording: buffer.length,
    sessionAfterwards: 401,
  },
  {
    name: 'a response about somebody who is not active',
    app: 'trakstar',
    customer: { user: { identity, active: false } },
    endpoint: 'assertionConsumer',
    signedIn: false,
    asked: async (customer, browser, well) => ({
      url: customer.urls.replyUrl,
      form: await formFor({ initiatedBy: 'sp' }, well, customer, browser),
    }),
    // Last, the request that it answered: "Try again" leads to where the person wanted to go.
    calls: ['get tenants', 'getEach tenants', ...buffer, 'get flows'],
    status: 403,
    recording: buffer.length + 1,
    asksLast: true,
    sessionAfterwards: 401,
  },
  {
    name: 'a response that a sign-in of our own answers',
    app: 'trakstar',
    endpoint: 'assertionConsumer',
    signedIn: false,
    asked: async ({ urls, message }) => ({ url: urls.replyUrl, form: formBody(message(undefined)) }),
    calls: ['get tenants'],
    status: 303,
    sessionAfterwards: 401,
  },
  {
    name: 'the button of an administrator who signs in again',
    app: 'timetrack',
    endpoint: 'setup',
    signedIn: true,
    asked: async (customer) => posting(customer, { action: 'administer' }),
    calls: ['get tenants', 'put flows'],
    status: 303,
    sessionAfterwards: 200,
  },
  {
    name: 'sign-on of an administrator who signs in again',
    app: 'trakstar',
    customer: { user: { identity, administrator: true } },
    endpoint: 'signOn',
    signedIn: false,
    asked: async (customer, browser, well) => {
      const begun = await browser.send(well.setup, posting(customer, { action: 'administer' }));
      return { url: customer.at(locationOf(begun)) };
    },
    calls: ['get flows', 'get tenants'],
    status: 303,
    sessionAfterwards: 401,
  },
  {
    name: 'the answer to an administrator who signs in again',
    app: 'timetrack',
    customer: { user: { identity, administrator: true } },
    endpoint: 'assertionConsumer',
    signedIn: false,
    asked: async (customer, browser, well) => {
      const begun = await browser.send(well.setup, posting(customer, { action: 'administer' }));
      const sent = await browser.send(well.signOn, { url: customer.at(locationOf(begun)) });
      const id = new URL(locationOf(sent)).searchParams.get('RelayState') ?? '';
      const form = formBody(customer.message(id, { authnInstant: facts.now }));
      return { url: customer.urls.replyUrl, form };
    },
    // An administrator's first opening: the link is not there, so extending it is not enough. Last, the history.
    calls: [
      'get tenants',
      'get flows',
      'getEach tenants',
      'update flows',
      'update tenants',
      'put tenants',
      'put tenants',
      'get tenants',
      'put tenants',
      'put tenants',
    ],
    status: 303,
    sessionAfterwards: 401,
  },
];
