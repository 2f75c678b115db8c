import { beforeAll, describe, expect, it } from 'vitest';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import type { Answered } from '../harness/ask.ts';
import { type Customer, customerOf } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { type LogLine, useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { type Browser, newBrowser } from './browser.ts';
import { type Fault, faults } from './fault.ts';
import { faultyTables } from './faulty-tables.ts';
import { mortal } from './mortal.ts';
import { formFor, type SignInJourney, signInJourneys, theOneWrite } from './sign-in-journeys.ts';

const ofTheKey = {
  sha1: signingKey().sha1Thumbprint,
  sha256: signingKey().sha256Thumbprint,
  at: expect.any(Date),
};

describeWithDatabase('at the ACS', (database) => {
  const log = useLog();
  /** A process that nothing happens to. */
  let well: Product;
  /** References of what a dead process had begun: its timers still run in this one, and speak of it later. */
  const ghosts = new Set<unknown>();
  beforeAll(() => {
    well = productOver(database().tables);
  });

  /** A browser on its way into a tenant, with what its directory makes it post. */
  async function onTheWay(journey: SignInJourney) {
    const customer = await customerOf(well, journey.app, journey.customer);
    const browser = newBrowser();
    const url = customer.urls.replyUrl;
    const form = await formFor(journey, well, customer, browser);
    if (journey.hadSession) {
      // Another tab was quicker.
      const older = await formFor(journey, well, customer, browser);
      await browser.send(well.assertionConsumer, { url, form: older });
    }
    return { customer, browser, asked: { url, form } };
  }

  const isIn = async (browser: Browser, customer: Customer) =>
    (await browser.send(well.session, { url: customer.at('/session') })).statusCode === 200;

  it.each(signInJourneys)('$name calls the store so often', async (journey) => {
    const { browser, asked } = await onTheWay(journey);
    const { tables, calls } = faultyTables(database().tables);
    const answer = await browser.send(productOver(tables).assertionConsumer, asked);
    expect([answer.statusCode, calls]).toEqual([303, journey.calls]);
  });

  describe.each(signInJourneys)('$name outlives that', (journey) => {
    const cells = journey.calls.flatMap((call, position) =>
      faults.map((fault) => ({
        call,
        position,
        fault,
        what: `call ${position + 1}, ${call}, ${fault.name}`,
      })),
    );

    it.each(cells)('$what', async ({ position, fault }) => {
      const { customer, browser, asked } = await onTheWay(journey);
      const held = browser.sessionsGiven().length;
      const before = log.lines().length;
      const faulty = faultyTables(database().tables, position, fault);
      const answer = await browser.send(mortal(productOver(faulty.tables).assertionConsumer, faulty), asked);

      const wasLetIn = answer.statusCode === 303;
      const given = () => browser.sessionsGiven().length - held;
      expectOneAnswer(answer, given(), fault);
      const lines = log
        .lines()
        .slice(before)
        .filter(({ reference }) => !ghosts.has(reference));
      if (fault.afterwards === 'dies') for (const { reference } of lines) ghosts.add(reference);
      expectLog(lines, wasLetIn, isHealed(journey, position, fault) ? undefined : fault);
      expectNoSecretIn(log.text(), browser, asked.form);

      // The same post again, by Reload or by the browser itself, in a process without faults:
      const again = await browser.send(productOver(database().tables).assertionConsumer, asked);
      // No answer told of the session. A browser with the cookie of the request gets it by the second post.
      const isSpentUnheard =
        !wasLetIn && journey.initiatedBy === 'idp' && isWritten(journey, position, fault);
      expect([again.statusCode, given()]).toEqual(wasLetIn ? [409, 1] : isSpentUnheard ? [409, 0] : [303, 1]);
      if (isSpentUnheard) await expectTheWayOn(again, customer, browser);
      expect(await isIn(browser, customer)).toBe(true);

      const stranger = newBrowser();
      const stolen = await stranger.send(well.assertionConsumer, asked);
      expect(stolen.statusCode).toEqual(expect.toBeOneOf(journey.initiatedBy === 'sp' ? [403, 409] : [409]));
      expect(stranger.sessionsGiven()).toEqual([]);
      expect(await isIn(browser, customer)).toBe(true);
      await expectWholeTenant(customer, journey);
    });
  });

  const positionOfTheWrite = ({ calls, initiatedBy }: SignInJourney) =>
    calls.indexOf(theOneWrite[initiatedBy]);

  /** Whether the session was made before everything ended, too late for an answer. */
  const isWritten = (journey: SignInJourney, position: number, { takesEffect, afterwards }: Fault) =>
    position > positionOfTheWrite(journey) ||
    (position === positionOfTheWrite(journey) && takesEffect && afterwards !== 'fails');

  /** Whether the store itself finds out that its write was done. */
  const isHealed = (journey: SignInJourney, position: number, { takesEffect, afterwards }: Fault) =>
    position === positionOfTheWrite(journey) && takesEffect && afterwards === 'fails';

  /** The page of a spent sign-in leads to sign-on, and the directory does not ask a second time. */
  async function expectTheWayOn(spent: Answered, customer: Customer, browser: Browser): Promise<void> {
    expect(spent.body).toContain(`href="${customer.urls.signOnUrl}"`);
    if (await isIn(browser, customer)) return;
    const form = await formFor({ initiatedBy: 'sp' }, well, customer, browser);
    const { statusCode } = await browser.send(well.assertionConsumer, { url: customer.urls.replyUrl, form });
    expect(statusCode).toBe(303);
  }

  /** Either in, or a page that says to try again; nothing in between. */
  function expectOneAnswer(
    { statusCode, body }: Answered,
    sessionsGiven: number,
    { afterwards }: Fault,
  ): void {
    if (statusCode === 303) expect(sessionsGiven).toBe(1);
    else expect([statusCode, sessionsGiven]).toEqual([afterwards === 'dies' ? 500 : 503, 0]);
    if (statusCode === 503) expect(body).toContain('Please try again in a moment.');
  }

  /** One decision, and the fault once; the dead write nothing more. */
  function expectLog(lines: readonly LogLine[], wasLetIn: boolean, fault: Fault | undefined): void {
    const faults = lines.filter(({ event }) => event === 'fault');
    const others = lines.filter(({ event }) => event !== 'fault');
    expect(faults).toHaveLength(fault === undefined || fault.afterwards === 'dies' ? 0 : 1);
    if (fault?.afterwards === 'dies') return;
    const refused = { event: 'sign-in.refused', problem: 'store-unavailable' };
    expect(others).toEqual([expect.objectContaining(wasLetIn ? { event: 'sign-in.accepted' } : refused)]);
  }

  function expectNoSecretIn(text: string, browser: Browser, form: string): void {
    const message = new URLSearchParams(form).get('SAMLResponse') ?? '';
    for (const secret of [...browser.secrets(), message.slice(0, 100), message.slice(-100)]) {
      expect(text).not.toContain(secret);
    }
  }

  /** The user is this person and no other, the tenant trusts what it trusted, and nothing of either is lost. */
  async function expectWholeTenant(
    { tenant, user }: Customer,
    { createsUser }: SignInJourney,
  ): Promise<void> {
    const { users, tenants } = productOver(database().tables).deployment;
    const { directoryId, objectId } = facts;
    const identity = { directoryId, objectId };
    const created = { app: tenant.app, tenant: tenant.id, signInName: facts.signInName, active: true };
    const newUser = { ...created, displayName: facts.displayName, identity, id: expect.any(String) };
    const dates = { createdAt: expect.any(Date), updatedAt: expect.any(Date) };
    expect(await users.list(tenant.app, tenant.id)).toEqual(
      createsUser ? [{ ...newUser, ...dates }, user] : [{ ...user, identity, updatedAt: expect.any(Date) }],
    );
    const now = await tenants.find(tenant.app, tenant.id);
    const pinned = { pinned: signingKey().certificate };
    // What signed an answer to a request is proven by it, unless something came between; nothing else is.
    expect(now?.connection.provenKeys).toEqual(expect.toBeOneOf([undefined, [ofTheKey]]));
    expect(now).toEqual({
      ...tenant,
      updatedAt: expect.any(Date),
      connection: {
        ...tenant.connection,
        ...(now?.connection.provenKeys === undefined ? {} : { provenKeys: now.connection.provenKeys }),
        trustedKeys: tenant.connection.trustedKeys.map((key) =>
          key.kind === 'thumbprint' ? expect.toBeOneOf([key, { ...key, ...pinned }]) : key,
        ),
      },
    });
  }
});
