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
    const order = ['do not fit this application', '=c…@contoso.com', 'There is no account for you'];
    const places = order.map((text) => body.indexOf(text));
    expect(places.every((place, index) => place > (places[index - 1] ?? 0))).toBe(true);
    expect(body).toContain('<bdi>nob…@contoso.com</bdi>');
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
    expect(lines[0]).toBe(
      '\ufeff"time","person","outcome","problem","reason","reference","mark","remedy","expected","received"',
    );
    expect(lines[1]).toContain('"refused","audience-mismatch"');
    expect(lines[2]).toContain(`"'=c…@contoso.com","signed-in",""`);
    expect(lines).toHaveLength(5);
    now = facts.now;
  });

  describe('tell people apart', () => {
    const names = ['c.simon@contoso.com', 'c.smith@contoso.com', 'c.simon@fabrikam.com'];
    const people = async () => {
      const customer = await customerOf(product, 'timetrack');
      for (const [second, nameId] of names.entries()) {
        const parts: object = { nameId, objectId: `0f0e0d0c-0b0a-4900-8807-06050403020${second}` };
        const form = formBody(customer.message(undefined, parts));
        await at(second, () => ask(product.assertionConsumer, { url: customer.urls.replyUrl, form }));
      }
      return customer;
    };
    const peopleIn = (body = '') =>
      [...body.matchAll(/<bdi>([^<]+)<\/bdi> <code>([0-9A-Z]{4})<\/code>/g)].map(
        ([, shortName, mark]) => `${shortName} ${mark}`,
      );

    it('by the beginning of the name, the domain and a mark', async () => {
      const admin = await adminOf(await people());
      now = secondsAfter(facts.now, 60);
      const { body } = await admin.get({ step: 'log' });
      now = facts.now;

      const shown = peopleIn(body);
      expect(shown.map((person) => person.slice(0, -5))).toEqual([
        'c.s…@fabrikam.com',
        'c.s…@contoso.com',
        'c.s…@contoso.com',
      ]);
      expect(new Set(shown).size).toBe(3);
      expect(body).not.toMatch(/c\.simon@|smith@/);
    });

    it.each([
      ['the whole sign-in name', 'C.Simon@contoso.com', 1],
      ['its part before the @', 'c.simon', 2],
      ['a part of the name, which would spell out the rest', 'c.si', 0],
      ['the domain', 'contoso.com', 0],
      ['somebody else', 'a.charon@contoso.com', 0],
    ])('and find by %s', async (_, find, count) => {
      const admin = await adminOf(await people());
      now = secondsAfter(facts.now, 60);
      const { body } = await admin.get({ step: 'log', find });
      now = facts.now;
      expect(peopleIn(body)).toHaveLength(count);
    });

    it('and find by the mark and by the reference of the page, in any spelling', async () => {
      const admin = await adminOf(await people());
      now = secondsAfter(facts.now, 60);
      const { body = '' } = await admin.get({ step: 'log' });
      const [first = ''] = peopleIn(body);
      const [, reference = ''] = /Reference <code>([^<]+)</.exec(body) ?? [];
      for (const find of [first.slice(-4), reference, ` ${reference.replace('-', '').toLowerCase()} `]) {
        expect(peopleIn((await admin.get({ step: 'log', find })).body), find).toEqual([first]);
      }
      now = facts.now;
    });

    it('and keep search and filter in every link and in the file', async () => {
      const customer = await people();
      const admin = await adminOf(customer);
      now = secondsAfter(facts.now, 60);
      const { body = '' } = await admin.get({ step: 'log', show: 'refused', find: 'c.smith' });
      expect(body).toContain('value="c.smith"');
      expect(body).toContain('<input type="hidden" name="show" value="refused">');
      const [, file = ''] = /href="([^"]+)" download/.exec(body) ?? [];
      const url = new URL(file.replaceAll('&amp;', '&'), setupUrl(customer));
      expect(Object.fromEntries(url.searchParams)).toMatchObject({ show: 'refused', find: 'c.smith' });
      const csv = await admin.get(Object.fromEntries(url.searchParams));
      now = facts.now;
      const lines = csv.body?.trim().split('\r\n') ?? [];
      expect(lines).toHaveLength(2);
      expect(lines[1]).toContain('"c.s…@contoso.com","refused","user-unknown"');
      expect(csv.body).not.toContain('smith');
    });
  });

  it('say what to change, and the values of what the directory signed', async () => {
    const admin = await adminOf(await someDay());
    now = secondsAfter(facts.now, 60);
    const { body = '' } = await admin.get({ step: 'log', show: 'refused' });
    now = facts.now;
    expect(body).toContain('Identifier (Entity ID): Enter the expected value and make it the default.');
    expect(body).toContain('<dt>Received</dt><dd><code>https://wrong.example</code></dd>');
    expect(body).toContain('Ask the people who run the application to create the account.');
  });

  it('are shown to nobody without an open link of this tenant', async () => {
    const customer = await someDay();
    const other = await adminOf(await customerOf(product, 'timetrack'));
    for (const parameters of [{ step: 'log' }, { file: 'sign-ins.csv' }]) {
      const url = setupUrl(customer, parameters);
      for (const cookies of [[], other.cookies()]) {
        const { body } = await ask(product.setup, { url, cookies });
        expect(body).toContain('Sign in as an administrator');
        expect(body).not.toContain('contoso');
      }
    }
  });
});
