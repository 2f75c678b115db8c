import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { withDraftValues } from '../../../shared/tenants/draft/draft.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { beginTest, type DraftCustomer, draftCustomerOf, keptTest } from '../../harness/draft-customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const bothApps = describe.each<AppId>(['timetrack', 'trakstar']);

describeWithDatabase('a test sign-in', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  const post = (
    { urls }: DraftCustomer,
    message: string,
    cookies: readonly string[] = [],
  ): Promise<Answered> =>
    ask(product.assertionConsumer, { url: urls.replyUrl, cookies, form: formBody(message) });

  /** That nobody was let in, and nothing of the running connection has changed. */
  async function expectNoSession(customer: DraftCustomer, answer: Answered): Promise<void> {
    expect(cookiesOf(answer).filter((cookie) => cookie.startsWith('__Host-session'))).toEqual([]);
    const { app, id, connection } = customer.tenant;
    expect((await product.deployment.tenants.findFresh(app, id))?.connection).toEqual(connection);
    const user = await product.deployment.users.findBySignInName(app, id, customer.user.signInName);
    expect(user?.identity).toEqual(customer.user.identity);
  }

  bothApps('for %s', (app) => {
    it('goes to the directory of the draft, with a request of its own kind', async () => {
      const customer = await draftCustomerOf(product, app);
      const { test, cookies } = await beginTest(product, customer);
      const answer = await ask(product.signOn, { url: customer.signOnUrl({ test: test.id }), cookies });

      expect(answer.statusCode).toBe(303);
      expect(locationOf(answer)).toContain(`${customer.draft.values.loginUrl}?SAMLRequest=`);
      expect(new URL(locationOf(answer)).searchParams.get('RelayState')).toBe(test.id);
      expect(answer.cookies).toEqual([]);
    });

    it('passes, keeps what arrived, leads back to the set-up page, and signs nobody in', async () => {
      const customer = await draftCustomerOf(product, app);
      const { test, cookies } = await beginTest(product, customer);
      const answer = await post(customer, customer.message(test.id), cookies);

      expect([answer.statusCode, locationOf(answer)]).toEqual([303, customer.at(setupPathOf(customer))]);
      const kept = await keptTest(product, customer);
      expect(kept).toMatchObject({ outcome: 'passed', revision: customer.draft.revision, at: facts.now });
      expect(kept?.result).toMatchObject({
        launch: 'page',
        nameId: facts.signInName,
        user: { standing: 'known', signInName: facts.signInName },
      });
      expect(kept?.result?.checks.map(({ outcome }) => outcome)).not.toContain('failed');
      expect(kept?.result?.claims.map(({ value }) => value)).toContain(facts.objectId);
      await expectNoSession(customer, answer);
      expect(log.text()).not.toContain(facts.signInName);
      expect(log.text()).toContain('"event":"sign-in.tested"');
    });

    it('fails with every check that failed, and says who the person would be', async () => {
      const customer = await draftCustomerOf(product, app, { user: { signInName: 'somebody@else.example' } });
      const { test, cookies } = await beginTest(product, customer);
      const message = customer.message(test.id, {
        audience: 'https://wrong.example',
        issuer: 'https://sts.windows.net/other/',
      });
      const answer = await post(customer, message, cookies);

      const kept = await keptTest(product, customer);
      expect(kept?.outcome).toBe('failed');
      const failed = kept?.result?.checks.flatMap(({ problem }) => problem ?? []);
      expect(failed).toEqual([
        { code: 'issuer-mismatch', expected: customer.issuer, actual: 'https://sts.windows.net/other/' },
        {
          code: 'audience-mismatch',
          expected: customer.urls.identifier,
          actual: expect.stringContaining('https://wrong.example'),
        },
      ]);
      expect(kept?.result?.user).toEqual({ standing: 'user-unknown', signInName: undefined });
      await expectNoSession(customer, answer);
    });

    it('of another certificate says which, and shows nothing that it signed', async () => {
      const customer = await draftCustomerOf(product, app);
      const { test, cookies } = await beginTest(product, customer);
      const other = signingKey({ name: 'not handed over' });
      await post(customer, customer.message(test.id, {}, { key: other }), cookies);

      const kept = await keptTest(product, customer);
      expect(kept?.outcome).toBe('failed');
      const { nameId, claims, user } = kept?.result ?? {};
      expect([nameId, claims, user]).toEqual([undefined, [], undefined]);
      expect(kept?.result?.checks.find(({ outcome }) => outcome === 'failed')).toMatchObject({
        name: 'signing-key',
        problem: { code: 'key-unknown', actual: other.sha1Thumbprint.toUpperCase() },
      });
    });

    it('counts once: Back leads to the page again, and another browser is refused like anybody', async () => {
      const customer = await draftCustomerOf(product, app);
      const { test, cookies } = await beginTest(product, customer);
      const message = customer.message(test.id);
      const stranger = await post(customer, message);
      expect([stranger.statusCode, await keptTest(product, customer)]).toEqual([404, undefined]);
      const first = await post(customer, message, cookies);
      const kept = await keptTest(product, customer);
      const requests = await database().requestsOf(async () => {
        const again = await post(customer, message, cookies);
        expect([again.statusCode, locationOf(again)]).toEqual([303, locationOf(first)]);
      });

      expect(requests).toEqual(['UpdateItemCommand', 'GetItemCommand']);
      expect(await keptTest(product, customer)).toEqual(kept);
    });

    it('says nothing of a draft that was changed meanwhile', async () => {
      const customer = await draftCustomerOf(product, app);
      const { test, cookies } = await beginTest(product, customer);
      const { id } = customer.tenant;
      await product.deployment.tenants.change(app, id, { by: 'another admin', at: facts.now }, (tenant) =>
        withDraftValues(
          tenant,
          { ...customer.draft.values, logoutUrl: 'https://login.example/out' },
          'test',
          facts.now,
        ),
      );
      const answer = await post(customer, customer.message(test.id), cookies);

      expect(answer.statusCode).toBe(303);
      expect(await keptTest(product, customer)).toBeUndefined();
    });

    it('of two tabs counts as whichever was answered last, in each tab its own', async () => {
      const customer = await draftCustomerOf(product, app);
      const [one, other] = [await beginTest(product, customer), await beginTest(product, customer)];
      const cookies = [...one.cookies, ...other.cookies];
      const broken = { audience: 'https://wrong.example' };
      await post(customer, customer.message(other.test.id, broken), cookies);
      expect((await keptTest(product, customer))?.outcome).toBe('failed');
      await post(customer, customer.message(one.test.id), cookies);
      expect((await keptTest(product, customer))?.outcome).toBe('passed');
    });

    it('is judged by the draft, while people go on by the connection that runs', async () => {
      const customer = await draftCustomerOf(product, app, {
        connection: {},
        key: signingKey({ name: 'next' }),
      });
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
      const byNext = await post(customer, customer.message(requestId), cookies);
      expect(byNext.statusCode).toBe(404);
      const begun = await beginTest(product, customer);
      const tested = await post(customer, customer.message(begun.test.id), begun.cookies);
      expect((await keptTest(product, customer))?.outcome).toBe('passed');
      await expectNoSession(customer, tested);
    });
  });

  describe('never becomes a session', () => {
    it('where its answer is posted to a connection that would take it', async () => {
      const key = signingKey();
      const customer = await draftCustomerOf(product, 'timetrack', { connection: {}, key });
      const { test } = await beginTest(product, customer);
      const answer = await post(customer, customer.message(test.id));

      expect(answer.statusCode).toBe(403);
      expect(log.decision()).toMatchObject({ problem: 'flow-unknown' });
      await expectNoSession(customer, answer);
    });

    it('and a request of the product is no test, whatever the Response around it claims', async () => {
      const customer = await draftCustomerOf(product, 'timetrack');
      const { test, cookies } = await beginTest(product, customer);
      const answer = await post(
        customer,
        customer.message(`_${'0'.repeat(32)}`).replace(/InResponseTo="[^"]*"/, `InResponseTo="${test.id}"`),
        cookies,
      );

      const kept = await keptTest(product, customer);
      expect(kept?.outcome).toBe('failed');
      expect(
        kept?.result?.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name),
      ).toContain('request');
      await expectNoSession(customer, answer);
    });
  });
});

const setupPathOf = ({ tenant }: DraftCustomer) =>
  tenant.app === 'timetrack' ? '/api/v2/azure/setup' : `/auth/saml/setup?namespace=${tenant.id}`;
