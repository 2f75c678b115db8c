import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FunctionName } from '../../functions/routes.ts';
import { hashOfSecret, newSecret, systemRandom } from '../../shared/ids/secret.ts';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { emptyConnection } from '../../shared/tenants/connection.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { asThumbprint } from '../fixtures/trusted-key.ts';
import { sealedMessage } from '../functions/assertion-consumer/sealed-message.ts';
import { bring, logoutRequest } from '../functions/logout/logout-messages.ts';
import { signedLogout } from '../functions/logout/signed-logout.ts';
import {
  formTokenIn,
  hiddenFieldsOf,
  makeLink,
  openSetup,
  posting,
  setupUrl,
} from '../functions/setup/set-up.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../harness/customer.ts';
import type { Product } from '../harness/product.ts';
import { aSignIn, provenBy } from '../harness/samples.ts';
import { pinInACrowd } from './pin-in-a-crowd.ts';
import { runTheEndSession } from './run-the-end-session.ts';
import { runTheProvider } from './run-the-provider.ts';

/** The functions of a deployment, each with clients of its own, and one beside them that is not recorded. */
export interface Watched {
  readonly of: Readonly<Record<FunctionName, Product>>;
  readonly unwatched: Product;
  readonly consumerClient: DynamoDBClient;
  /** Of the unwatched deployment. */
  readonly tables: Tables;
  /** A key that the unwatched deployment has for signing. */
  readonly signingKeyId: string;
}

const key = signingKey();
const { certificate } = signingKey({ name: 'decryption' });

/** Each function at everything that it does, the rare things too. Throws where one did not do it. */
export async function runEveryFunction(watched: Watched): Promise<void> {
  for (const app of ['timetrack', 'trakstar'] as const) {
    const customer = await customerOf(watched.unwatched, app, {
      connection: { requestSigning: { keyId: watched.signingKeyId, certificate } },
    });
    const cookies = await signInTo(watched, customer);
    await visit(watched, customer, cookies);
    await ask(watched.of.discovery.discovery, { url: customer.at('/oauth2/jwks') });
    await logOut(watched, customer);
  }
  await runTheProvider(watched);
  await useAgain(watched);
  await logOutEverywhere(watched);
  await setUp(watched);
  await administer(watched);
  await signInTooOften(watched);
  await receiveUnsolicited(watched);
  await receiveSealed(watched);
  await pinInACrowd(watched);
  await signInWithAnothersKey(watched);
}

/** A link opened, another certificate handed over, tested and activated, and the page left. */
async function setUp({ of, unwatched, tables }: Watched): Promise<void> {
  const { setup } = of.setup;
  const customer = await customerOf(unwatched, 'trakstar');
  const { app, id } = customer.tenant;
  const browser = await openSetup(setup, customer, await makeLink(tables, customer, facts.now));
  const next = signingKey({ name: 'set-up' });
  const shown = await browser.post('look', {
    how: 'values',
    issuer: customer.tenant.connection.issuer,
    loginUrl: customer.tenant.connection.loginUrl,
    certificate: next.certificate,
  });
  expectStatus(await browser.post('keep', hiddenFieldsOf(shown, 'keep')), 303);
  const drafted = await unwatched.deployment.tenants.findFresh(app, id);
  const revision = String(drafted?.draft?.revision);
  const begun = expectStatus(await browser.post('test', { revision }), 303);
  const cookies = [...browser.cookies(), ...cookiesOf(begun)];
  const sent = await ask(of['sign-on'].signOn, { url: customer.at(locationOf(begun)), cookies });
  const request = new URL(locationOf(sent)).searchParams.get('RelayState') ?? '';
  const form = formBody(customer.message(request, {}, { key: next }));
  const consumer = of['assertion-consumer'].assertionConsumer;
  expectStatus(await ask(consumer, { url: customer.urls.replyUrl, cookies, form }), 303);
  expectStatus(await browser.post('activate', { revision }), 303);
  expectStatus(await browser.get({ step: 'done' }), 200);
  expectStatus(await browser.get({ step: 'log' }), 200);
  expectStatus(await browser.post('leave'), 303);
  await downloadMetadata({ of, unwatched, tables });
}

