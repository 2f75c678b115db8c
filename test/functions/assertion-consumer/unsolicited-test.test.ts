import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { newSecret, systemRandom } from '../../../shared/ids/secret.ts';
import { newTestFlowId } from '../../../shared/ids/test-flow-id.ts';
import { redactSignInName } from '../../../shared/observability/redact.ts';
import { flowCookie } from '../../../shared/sign-in/browser/flow-cookie.ts';
import { portalTestRequestId } from '../../../shared/sign-in/initiation.ts';
import { valuesOf, withDraftStep, withDraftValues } from '../../../shared/tenants/draft/draft.ts';
import { timetrack } from '../../fixtures/apps.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { type Answered, ask, cookiesOf, locationOf, withoutTrace } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { beginTest, type DraftCustomer, draftCustomerOf, keptTest } from '../../harness/draft-customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { newTenantId } from '../../harness/samples.ts';
import { makeLink, openSetup } from '../setup/set-up.ts';

const [read, put, update] = ['GetItemCommand', 'PutItemCommand', 'UpdateItemCommand'] as const;

describeWithDatabase('what the directory sends unasked', (database) => {
  const log = useLog();
  let product: Product;
  let now = facts.now;
  beforeAll(() => {
    product = productOver(database().tables, () => now);
  });

  const post = (
    { urls }: Customer,
    message: string,
    cookies: readonly string[] = [],
    at = product,
  ): Promise<Answered> => ask(at.assertionConsumer, { url: urls.replyUrl, cookies, form: formBody(message) });

  describe.each<AppId>(['timetrack', 'trakstar'])('while %s is being set up', (app) => {
    it.each([undefined, portalTestRequestId])(
      'is a test of the draft (InResponseTo %s)',
      async (answered) => {
        const customer = await draftCustomerOf(product, app);
        const answer = await post(customer, customer.message(answered));

        expect(answer.statusCode).toBe(200);
        expect(answer.body).toContain('The test sign-in passed');
        expect(answer.body).not.toContain(facts.signInName);
        expect(cookiesOf(answer)).toEqual([]);
        expect(await keptTest(product, customer)).toMatchObject({
          outcome: 'passed',
          result: { launch: 'directory', nameId: facts.signInName },
        });
      },
    );

    it('is none where no key of the draft signed it, and costs what any stranger costs', async () => {
      const customer = await draftCustomerOf(product, app);
      const message = customer.message(undefined, {}, { key: signingKey({ name: 'not handed over' }) });
      const nobody = {
        ...customer,
        urls: { ...customer.urls, replyUrl: replyUrlOf(customer, newTenantId()) },
      };
      const answers: Answered[] = [];
      for (const each of [customer, nobody]) {
        const requests = await database().requestsOf(async () => answers.push(await post(each, message)));
        expect(requests).toEqual([read, update, put]);
      }

      const [known, unknown] = answers;
      expect(known?.statusCode).toBe(404);
      expect(known && withoutTrace(known)).toEqual(unknown && withoutTrace(unknown));
      expect(await keptTest(product, customer)).toBeUndefined();
    });

    it('is none before the administrator has come to the test, nor once the operator has disabled it', async () => {
      const customer = await draftCustomerOf(product, app);
      const { id } = customer.tenant;
      const author = { by: 'test', at: facts.now };
      const earlier = (tenant: typeof customer.tenant) => withDraftStep(tenant, 'people', facts.now);
      await product.deployment.tenants.change(app, id, author, earlier);
      expect((await post(customer, customer.message(undefined))).statusCode).toBe(404);
      await product.deployment.tenants.change(app, id, author, (tenant) => ({
        ...withDraftStep(tenant, 'test', facts.now),
        connection: { ...tenant.connection, state: 'disabled' },
      }));
      expect((await post(customer, customer.message(undefined))).statusCode).toBe(404);
      expect(await keptTest(product, customer)).toBeUndefined();
    });
  });

  it('grows no history: the next result is kept ten seconds after the last, and none after one that passed', async () => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const broken = { audience: 'https://wrong.example' };
    await post(customer, customer.message(undefined, broken));
    now = secondsAfter(facts.now, 9);
    expect((await post(customer, customer.message(undefined))).body).toContain('The test sign-in passed');
    expect((await keptTest(product, customer))?.at).toEqual(facts.now);
    now = secondsAfter(facts.now, 10);
    await post(customer, customer.message(undefined));
    expect(await keptTest(product, customer)).toMatchObject({ at: now, outcome: 'passed' });
    now = secondsAfter(facts.now, 30);
    expect((await post(customer, customer.message(undefined, broken))).statusCode).toBe(404);
    expect((await keptTest(product, customer))?.outcome).toBe('passed');
    now = facts.now;
  });

  it('signs in as ever where the running connection takes it, and tries the draft beside that', async () => {
    const customer = await draftCustomerOf(product, 'timetrack', { connection: {}, key: signingKey() });
    const answer = await post(customer, customer.message(undefined));

    expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/welcome']);
    expect(cookiesOf(answer).some((cookie) => cookie.startsWith('__Host-session='))).toBe(true);
    expect(await keptTest(product, customer)).toMatchObject({ outcome: 'passed' });
  });

  it('is no test of a new key where the old one signed it, as an employee’s tile does', async () => {
    const [old, next] = [signingKey(), signingKey({ name: 'next' })];
    const customer = await draftCustomerOf(product, 'timetrack', { connection: {}, key: next });
    const { app, id, connection } = customer.tenant;
    const both = [...connection.trustedKeys, asCertificate(next)];
    await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) =>
      withDraftValues(tenant, { ...valuesOf(connection), trustedKeys: both }, 'test', now),
    );
    const tile = await post(customer, customer.message(undefined, {}, { key: old }));

    expect([tile.statusCode, locationOf(tile)]).toEqual([303, '/welcome']);
    expect(await keptTest(product, customer)).toBeUndefined();
    expect((await post(customer, customer.message(undefined, {}, { key: next }))).statusCode).toBe(200);
    const { sha1Thumbprint: sha1, sha256Thumbprint: sha256 } = next;
    expect(await keptTest(product, customer)).toMatchObject({
      outcome: 'passed',
      launch: 'directory',
      signer: { sha1, sha256 },
    });
  });

  it.each(['unasked', 'in answer to a test'])(
    'is no test of a draft whose link was revoked meanwhile (%s)',
    async (how) => {
      const customer = await draftCustomerOf(product, 'timetrack');
      const { app, id } = customer.tenant;
      const { link } = await makeLink(database().tables, customer, now);
      const origin = { link: link.id, kind: 'set-up' } as const;
      await product.deployment.tenants.change(app, id, { by: 'test', at: now }, (tenant) => ({
        ...tenant,
        draft: { ...customer.draft, ...origin },
      }));
      const begun = await beginTest(product, customer);
      const [answered, cookies] = how === 'unasked' ? [undefined, []] : [begun.test.id, begun.cookies];
      await product.deployment.setupLinks.revoke(app, id, link.id, now);
      const answer = await post(customer, customer.message(answered), cookies);

      expect(answer.statusCode).toBe(how === 'unasked' ? 404 : 303);
      expect(cookiesOf(answer).some((cookie) => cookie.startsWith('__Host-session='))).toBe(false);
      expect(await keptTest(product, customer)).toBeUndefined();
    },
  );

  it('keeps of such a colleague what the list of sign-ins says: no name, and no value of a claim', async () => {
    const customer = await draftCustomerOf(product, 'timetrack', { connection: {}, key: signingKey() });
    await post(customer, customer.message(undefined));
    const kept = await keptTest(product, customer);
    const link = await makeLink(database().tables, customer, facts.now, { intent: 'inspect' });
    const page = await (await openSetup(product.setup, customer, link)).get({ step: 'test' });

    expect(kept?.result).toMatchObject({ launch: 'directory', nameId: redactSignInName(facts.signInName) });
    expect(kept?.result?.claims.map(({ value }) => value)).toEqual(Array(9).fill('…'));
    expect(page.body).toContain(redactSignInName(facts.signInName));
    for (const text of [facts.signInName, facts.objectId, 'Simon']) {
      expect(kept?.summary).not.toContain(text);
      expect(page.body).not.toContain(text);
    }
  });

  it('tells the person of a refusal as ever, where the running connection knows the directory', async () => {
    const user = { active: false };
    const customer = await draftCustomerOf(product, 'timetrack', { connection: {}, key: signingKey(), user });
    const answer = await post(customer, customer.message(undefined));

    expect(answer.statusCode).toBe(403);
    expect(log.decision()).toMatchObject({ problem: 'user-not-active' });
    expect((await keptTest(product, customer))?.result?.user?.standing).toBe('user-not-active');
  });

  it('costs a tenant without a draft nothing more', async () => {
    const customer = await customerOf(product, 'timetrack');
    const cold = productOver(database().tables);
    const stranger = customer.message(undefined, {}, { key: signingKey({ name: 'stranger' }) });
    const requests = await database().requestsOf(() => post(customer, stranger, [], cold));
    expect(requests).toEqual([read, update, put]);
  });

  it('and whoever makes up a test costs the same at every address', async () => {
    const id = newTestFlowId(systemRandom(16));
    const cookies = [
      flowCookie(id, newSecret(systemRandom), {
        now: facts.now,
        app: timetrack,
        tenant: newTenantId(),
      }).split(';')[0] ?? '',
    ];
    const customer: DraftCustomer = await draftCustomerOf(product, 'timetrack');
    await beginTest(product, customer);
    const message = customer.message(id, {}, { key: signingKey({ name: 'stranger' }) });
    const answers: Answered[] = [];
    for (const name of [customer.tenant.id, newTenantId()]) {
      const elsewhere = { ...customer, urls: { ...customer.urls, replyUrl: replyUrlOf(customer, name) } };
      const requests = await database().requestsOf(async () =>
        answers.push(await post(elsewhere, message, cookies)),
      );
      expect(requests).toEqual([update, read, read, update, put]);
      const url = customer.signOnUrl({ test: id }).replace(customer.tenant.id, name);
      const asked = await database().requestsOf(() => ask(product.signOn, { url, cookies }));
      expect(asked).toEqual([read, read]);
    }
    const [known, unknown] = answers.map(withoutTrace);
    expect(known).toEqual(unknown);
  });
});

const replyUrlOf = ({ urls, tenant }: Customer, name: string) => urls.replyUrl.replace(tenant.id, name);
