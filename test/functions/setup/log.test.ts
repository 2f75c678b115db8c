import { beforeAll, describe, expect, it } from 'vitest';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { makeLink, openSetup, setupUrl } from './set-up.ts';

describeWithDatabase('the sign-ins on the set-up page', (database) => {
  useLog();
  let product: Product;
  let now = facts.now;
  beforeAll(() => {
    product = productOver(database().tables, () => now);
  });

  const adminOf = async (customer: Customer, intent: 'set-up' | 'inspect' = 'inspect') =>
    openSetup(product.setup, customer, await makeLink(database().tables, customer, facts.now, { intent }));

  const at = async (seconds: number, act: () => Promise<unknown>) => {
    now = secondsAfter(facts.now, seconds);
    await act();
    now = facts.now;
  };

  /** Somebody without an account, one who signs in, and a message that nobody asked for and everybody refuses. */
  async function someDay(): Promise<Customer> {
    const customer = await customerOf(product, 'timetrack', { user: { signInName: '=cmd@contoso.com' } });
    const post = (parts: object) =>
      ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        form: formBody(customer.message(undefined, parts)),
      });
    await at(1, () =>
      post({ nameId: 'nobody@contoso.com', objectId: '0f0e0d0c-0b0a-4900-8807-060504030201' }),
    );
    await at(2, () => post({ nameId: '=cmd@contoso.com' }));
    await at(3, () => post({ audience: 'https://wrong.example' }));
    return customer;
  }

  it('are shown newest first, with masked names and reasons, to whoever may only look', async () => {
    const customer = await someDay();
    const admin = await adminOf(customer);
    now = secondsAfter(facts.now, 60);
    const { body = '', statusCode } = await admin.get({ step: 'log' });

    expect(statusCode).toBe(200);
    const order = ['do not fit this application', '=…@contoso.com', 'There is no account for you'];
    const places = order.map((text) => body.indexOf(text));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    expect(body).toContain('<bdi>n…@contoso.com</bdi>');
    expect(body).not.toMatch(/nobody@|=cmd@/);
    now = facts.now;
  });

  it('cost three requests more than any page of the set-up', async () => {
    const admin = await adminOf(await someDay());
    now = secondsAfter(facts.now, 60);
    const requests = await database().requestsOf(() => admin.get({ step: 'log' }));
    now = facts.now;

    expect(requests).toEqual([
      'BatchGetItemCommand',
      'GetItemCommand',
      'QueryCommand',
      'BatchGetItemCommand',
      'BatchGetItemCommand',
    ]);
  });

  describe('are filtered', () => {
    it.each([
      ['signed-in', '<strong>Signed in</strong>', '<strong>Refused</strong>'],
      ['refused', '<strong>Refused</strong>', '<strong>Signed in</strong>'],
    ])('to %s', async (show, shown, hidden) => {
      const admin = await adminOf(await someDay());
      now = secondsAfter(facts.now, 60);
      const { body } = await admin.get({ step: 'log', show });
      expect(body).toContain(shown);
      expect(body).not.toContain(hidden);
      now = facts.now;
    });
  });

  it.each([
    ['each at a moment of its own', (number: number) => number],
    ['all in one millisecond', () => 1],
  ])('come page by page, each once: %s', async (_, secondOf) => {
    const customer = await customerOf(product, 'timetrack');
    for (let number = 1; number <= 52; number += 1) {
      await at(secondOf(number), () => signInAt(product, customer));
    }
    const admin = await adminOf(customer);
    now = secondsAfter(facts.now, 600);
    const flowsIn = (body = '') => body.match(/<code>_[0-9a-f]{32}<\/code>/g) ?? [];
    const first = await admin.get({ step: 'log', show: 'signed-in' });
    const [, older = ''] = /href="([^"]+)">Older</.exec(first.body ?? '') ?? [];
    const url = new URL(older.replaceAll('&amp;', '&'), setupUrl(customer));
    const second = await admin.get(Object.fromEntries(url.searchParams));

    expect([flowsIn(first.body).length, flowsIn(second.body).length]).toEqual([50, 2]);
    expect(new Set([...flowsIn(first.body), ...flowsIn(second.body)]).size).toBe(52);
    expect(second.body).not.toContain('>Older<');
    expect(second.body).toContain('>Newest<');
    now = facts.now;
  });

  it('can be had as a file in which nothing is a formula', async () => {
    const customer = await someDay();
    const admin = await adminOf(customer);
    now = secondsAfter(facts.now, 60);
    const answer = await admin.get({ file: 'sign-ins.csv' });

    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="sign-ins-timetrack-${customer.tenant.id}.csv"`,
    });
    const lines = answer.body?.split('\r\n') ?? [];
    expect(lines[0]).toBe('\ufeff"time","person","outcome","problem","reason","reference"');
    expect(lines[1]).toContain('"refused","audience-mismatch"');
    expect(lines[2]).toContain(`"'=…@contoso.com","signed-in",""`);
    expect(lines).toHaveLength(5);
    now = facts.now;
  });

  it('are shown to nobody without an open link of this tenant', async () => {
    const customer = await someDay();
    const other = await adminOf(await customerOf(product, 'timetrack'));
    for (const parameters of [{ step: 'log' }, { file: 'sign-ins.csv' }]) {
      const url = setupUrl(customer, parameters);
      for (const cookies of [[], other.cookies()]) {
        expect((await ask(product.setup, { url, cookies })).statusCode).toBeGreaterThanOrEqual(400);
      }
    }
  });
});