/** An administrator signs in again and opens the set-up page, once more after their link was there. */
async function administer({ of, unwatched }: Watched): Promise<void> {
  const customer = await customerOf(unwatched, 'timetrack', { user: { administrator: true } });
  for (const begunAs of ['starts', 'extends']) {
    const begun = expectStatus(await ask(of.setup.setup, posting(customer, { action: 'administer' })), 303);
    const cookies = cookiesOf(begun);
    const sent = await ask(of['sign-on'].signOn, { url: customer.at(locationOf(begun)), cookies });
    const request = new URL(locationOf(sent)).searchParams.get('RelayState') ?? '';
    const form = formBody(customer.message(request, { authnInstant: facts.now }));
    const consumer = of['assertion-consumer'].assertionConsumer;
    const opened = expectStatus(await ask(consumer, { url: customer.urls.replyUrl, cookies, form }), 303);
    const page = { url: setupUrl(customer, { step: 'done' }), cookies: cookiesOf(opened) };
    const token = formTokenIn(expectStatus(await ask(of.setup.setup, page), 200));
    const post = (action: string, fields: Record<string, string> = {}) =>
      ask(of.setup.setup, posting(customer, { action, token, ...fields }, page.cookies));
    expectStatus(await ask(of.setup.setup, { ...page, url: setupUrl(customer, { step: 'accounts' }) }), 200);
    const name = `${begunAs}@contoso.com`;
    expectStatus(await post('add-person', { name }), 303);
    expectStatus(await post('deactivate-person', { person: name }), 303);
    expectStatus(await post('activate-person', { person: name }), 303);
    const rows = `userPrincipalName,displayName\n${begunAs}-imported@contoso.com,\n${name},New ${begunAs}`;
    const shown = expectStatus(await post('import-people', { rows }), 409);
    const { plan: [plan = ''] = [] } = hiddenFieldsOf(shown, 'import-people');
    expectStatus(await post('import-people', { rows, plan }), 200);
    expectStatus(await post('create-link'), 200);
    const { app, id } = customer.tenant;
    const links = await unwatched.deployment.setupLinks.list(app, id);
    const made = links.find(({ administrator }) => administrator?.holder === 'colleague');
    expectStatus(await post('revoke-link', { id: made?.id ?? '' }), 303);
  }
}

/** The metadata of a tenant that is still to be set up, by the browser that sets it up. */
async function downloadMetadata({ of, unwatched, tables }: Pick<Watched, 'of' | 'unwatched' | 'tables'>) {
  const customer = await customerOf(unwatched, 'timetrack', { sso: true, connection: emptyConnection });
  const browser = await openSetup(of.setup.setup, customer, await makeLink(tables, customer, facts.now));
  const url = customer.urls.metadataUrl;
  expectStatus(await ask(of.metadata.metadata, { url, cookies: browser.cookies() }), 200);
}

/** The first sign-in of a person, one without its cookie, and one over a running session. */
async function signInTo({ of }: Watched, customer: Customer): Promise<readonly string[]> {
  const post = (requestId: string, cookies: readonly string[]) =>
    ask(of['assertion-consumer'].assertionConsumer, {
      url: customer.urls.replyUrl,
      cookies,
      form: formBody(customer.message(requestId)),
    });
  const first = await beginAt(of['sign-on'], customer.signOnUrl());
  expectStatus(await post(first.requestId, []), 403);
  const answer = expectStatus(await post(first.requestId, first.cookies), 303);
  const again = await beginAt(of['sign-on'], customer.signOnUrl());
  const over = await post(again.requestId, [...again.cookies, ...cookiesOf(answer)]);
  return cookiesOf(expectStatus(over, 303));
}

async function visit({ of }: Watched, customer: Customer, cookies: readonly string[]): Promise<void> {
  const at = (path: string) => ({ url: customer.at(path), cookies });
  expectStatus(await ask(of['sign-on'].signOn, { url: customer.signOnUrl(), cookies }), 303);
  expectStatus(await ask(of.session.session, at('/session')), 200);
  expectStatus(await ask(of.welcome.welcome, at('/welcome')), 200);
  expectStatus(await ask(of.metadata.metadata, { url: customer.urls.metadataUrl }), 200);
  expectStatus(await ask(of.readyz.readyz, at('/readyz')), 200);
  const headers = { 'sec-fetch-site': 'same-origin' };
  expectStatus(await ask(of.welcome.welcome, { ...at('/welcome'), method: 'POST', headers }), 307);
  expectStatus(await ask(of['sign-out'].signOut, { ...at('/sign-out'), method: 'POST' }), 200);
}

/** Uses a session with an idle time-out at each endpoint that writes it. */
async function useAgain({ of, unwatched }: Watched): Promise<void> {
  const customer = await customerOf(unwatched, 'timetrack');
  const { app, id: tenant } = customer.tenant;
  const uses = [
    [of['sign-on'].signOn, customer.signOnUrl(), 303],
    [of.session.session, customer.at('/session'), 200],
    [of.welcome.welcome, customer.at('/welcome'), 200],
  ] as const;
  for (const [handler, url, status] of uses) {
    const secret = newSecret(systemRandom);
    const signIn = aSignIn(
      { app, tenant },
      {
        user: customer.user,
        sessionHash: hashOfSecret(secret),
        tenantCreatedAt: customer.tenant.createdAt,
        signedInAt: secondsAfter(facts.now, -600),
        idleTimeoutSeconds: 900,
      },
    );
    await unwatched.deployment.flows.signInUnsolicited(signIn);
    expectStatus(
      await ask(handler, { url, cookies: [`__Host-session=${app}.${tenant}.${signIn.id}.${secret}`] }),
      status,
    );
  }
}

