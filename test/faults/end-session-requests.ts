import { signJwt } from '../../shared/openid/sign-jwt.ts';
import { facts } from '../fixtures/facts.ts';
import { testTokenKeys } from '../fixtures/token-keys.ts';
import type { Customer } from '../harness/customer.ts';
import type { Product } from '../harness/product.ts';
import { loadBalancerClient } from '../openid/clients.ts';
import type { Browser } from './browser.ts';
import type { OtherRequest } from './other-requests.ts';

const client = loadBalancerClient();
const issuer = 'https://login.timetrackenterprise.com';
const logoutUrl = 'https://login.microsoftonline.com/common/saml2';

/** Returns the request of a client that has the ID token of the session of `browser`. Registers the client once. */
async function hinted(customer: Customer, browser: Browser, { deployment }: Product): Promise<string> {
  await deployment.clientStore.add(client, { by: 'a test', at: facts.now });
  const session = browser.cookies().find((cookie) => cookie.startsWith('__Host-session=')) ?? '';
  const { user, tenant } = customer;
  const claims = {
    iss: issuer,
    aud: client.id,
    sub: user.id,
    tenant: tenant.id,
    sid: session.split('.')[2] ?? '',
  };
  const parameters = new URLSearchParams({
    id_token_hint: await signJwt(testTokenKeys(), claims),
    post_logout_redirect_uri: customer.at('/'),
  });
  return `/oauth2/end-session?${parameters}`;
}

const byIdToken: OtherRequest['asked'] = async (customer, browser, well) => ({
  url: customer.at(await hinted(customer, browser, well)),
});

/** What a client's request to end the session has in every row where the session ends. */
const ending = {
  app: 'timetrack',
  endpoint: 'endSession',
  signedIn: true,
  // Last, the tenant, for its directory: the session has ended before, so the browser goes to the client.
  recording: 1,
  isSilent: true,
  status: 303,
  sessionAfterwards: 401,
} as const;

/** Lists the requests of OpenID clients to end a session. */
export const endSessionRequests: readonly OtherRequest[] = [
  {
    ...ending,
    name: 'the end of a session for a client that has its ID token',
    asked: byIdToken,
    calls: ['get tenants', 'update flows', 'get tenants'],
  },
  {
    ...ending,
    name: 'the end of a session for a client that leads to the directory',
    customer: { connection: { logoutUrl }, signOut: { reach: 'single-logout' } },
    asked: byIdToken,
    calls: ['get tenants', 'update flows', 'get tenants'],
  },
  {
    ...ending,
    name: 'the end of a session for a client, which ended before',
    customer: { connection: { logoutUrl } },
    asked: async (customer, browser, well) => {
      const asked = await byIdToken(customer, browser, well);
      const { app, id } = customer.tenant;
      const end = { reason: 'directory-logout', at: facts.now } as const;
      await well.deployment.flows.signOutBySessionIndex(app, id, facts.assertionId, end);
      return asked;
    },
    calls: ['get tenants', 'update flows', 'get flows', 'get tenants'],
  },
  {
    name: 'the page that asks whether to end the session for a client',
    app: 'timetrack',
    endpoint: 'endSession',
    signedIn: true,
    asked: async (customer, _, { deployment }) => {
      await deployment.clientStore.add(client, { by: 'a test', at: facts.now });
      return { url: customer.at(`/oauth2/end-session?client_id=${client.id}`) };
    },
    calls: ['get tenants'],
    status: 200,
    sessionAfterwards: 200,
  },
  {
    name: 'the way from the issuer to the host that ends the session',
    app: 'timetrack',
    endpoint: 'endSession',
    signedIn: true,
    asked: async (customer, browser, well) => ({
      url: `${issuer}${await hinted(customer, browser, well)}`,
    }),
    calls: ['get tenants'],
    status: 303,
    sessionAfterwards: 200,
  },
];
