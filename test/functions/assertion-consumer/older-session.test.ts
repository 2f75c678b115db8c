import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { claimNames, claimsOfBSimon, type EntraParts, withClaim } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aUser } from '../../harness/samples.ts';

/** What the directory says of a colleague of the customer's user. */
const asColleague = () => ({
  nameId: 'colleague@contoso.com',
  claims: withClaim(claimsOfBSimon, claimNames.objectId, randomUUID()),
});

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

  describe('of another person', () => {
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    /** A victim who is signed in, and a colleague with an unspent assertion of their own. */
    async function victimAndColleague() {
      const customer = await customerOf(product, 'timetrack');
      const { app, id: tenant } = customer.tenant;
      const colleague = aUser({ app, tenant, signInName: 'colleague@contoso.com', active: true });
      await product.deployment.users.add(colleague);
      const victim = await signInAt(product, customer);
      const form = formBody(customer.message(undefined, asColleague()));
      const post = (headers: Readonly<Record<string, string>>, cookies = crossSite(victim.answer)) =>
        ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form, headers });
      return { customer, victim, post };
    }
    const personAt = async (customer: Customer, cookies: readonly string[]) =>
      JSON.parse((await ask(product.session, { url: customer.at('/session'), cookies })).body ?? '')['user']
        ?.signInName;

    it.each<[string, Record<string, string>]>([
      ['another site', evil],
      ['a page that hides its origin', { origin: 'null' }],
      ['a page whose origin a proxy strips', {}],
      ['a host that resembles the directory’s', { origin: 'https://login.microsoftonline.com.evil.example' }],
      ['our own origin', { origin: 'https://acme.timetrackenterprise.com', 'sec-fetch-site': 'same-origin' }],
    ])('is not replaced by what %s posts: the page asks', async (_, headers) => {
      const { customer, victim, post } = await victimAndColleague();
      const answer = await post(headers);

      expect([answer.statusCode, answer.cookies]).toEqual([409, []]);
      expect(answer.body).toContain('<form method="post" action="/sign-out">');
      expect(answer.body).toContain(`href="${customer.urls.signOnUrl}"`);
      expect(answer.headers?.['content-security-policy']).toContain("form-action 'self'");
      expect(await personAt(customer, victim.cookies)).toBe(facts.signInName);
      // Nothing was spent: after signing out, the same assertion signs its person in.
      await ask(product.signOut, { method: 'POST', url: customer.at('/sign-out'), cookies: victim.cookies });
      const later = await post(headers);
      expect(later.statusCode).toBe(303);
      expect(await personAt(customer, cookiesOf(later))).toBe('colleague@contoso.com');
    });

    it('is not replaced by a colleague who has taken the name: the page asks', async () => {
      const { customer, victim } = await victimAndColleague();
      const colleague = asColleague();
      const post = (parts: Partial<EntraParts>, cookies: readonly string[]) =>
        ask(product.assertionConsumer, {
          url: customer.urls.replyUrl,
          cookies,
          form: formBody(customer.message(undefined, { ...colleague, ...parts })),
          headers: evil,
        });
      // Bound by a sign-in of their own: from then on the object id says who they are, whatever their name.
      expect((await post({}, [])).statusCode).toBe(303);
      const answer = await post({ nameId: facts.signInName }, crossSite(victim.answer));

      expect([answer.statusCode, answer.cookies]).toEqual([409, []]);
      expect(await personAt(customer, victim.cookies)).toBe(facts.signInName);
    });

    it('is replaced where a page of the directory posts', async () => {
      const { customer, victim, post } = await victimAndColleague();
      const answer = await post({
        origin: 'https://login.microsoftonline.com',
        'sec-fetch-site': 'cross-site',
      });

      expect(answer.statusCode).toBe(303);
      expect(await personAt(customer, cookiesOf(answer))).toBe('colleague@contoso.com');
      expect(await statusAt(customer, victim)).toBe(401);
    });

    it('is no hindrance once it has ended, or in another browser', async () => {
      const { customer, victim, post } = await victimAndColleague();
      expect((await post(evil, [])).statusCode).toBe(303);
      expect(await statusAt(customer, victim)).toBe(200);
      const other = await victimAndColleague();
      const { cookies } = other.victim;
      await ask(product.signOut, { method: 'POST', url: other.customer.at('/sign-out'), cookies });
      expect((await other.post(evil)).statusCode).toBe(303);
    });

    it('is no hindrance to the same person, from wherever it is posted', async () => {
      const customer = await customerOf(product, 'timetrack');
      const older = await signInAt(product, customer);
      const answer = await ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: crossSite(older.answer),
        form: formBody(customer.message(undefined)),
        headers: evil,
      });
      expect(answer.statusCode).toBe(303);
      expect(await statusAt(customer, { cookies: cookiesOf(answer) })).toBe(200);
    });

    it('is no reason to ask at a request of this browser, which nobody else can begin', async () => {
      const { customer, victim } = await victimAndColleague();
      const begun = await beginAt(product, customer.signOnUrl());
      const message = customer.message(begun.requestId, asColleague());
      const answer = await ask(product.assertionConsumer, {
        url: customer.urls.replyUrl,
        cookies: [...crossSite(victim.answer), ...begun.cookies],
        form: formBody(message),
        headers: evil,
      });
      expect(answer.statusCode).toBe(303);
      expect(await personAt(customer, cookiesOf(answer))).toBe('colleague@contoso.com');
    });
  });
});
