import { beforeAll, expect, it, vi } from 'vitest';
import type { AppId } from '../../shared/apps/profile.ts';
import { formBody } from '../fixtures/post.ts';
import { describeWithDatabase } from '../store/database.ts';
import { type Answered, ask, cookiesOf } from './ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from './customer.ts';
import { type Product, productOver } from './product.ts';

/** What a browser sends along with the directory's cross-site POST: no cookie that is SameSite=Lax. */
const crossSite = (answer: Answered) =>
  cookiesOf({ cookies: answer.cookies?.filter((cookie) => cookie.includes('SameSite=None')) ?? [] });

describeWithDatabase('the session that a browser had before', (database) => {
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    return () => vi.restoreAllMocks();
  });

  const statusAt = async (customer: Customer, { cookies = [] }: { readonly cookies?: readonly string[] }) =>
    (await ask(product.session, { url: customer.at('/session'), cookies })).statusCode;
  const postAt = (customer: Customer, cookies: readonly string[], inResponseTo?: string) =>
    ask(product.assertionConsumer, {
      url: customer.urls.replyUrl,
      cookies,
      form: formBody(customer.message(inResponseTo)),
    });

  it.each<AppId>(['timetrack', 'trakstar'])('is over once it signs in to %s again', async (app) => {
    const customer = await customerOf(product, app);
    const older = await signInAt(product, customer);
    const begun = await beginAt(product, customer.signOnUrl());
    const newer = await postAt(
      customer,
      [...crossSite(older.answer), ...crossSite(begun.answer)],
      begun.requestId,
    );

    expect(await statusAt(customer, { cookies: cookiesOf(newer) })).toBe(200);
    expect(await statusAt(customer, older)).toBe(401);
  });

  it('is over once a response that nobody asked for signs in', async () => {
    const customer = await customerOf(product, 'timetrack');
    const older = await signInAt(product, customer);
    const newer = await postAt(customer, crossSite(older.answer));

    expect(await statusAt(customer, { cookies: cookiesOf(newer) })).toBe(200);
    expect(await statusAt(customer, older)).toBe(401);
  });

  it('stays where the response is refused', async () => {
    const customer = await customerOf(product, 'timetrack');
    const older = await signInAt(product, customer);
    const refused = await postAt(customer, crossSite(older.answer), `_${'0'.repeat(32)}`);

    expect(refused.statusCode).toBe(403);
    expect(await statusAt(customer, older)).toBe(200);
  });

  it('is not opened by what ends it', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { answer } = await signInAt(product, customer);
    const [end = ''] = crossSite(answer);
    const [, value] = end.split('=');

    expect(value).toMatch(/^timetrack\./);
    expect(await statusAt(customer, { cookies: [`__Host-session=${value}`] })).toBe(401);
  });
});
