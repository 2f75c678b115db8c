import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../shared/ids/app-id.ts';
import { defaultClockSkewSeconds as skew } from '../../shared/saml/inbound/assertion/clock-skew.ts';
import { requestLifetimeSeconds } from '../../shared/sign-in/flow.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { formBody } from '../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';

describeWithDatabase('a sign-in', (database) => {
  const log = useLog();
  let well: Product;
  beforeAll(() => {
    well = productOver(database().tables);
  });
  /** A process whose clock is wrong by so much. */
  const wrongBy = (seconds: number) => productOver(database().tables, () => secondsAfter(facts.now, seconds));

  const post = (product: Product, customer: Customer, form: string, cookies: readonly string[] = []) =>
    ask(product.assertionConsumer, { url: customer.urls.replyUrl, form, cookies });
  const sessionStatus = async (customer: Customer, cookies: readonly string[]) =>
    (await ask(well.session, { url: customer.at('/session'), cookies })).statusCode;

  describe.each<AppId>(['timetrack', 'trakstar'])('to %s', (app) => {
    // Entra's messages count from 5 minutes before they are made to an hour after; the clock skew is allowed on top.
    it.each([
      ['far behind', -(360 + skew), 'issue-instant-in-future'],
      ['an hour and the clock skew ahead', 3_600 + skew, 'assertion-expired'],
      ['the lifetime of a request ahead', requestLifetimeSeconds, 'flow-expired'],
    ])('spends nothing where the clock is %s (%i seconds)', async (_, seconds, problem) => {
      const customer = await customerOf(well, app);
      const { requestId, cookies } = await beginAt(well, customer.signOnUrl());
      const form = formBody(customer.message(requestId));

      const refused = await post(wrongBy(seconds), customer, form, cookies);
      expect([refused.cookies, log.decision()['problem']]).toEqual([[], problem]);
      const accepted = await post(well, customer, form, cookies);
      expect(await sessionStatus(customer, cookiesOf(accepted))).toBe(200);
    });

    it.each([10 - skew, skew - 10])('goes well where the clock is wrong by %i seconds', async (seconds) => {
      const customer = await customerOf(well, app);
      const { requestId, cookies } = await beginAt(well, customer.signOnUrl());

      const { statusCode } = await post(
        wrongBy(seconds),
        customer,
        formBody(customer.message(requestId)),
        cookies,
      );
      expect(statusCode).toBe(303);
    });

    it('makes one session of 20 posts at once, in four processes', async () => {
      const customer = await customerOf(well, app);
      const { requestId, cookies } = await beginAt(well, customer.signOnUrl());
      const form = formBody(customer.message(requestId));
      const processes = Array.from({ length: 4 }, () => productOver(database().tables));

      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, at) => post(processes[at % 4] ?? well, customer, form, cookies)),
      );
      expect(answers.map((answer) => [answer.statusCode, locationOf(answer)])).toEqual(
        Array(20).fill([303, '/welcome']),
      );
      // Whichever answer the browser keeps, it is in; there is one session, which one sign-out ends.
      for (const answer of answers) expect(await sessionStatus(customer, cookiesOf(answer))).toBe(200);
      const [first = {}, ...others] = answers;
      const url = customer.at('/sign-out');
      await ask(well.signOut, { method: 'POST', url, cookies: cookiesOf(first) });
      for (const answer of others) expect(await sessionStatus(customer, cookiesOf(answer))).toBe(401);
      expect(log.lines().filter(({ event }) => event === 'fault')).toEqual([]);
    });

    it('of one person in 20 attempts at once makes 20 sessions of one user', async () => {
      const customer = await customerOf(well, app);
      const begun = await Promise.all(Array.from({ length: 20 }, () => beginAt(well, customer.signOnUrl())));

      const answers = await Promise.all(
        begun.map(({ requestId, cookies }) =>
          post(well, customer, formBody(customer.message(requestId)), cookies),
        ),
      );
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(303));
      const users = await well.deployment.users.list(app, customer.tenant.id);
      expect(users.map(({ id, identity }) => [id, identity?.objectId])).toEqual([
        [customer.user.id, facts.objectId],
      ]);
      await well.deployment.flows.signOutUser(app, customer.tenant.id, customer.user.id, {
        reason: 'user-sessions-revoked',
        at: new Date(),
      });
      const [first] = answers;
      expect(await sessionStatus(customer, cookiesOf(first ?? {}))).toBe(401);
    });
  });
});
