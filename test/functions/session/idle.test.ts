import { beforeAll, expect, it } from 'vitest';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { type Customer, type CustomerChoices, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { bring, logoutRequest } from '../logout/logout-messages.ts';

const idleTimeoutSeconds = 3_600;

describeWithDatabase('a session with an idle time-out of an hour', (database) => {
  useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const later = (seconds: number) => productOver(database().tables, () => secondsAfter(facts.now, seconds));

  async function signedIn(choices: CustomerChoices = { idleTimeoutSeconds }) {
    const customer = await customerOf(product, 'timetrack', choices);
    const { cookies } = await signInAt(product, customer);
    return { customer, cookies };
  }

  const session = (customer: Customer, cookies: readonly string[], seconds: number, query = '') =>
    ask(later(seconds).session, { url: customer.at(`/session${query}`), cookies });
  const status = async (...where: Parameters<typeof session>) => (await session(...where)).statusCode;

  /** Where each request with the cookie leads at this time. */
  async function everywhere(customer: Customer, cookies: readonly string[], seconds: number) {
    const at = later(seconds);
    const [asked, welcome, signOn] = [
      await ask(at.session, { url: customer.at('/session?background=1'), cookies }),
      await ask(at.welcome, { url: customer.at('/welcome'), cookies }),
      await ask(at.signOn, { url: customer.signOnUrl(), cookies }),
    ];
    return [asked.statusCode === 200, welcome.statusCode === 200, locationOf(signOn) === '/welcome'];
  }

  it('is over after it at every place that accepts a session', async () => {
    const { customer, cookies } = await signedIn();
    expect(await everywhere(customer, cookies, 3_600)).toEqual([false, false, false]);
    const other = await signedIn();
    expect(await everywhere(other.customer, other.cookies, 3_599)).toEqual([true, true, true]);
  });

  it('goes on from each use, and never past its end', async () => {
    const { customer, cookies } = await signedIn();
    for (let seconds = 0; seconds < 28_800; seconds += 3_000) {
      expect(await status(customer, cookies, seconds)).toBe(200);
    }
    expect(await status(customer, cookies, 28_800)).toBe(401);
  });

  it.each([
    ['session', (customer: Customer) => customer.at('/session')],
    ['welcome', (customer: Customer) => customer.at('/welcome')],
    ['signOn', (customer: Customer) => customer.signOnUrl()],
  ] as const)('goes on from a use at %s', async (endpoint, urlOf) => {
    const { customer, cookies } = await signedIn();
    await ask(later(1_800)[endpoint], { url: urlOf(customer), cookies });
    expect(await status(customer, cookies, 5_399)).toBe(200);
  });

  it.each([
    ['a program that asks in the background', '?background=1', 200],
    ['a program that expects another tenant', '?tenant=other', 401],
    ['a program that expects another app', '?app=trakstar', 401],
  ])('does not go on by %s', async (_, query, answer) => {
    const { customer, cookies } = await signedIn();
    expect(await status(customer, cookies, 1_800, query)).toBe(answer);
    expect(await status(customer, cookies, 3_600)).toBe(401);
  });

  it('does not go on by HEAD', async () => {
    const { customer, cookies } = await signedIn();
    const url = customer.at('/session');
    expect((await ask(later(1_800).session, { method: 'HEAD', url, cookies })).statusCode).toBe(200);
    expect(await status(customer, cookies, 3_600)).toBe(401);
  });

  it('does not go on by a request without its secret', async () => {
    const { customer, cookies } = await signedIn();
    const forged = cookies.map((cookie) => cookie.replace(/[^.]{43}$/, 'A'.repeat(43)));
    expect(await status(customer, forged, 1_800)).toBe(401);
    expect(await status(customer, cookies, 3_600)).toBe(401);
  });

  it('does not go on by what the directory sends', async () => {
    const { customer, cookies } = await signedIn();
    const message = logoutRequest(customer, { sessionIndexes: ['_of-another'] });
    await ask(later(1_800).logout, { ...bring('redirect', customer.urls.logoutUrl, message), cookies });
    expect(await status(customer, cookies, 3_600)).toBe(401);
  });

  it('stays over, whatever comes later', async () => {
    const { customer, cookies } = await signedIn();
    for (const seconds of [3_600, 3_601, 7_000]) expect(await status(customer, cookies, seconds)).toBe(401);
    await product.deployment.tenants.change(
      'timetrack',
      customer.tenant.id,
      { by: 'operator', at: facts.now },
      ({ idleTimeoutSeconds: _, ...tenant }) => tenant,
    );
    expect(await status(customer, cookies, 3_600)).toBe(401);
  });

  it('is not brought back by a use that is written after it ended', async () => {
    const { customer, cookies } = await signedIn();
    const [value = ''] = cookies.filter((each) => each.startsWith('__Host-session='));
    const [, , id = ''] = value.split('.');
    const { flows } = product.deployment;
    const found = await flows.find('timetrack', customer.tenant.id, id as never);
    if (found?.state !== 'signed-in') throw new Error('There is no session');
    await ask(product.signOut, { url: customer.at('/sign-out'), method: 'POST', cookies });
    await flows.noteUse(found, secondsAfter(facts.now, 1_800));

    expect(await flows.find('timetrack', customer.tenant.id, id as never)).not.toHaveProperty('lastUsedAt');
    expect(await status(customer, cookies, 1_801)).toBe(401);
  });

  it('is written once in a quarter of an hour, by one request of many at once', async () => {
    const { customer, cookies } = await signedIn();
    const requests = (seconds: number) => database().requestsOf(() => session(customer, cookies, seconds));
    const [read, look, update] = ['GetItemCommand', 'BatchGetItemCommand', 'UpdateItemCommand'];

    expect(await requests(899)).toEqual([read, look]);
    expect(await requests(900)).toEqual([read, look, update]);
    expect(await requests(1_799)).toEqual([read, look]);
    expect(await requests(1_800)).toEqual([read, look, update]);
  });

  it('costs the requests that it did where the tenant has none', async () => {
    const { customer, cookies } = await signedIn({});
    expect(await database().requestsOf(() => session(customer, cookies, 20_000))).toEqual([
      'GetItemCommand',
      'BatchGetItemCommand',
    ]);
  });
});
