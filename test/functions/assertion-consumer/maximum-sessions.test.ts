import { beforeAll, expect, it } from 'vitest';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, type Customer, type CustomerChoices, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

describeWithDatabase('a person of a tenant that limits sessions', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** Signs in, by default in a browser of its own, so many seconds after the first sign-in could be. */
  async function signIn(customer: Customer, seconds: number, held: readonly string[] = []) {
    const at = productOver(database().tables, () => secondsAfter(facts.now, seconds));
    const { requestId, cookies } = await beginAt(at, customer.signOnUrl());
    const form = formBody(customer.message(requestId));
    const url = customer.urls.replyUrl;
    const answer = await ask(at.assertionConsumer, { url, cookies: [...held, ...cookies], form });
    expect(answer.statusCode).toBe(303);
    return cookiesOf(answer);
  }
  const statuses = async (customer: Customer, browsers: readonly (readonly string[])[]) => {
    const url = customer.at('/session');
    const answers = await Promise.all(browsers.map((cookies) => ask(product.session, { url, cookies })));
    return answers.map(({ statusCode }) => statusCode);
  };
  const limited = (maximumSessions: number, more: CustomerChoices = {}) =>
    customerOf(product, 'timetrack', { maximumSessions, ...more });

  it('keeps the newest, and the oldest end', async () => {
    const customer = await limited(2);
    const browsers: (readonly string[])[] = [];
    for (const seconds of [0, 1, 2, 3]) browsers.push(await signIn(customer, seconds));

    expect(await statuses(customer, browsers)).toEqual([401, 401, 200, 200]);
    const sessions = await product.deployment.sessions.ofUser(
      'timetrack',
      customer.tenant.id,
      customer.user.id,
    );
    expect(sessions).toHaveLength(2);
    const ended: unknown[] = [];
    for (const each of browsers.slice(0, 2)) {
      const [, , id = ''] = each.find((cookie) => cookie.startsWith('__Host-session='))?.split('.') ?? [];
      ended.push(await product.deployment.flows.find('timetrack', customer.tenant.id, id as never));
    }
    expect(ended).toMatchObject([{ end: { reason: 'too-many' } }, { end: { reason: 'too-many' } }]);
  });

  it('does not lose a session for one that the same browser replaces', async () => {
    const customer = await limited(2);
    const other = await signIn(customer, 0);
    const first = await signIn(customer, 1);
    const again = await signIn(customer, 2, first);

    expect(await statuses(customer, [other, first, again])).toEqual([200, 401, 200]);
  });

  it('does not count sessions that an operator ended, or another person’s', async () => {
    const customer = await limited(2);
    const before = await signIn(customer, 0);
    await product.deployment.users.update(customer.user, { endSessions: true }, facts.now);
    const one = await signIn(customer, 1);
    const two = await signIn(customer, 2);

    expect(await statuses(customer, [before, one, two])).toEqual([401, 200, 200]);
  });

  it('keeps each of them where the tenant has no maximum, by the same requests', async () => {
    const customer = await customerOf(product, 'timetrack');
    const browsers = [await signIn(customer, 0), await signIn(customer, 1)];
    const requests = await database().requestsOf(async () => {
      browsers.push(await signIn(customer, 2));
    });

    expect(await statuses(customer, browsers)).toEqual([200, 200, 200]);
    expect(requests).not.toContain('QueryCommand');
  });

  it('has no more than one, of twenty sign-ins at once, after the next', async () => {
    const customer = await limited(1);
    await signIn(customer, 0);
    const many = await Promise.all(Array.from({ length: 20 }, () => signIn(customer, 1)));
    const last = await signIn(customer, 2);

    const answers = await statuses(customer, [...many, last]);
    expect(answers.filter((status) => status === 200)).toEqual([200]);
    expect(answers.at(-1)).toBe(200);
  });
});
