import { beforeAll, expect, it } from 'vitest';
import { maximumTestSummaryBytes } from '../../../shared/tenants/draft/draft.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { beginTest, type DraftCustomer, draftCustomerOf, keptTest } from '../../harness/draft-customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { makeLink, openSetup, setupUrl } from '../setup/set-up.ts';

const words = "AADSTS50105: The signed in user 'b.simon' is not assigned to a role for the application.";

/** What a directory posts that ends a sign-in: a Response without an assertion, which nobody signs. */
function failureOf({ issuer, urls }: DraftCustomer, inResponseTo: string, message = words): string {
  const status = 'urn:oasis:names:tc:SAML:2.0:status:';
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_failed" Version="2.0" IssueInstant="${facts.now.toISOString()}" Destination="${urls.replyUrl}" InResponseTo="${inResponseTo}"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer><samlp:Status><samlp:StatusCode Value="${status}Responder"><samlp:StatusCode Value="${status}RequestDenied"/></samlp:StatusCode><samlp:StatusMessage>${message}</samlp:StatusMessage></samlp:Status></samlp:Response>`;
}

describeWithDatabase('a test sign-in that the directory itself ends', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables, () => facts.now);
  });

  const post = ({ urls }: DraftCustomer, message: string, cookies: readonly string[] = []) =>
    ask(product.assertionConsumer, { url: urls.replyUrl, cookies, form: formBody(message) });

  it.each(['timetrack', 'trakstar'] as const)('has failed, in its own words, for %s', async (app) => {
    const customer = await draftCustomerOf(product, app);
    const { test, cookies } = await beginTest(product, customer);
    const answer = await post(customer, failureOf(customer, test.id), cookies);

    expect([answer.statusCode, locationOf(answer)]).toEqual([303, setupUrl(customer)]);
    const kept = await keptTest(product, customer);
    expect(kept?.outcome).toBe('failed');
    expect(kept?.result?.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([
      {
        name: 'status',
        outcome: 'failed',
        problem: {
          code: 'status-not-success',
          expected: 'Success',
          actual: `Responder / RequestDenied: ${words}`,
        },
      },
    ]);
  });

  it.each([
    ['en', 'The directory says', 'Monitoring &amp; health &gt; Sign-in logs'],
    ['de', 'Das Verzeichnis sagt', 'Anmeldeprotokolle'],
  ])('is shown with what to do about it, in %s', async (language, label, remedy) => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const { test, cookies } = await beginTest(product, customer);
    await post(customer, failureOf(customer, test.id), cookies);
    const admin = await openSetup(
      product.setup,
      customer,
      await makeLink(database().tables, customer, facts.now),
    );
    const { body } = await ask(product.setup, {
      url: setupUrl(customer, { step: 'test' }),
      cookies: admin.cookies(),
      headers: { 'accept-language': language },
    });

    expect(body).toContain(label);
    expect(body).toContain('AADSTS50105');
    expect(body).toContain(remedy);
  });

  it('keeps no more of its words than a line or two, and none as markup', async () => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const { test, cookies } = await beginTest(product, customer);
    await post(customer, failureOf(customer, test.id, `&lt;b&gt;${'x'.repeat(1_900)}`), cookies);
    const kept = await keptTest(product, customer);
    const admin = await openSetup(
      product.setup,
      customer,
      await makeLink(database().tables, customer, facts.now),
    );

    expect(Buffer.byteLength(kept?.summary ?? '')).toBeLessThan(maximumTestSummaryBytes);
    const { body } = await admin.get({ step: 'test' });
    expect(body).toContain('RequestDenied: &lt;b&gt;xxx');
    expect(body).not.toContain('<b>xxx');
  });

  it('is refused like anybody in another browser, by no read at all, and the test stays open', async () => {
    const customer = await draftCustomerOf(product, 'timetrack');
    const { test, cookies } = await beginTest(product, customer);
    const requests = await database().requestsOf(async () => {
      expect((await post(customer, failureOf(customer, test.id))).statusCode).toBe(403);
      const other = failureOf(customer, `_${'0'.repeat(32)}`);
      expect((await post(customer, other, cookies)).statusCode).toBe(403);
    });

    expect(requests).toEqual([]);
    expect(log.decision()).toMatchObject({ problem: 'status-not-success' });
    expect(await keptTest(product, customer)).toBeUndefined();
    await post(customer, customer.message(test.id), cookies);
    expect((await keptTest(product, customer))?.outcome).toBe('passed');
  });
});