async function logOut({ of, unwatched }: Watched, customer: Customer): Promise<void> {
  const signIn = aSignIn({ app: customer.tenant.app, tenant: customer.tenant.id });
  await unwatched.deployment.flows.signInUnsolicited(signIn);
  const message = logoutRequest(customer, { sessionIndexes: [signIn.sessionIndex ?? ''] });
  // In a browser that has another session, which is read for the page.
  const other = aSignIn({ app: customer.tenant.app, tenant: customer.tenant.id });
  await unwatched.deployment.flows.signInUnsolicited(other);
  const cookies = [`__Host-session-end=${other.app}.${other.tenant}.${other.id}.${other.sessionHash}`];
  const asked = { ...bring('post', customer.urls.logoutUrl, message), cookies };
  expectStatus(await ask(of.logout.logout, asked), 200);
}

/** A sign-out here and at the directory, twice, also for a client; a person whom a signed request of the directory names. */
async function logOutEverywhere(watched: Watched): Promise<void> {
  const { of, unwatched, signingKeyId } = watched;
  const customer = await customerOf(unwatched, 'timetrack', {
    connection: {
      requestSigning: { keyId: signingKeyId, certificate },
      logoutUrl: 'https://idp.example/logout',
    },
    signOut: { reach: 'single-logout' },
  });
  const cookies = await signInTo(watched, customer);
  const out = { url: customer.at('/sign-out'), method: 'POST', cookies };
  for (const _ of ['first', 'second']) expectStatus(await ask(of['sign-out'].signOut, out), 200);
  await signInTo(watched, customer);
  const nameIdAttributes = ' Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"';
  const message = logoutRequest(customer, { nameId: facts.signInName, nameIdAttributes });
  const asked = bring('post', customer.urls.logoutUrl, signedLogout(message));
  expectStatus(await ask(of.logout.logout, asked), 303);
  await runTheEndSession(watched, customer, await signInTo(watched, customer));
}

/** Posts an unsolicited response to the assertion consumer. */
async function receive({ of }: Watched, { urls }: Customer, message: string): Promise<void> {
  const consumer = of['assertion-consumer'].assertionConsumer;
  expectStatus(await ask(consumer, { url: urls.replyUrl, form: formBody(message) }), 303);
}

async function receiveUnsolicited(watched: Watched): Promise<void> {
  const customer = await customerOf(watched.unwatched, 'timetrack');
  await receive(watched, customer, customer.message(undefined));
}

/** A person signs in once more than the tenant allows. */
async function signInTooOften({ of, unwatched }: Watched): Promise<void> {
  const customer = await customerOf(unwatched, 'timetrack', { maximumSessions: 1 });
  for (const _ of ['once', 'again']) {
    const { requestId, cookies } = await beginAt(of['sign-on'], customer.signOnUrl());
    const form = formBody(customer.message(requestId));
    const consumer = of['assertion-consumer'].assertionConsumer;
    expectStatus(await ask(consumer, { url: customer.urls.replyUrl, cookies, form }), 303);
  }
}

async function receiveSealed(watched: Watched): Promise<void> {
  const encryption = { mode: 'required', certificate } as const;
  const customer = await customerOf(watched.unwatched, 'timetrack', { connection: { encryption } });
  await receive(watched, customer, sealedMessage(customer));
}

/** A key that another tenant of the app has proven signs in here too: it is asked whose it is. */
async function signInWithAnothersKey({ of, unwatched }: Watched): Promise<void> {
  const holder = await customerOf(unwatched, 'trakstar', { connection: provenBy(key) });
  const { issuer } = holder.tenant.connection;
  const listed = { trustedKeys: [asThumbprint(signingKey({ name: 'listed' }))] };
  const customer = await customerOf(unwatched, 'trakstar', { connection: { issuer, ...listed } });
  const { app, id, createdAt } = customer.tenant;
  await unwatched.deployment.tenants.change(app, id, { by: 'operator', at: createdAt }, (before) => ({
    ...before,
    connection: { ...before.connection, trustedKeys: [asThumbprint(key)] },
  }));
  const { requestId, cookies } = await beginAt(of['sign-on'], customer.signOnUrl());
  const form = formBody(customer.message(requestId));
  const consumer = of['assertion-consumer'].assertionConsumer;
  expectStatus(await ask(consumer, { url: customer.urls.replyUrl, cookies, form }), 303);
}

function expectStatus(answer: Answered, status: number): Answered {
  if (answer.statusCode !== status) {
    throw new Error(`${status} was expected, not ${answer.statusCode}: ${String(answer.body).slice(-400)}`);
  }
  return answer;
}
