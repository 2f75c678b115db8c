import { beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../../shared/store/dynamodb.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { formBody } from '../fixtures/post.ts';
import { locationOf } from '../harness/ask.ts';
import { type Customer, customerOf } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { type LogLine, useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { type Browser, newBrowser } from './browser.ts';
import { faults } from './fault.ts';
import { faultyTables } from './faulty-tables.ts';
import { mortal } from './mortal.ts';
import { type OtherRequest, otherRequests } from './other-requests.ts';

/**
 * Whether no dead process logged a line. One that died in a call that only records says so two seconds later, during
 * another cell. The living wait for no call so long.
 */
function isOfTheLiving({ error }: LogLine): boolean {
  return !/"message":"timed out after \d+ ms"/.test(JSON.stringify(error) ?? '');
}

describeWithDatabase('everywhere else', (database) => {
  const log = useLog();
  /** A process that nothing happens to. */
  let well: Product;
  beforeAll(() => {
    well = productOver(database().tables);
  });

  /** A process at the time of a request. */
  const productAt = ({ secondsLater = 0 }: OtherRequest, tables: Tables) =>
    productOver(tables, () => secondsAfter(facts.now, secondsLater));

  async function prepare(request: OtherRequest) {
    const customer = await customerOf(well, request.app, request.customer);
    const browser = newBrowser();
    if (request.signedIn) await signIn(customer, browser);
    return { customer, browser, asked: await request.asked(customer, browser, well) };
  }

  /** Signs in from the Sign-on URL on, with the session index that the logout request names. */
  async function signIn(customer: Customer, browser: Browser): Promise<void> {
    const answer = await browser.send(well.signOn, { url: customer.signOnUrl() });
    const requestId = new URL(locationOf(answer)).searchParams.get('RelayState') ?? '';
    const form = formBody(customer.message(requestId, { sessionIndex: facts.assertionId }));
    await browser.send(well.assertionConsumer, { url: customer.urls.replyUrl, form });
  }

  const sessionStatus = async (customer: Customer, browser: Browser) =>
    (await browser.send(well.session, { url: customer.at('/session') })).statusCode;

  it.each(otherRequests)('$name calls the store so often', async (request) => {
    const { browser, asked } = await prepare(request);
    const { tables, calls } = faultyTables(database().tables);
    const answer = await browser.send(productAt(request, tables)[request.endpoint], asked);
    expect([answer.statusCode, calls]).toEqual([request.status, request.calls]);
  });

  describe.each(otherRequests)('$name outlives that', (request) => {
    const cells = request.calls.flatMap((call, position) =>
      faults.map((fault) => ({ position, fault, what: `call ${position + 1}, ${call}, ${fault.name}` })),
    );

    it.each(cells)('$what', async ({ position, fault }) => {
      const { customer, browser, asked } = await prepare(request);
      const held = browser.sessionsGiven();
      const before = log.lines().length;
      const faulty = faultyTables(database().tables, position, fault);
      const answer = await browser.send(
        mortal(productAt(request, faulty.tables)[request.endpoint], faulty),
        asked,
      );

      const isRecord = position >= request.calls.length - (request.recording ?? 0);
      const died = fault.afterwards === 'dies';
      expect(answer.statusCode).toBe(died ? 500 : isRecord ? request.status : 503);
      const lines = log.lines().slice(before).filter(isOfTheLiving);
      const failsAgain =
        request.asksLast && isRecord && fault.afterwards === 'stays' && position < request.calls.length - 1;
      expect(lines.filter(({ event }) => event === 'fault')).toHaveLength(died ? 0 : failsAgain ? 2 : 1);
      const isSilent = request.isSilent === true && isRecord;
      expect(lines.filter(({ event }) => event !== 'fault')).toHaveLength(died || isSilent ? 0 : 1);
      for (const secret of browser.secrets()) expect(log.text()).not.toContain(secret);

      const again = await browser.send(productAt(request, database().tables)[request.endpoint], asked);
      expect(again.statusCode).toBe(request.status);
      expect(browser.sessionsGiven()).toEqual(held);
      expect(await sessionStatus(customer, browser)).toBe(request.sessionAfterwards);
    });
  });

  it.each(['POST /sign-out', 'logout by the directory'])(
    '%s offers the way back to the application where it failed, and no sign-in',
    async (name) => {
      const request = otherRequests.find((one) => one.name === name);
      if (request === undefined) throw new Error('There is no such request');
      const { browser, asked } = await prepare(request);
      const { tables } = faultyTables(database().tables, 0, faults[0]);
      const { statusCode, body } = await browser.send(productAt(request, tables)[request.endpoint], asked);

      expect([statusCode, body]).toEqual([503, expect.stringContaining('Please try again in a moment.')]);
      const links = [...(body ?? '').matchAll(/href="([^"]*)"[^>]*>([^<]*)</g)].map(([, , label]) => label);
      expect(links).toEqual([
        expect.stringMatching(/^Open (TimeTrack|Trakstar)$/),
        expect.stringContaining('@'),
      ]);
    },
  );
});
