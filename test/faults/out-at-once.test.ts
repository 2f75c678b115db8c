import { beforeAll, describe, expect, it } from 'vitest';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';
import { createTables } from '../../shared/store/create-tables.ts';
import { createDynamoDbClient, openTables } from '../../shared/store/dynamodb.ts';
import { localTableNames } from '../../shared/store/tables.ts';
import { formBody } from '../fixtures/post.ts';
import { type Answered, ask } from '../harness/ask.ts';
import { type Customer, customerOf } from '../harness/customer.ts';
import {
  type EmbeddedDynamoDb,
  embeddedClientConfig,
  startEmbeddedDynamoDb,
} from '../harness/embedded-dynamodb.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { type Browser, newBrowser } from './browser.ts';
import { type HeldStore, holdStore } from './held-store.ts';
import { everyOrder, type Mishap, runRace } from './interleavings.ts';

const logoutUrl = 'https://login.microsoftonline.com/common/saml2';
const isSignedOutPage = ({ body = '' }: Answered) => body.includes('You are signed out of TimeTrack');

// Whatever order the requests of both reach the store in, and whichever answer the browser keeps last: it never shows
// "You are signed out" while it has a session that opens the application.
describe('a sign-out beside a sign-in of the same browser', () => {
  let embedded: EmbeddedDynamoDb;
  let held: HeldStore;
  let well: Product;
  useLog();
  beforeAll(async () => {
    embedded = await startEmbeddedDynamoDb();
    held = await holdStore(embedded.endpoint);
    const client = createDynamoDbClient(embeddedClientConfig(embedded.endpoint));
    await createTables(client, localTableNames);
    well = productOver(openTables(client, localTableNames));
    return async () => {
      await held.stop();
      await embedded.stop();
    };
  });
  let serial = 0;

  async function begin(customer: Customer, browser: Browser): Promise<string> {
    const answer = await browser.send(well.signOn, { url: customer.signOnUrl({ account: 'another' }) });
    const id = new URL(String(answer.headers?.['location'])).searchParams.get('RelayState') ?? '';
    return formBody(customer.message(id));
  }
  const statusOf = async (customer: Customer, browser: Browser) =>
    (await browser.send(well.session, { url: customer.at('/session') })).statusCode;

  async function race(order: readonly (0 | 1)[], last: 'sign-in' | 'sign-out', mishap?: Mishap) {
    serial += 1;
    const sides = [held.side(`in-${serial}`), held.side(`out-${serial}`)] as const;
    const customer = await customerOf(well, 'timetrack', {
      connection: { logoutUrl },
      signOut: { reach: 'single-logout' },
    });
    const browser = newBrowser();
    const first = await begin(customer, browser);
    await browser.send(well.assertionConsumer, { url: customer.urls.replyUrl, form: first });
    const second = await begin(customer, browser);
    const [earlier = ''] = browser.sessionsGiven();
    const products = sides.map(({ endpoint }) => {
      const config = { ...embeddedClientConfig(endpoint), maxAttempts: 1 };
      return productOver(openTables(createDynamoDbClient(config), localTableNames));
    });
    // Neither answer is there yet: both requests bring the cookies of before.
    const cookies = browser.cookies();
    for (const side of sides) side.hold();
    const send = (handler: LambdaHandler | undefined, asked: Parameters<typeof ask>[1]) =>
      ask(handler ?? expect.unreachable(), { ...asked, cookies });
    const posted = send(products[0]?.assertionConsumer, { url: customer.urls.replyUrl, form: second });
    const out = send(products[1]?.signOut, { method: 'POST', url: customer.at('/sign-out') });
    const trace = await runRace({ sides, ends: [posted, out] }, order, mishap);
    const answers = { 'sign-in': await posted, 'sign-out': await out };
    browser.keep(answers[last === 'sign-in' ? 'sign-out' : 'sign-in']);
    browser.keep(answers[last]);
    return { trace, customer, browser, answers, earlier };
  }

  it.each(['sign-in', 'sign-out'] as const)('shows the truth where the %s is kept last', async (last) => {
    const count = await everyOrder(async (order) => {
      const { trace, customer, browser, answers } = await race(order, last);
      if (last === 'sign-out' && isSignedOutPage(answers['sign-out'])) {
        expect(await statusOf(customer, browser)).toBe(401);
      }
      return trace;
    });
    expect(count).toBeGreaterThan(3);
  });

  it('says so only of a session that has ended, whichever request of it was throttled', async () => {
    for (const position of [0, 1]) {
      const mishap = { position, fate: 'throttled' } as const;
      const { customer, browser, answers, earlier } = await race([1, 1, 1], 'sign-out', mishap);
      const isEnded = isSignedOutPage(answers['sign-out']);
      const old = { url: customer.at('/session'), cookies: [earlier] };
      if (isEnded) expect((await ask(well.session, old)).statusCode).toBe(401);
      if (isEnded) expect(await statusOf(customer, browser)).toBe(401);
      else expect(answers['sign-out'].cookies).toEqual([]);
    }
  });
});
