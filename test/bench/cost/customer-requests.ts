import type { EndpointFunctionName } from '../../../functions/routes.ts';
import type { MeasuredCall } from '../../../infra/cost/measured.ts';
import { endpointUrl } from '../../../shared/apps/urls.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { openTables } from '../../../shared/store/dynamodb.ts';
import { tableNamesFrom } from '../../../shared/store/tables.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { bring, logoutRequest } from '../../functions/logout/logout-messages.ts';
import { makeLink, posting } from '../../functions/setup/set-up.ts';
import { type Answered, type Asked, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { aSignIn, provenBy } from '../../harness/samples.ts';
import type { RunningStage } from '../../parity/running-stage.ts';
import { takeOpenIdRequests } from './openid-requests.ts';

/** Sends one request to a function, and measures it. */
export type Take = (call: EndpointFunctionName, asked: Asked, as?: MeasuredCall) => Promise<Answered>;

/** Names as long as people's and customers' are: they stand in items, and an item is priced by its kilobytes. */
const signInName = 'firstname.lastname@northwindtraders.com';
const displayName = 'Firstname Lastname';
const tenantIn = (round: number) => parseTenantId(`northwind-${String(round).padStart(7, '0')}`);

/**
 * Takes one request of each function for a person who has signed in before, at a tenant that no process remembers.
 * @returns The customer, whose tenant has no metadata URL
 */
export async function takeRequestsOfCustomer(
  stage: RunningStage,
  app: AppId,
  round: number,
  take: Take,
): Promise<Customer> {
  const { directoryId, objectId } = facts;
  const id = tenantIn(round);
  const user = { signInName, displayName, identity: { directoryId, objectId } };
  // By a key that has signed before: the first sign-in by a key writes it down, once.
  const logoutUrl = 'https://login.microsoftonline.com/common/saml2';
  const connection = { ...provenBy(signingKey()), logoutUrl };
  const customer = await customerOf(stage, app, { ...(id && { id }), user, connection });
  const begun = await take('sign-on', { url: customer.signOnUrl({ returnTo: '/reports/7' }) });
  const requestId = new URL(locationOf(begun)).searchParams.get('RelayState') ?? '';
  const form = formBody(customer.message(requestId, { issuedAt: new Date(), nameId: signInName }), requestId);
  const signedIn = await take('assertion-consumer', {
    url: customer.urls.replyUrl,
    cookies: cookiesOf(begun),
    form,
  });
  const cookies = cookiesOf(signedIn);
  await expectStatus(200, take('session', { url: customer.at('/session'), cookies }));
  await expectStatus(200, take('welcome', { url: customer.at('/welcome'), cookies }));
  await take('sign-out', { method: 'POST', url: customer.at('/sign-out'), cookies });
  await takeLogout(stage, customer, take);
  await takeSetUpPage(stage, customer, take);
  await takeOpenIdRequests(stage, customer, signInName, take);
  await expectStatus(200, take('metadata', { url: customer.urls.metadataUrl }));
  await expectStatus(200, take('healthz', { url: customer.at('/healthz') }));
  await expectStatus(200, take('readyz', { url: customer.at('/readyz') }));
  await expectStatus(404, take('not-found', { url: customer.at('/nothing/here') }));
  return customer;
}

/** The directory ends a session that another browser of the person has. */
async function takeLogout(stage: RunningStage, customer: Customer, take: Take): Promise<void> {
  const { app, id: tenant } = customer.tenant;
  const signedInAt = new Date();
  const ends = new Date(signedInAt.getTime() + 28_800_000);
  const signIn = aSignIn({ app, tenant }, { signedInAt, sessionExpiresAt: ends, expiresAt: ends });
  await stage.deployment.flows.signInUnsolicited(signIn);
  const message = logoutRequest(customer, {
    sessionIndexes: [signIn.sessionIndex ?? ''],
    notOnOrAfter: new Date(signedInAt.getTime() + 600_000),
  });
  await expectStatus(303, take('logout', bring('redirect', customer.urls.logoutUrl, message)));
}

/** An administrator, whose browser has opened a link, looks at the page again. */
async function takeSetUpPage(stage: RunningStage, customer: Customer, take: Take): Promise<void> {
  const variables = Object.assign({}, ...stage.functions.map((each) => each.variables));
  const tables = openTables(stage.client, tableNamesFrom(variables));
  const { token } = await makeLink(tables, customer, new Date());
  const { app, id } = customer.tenant;
  const site = stage.deployment.sites.find((each) => each.app.id === app);
  if (site === undefined) throw new Error(`There is no site of ${app}`);
  const url = endpointUrl(site, id, 'setup');
  const opened = await ask(stage.gateway, { ...posting(customer, { action: 'open', link: token }), url });
  const step = new URL(url);
  step.searchParams.set('step', 'create');
  await expectStatus(200, take('setup', { url: step.href, cookies: cookiesOf(opened) }));
}

async function expectStatus(status: number, taken: Promise<Answered>): Promise<void> {
  const { statusCode, body } = await taken;
  if (statusCode !== status) throw new Error(`Answered ${statusCode} instead of ${status}: ${body}`);
}
