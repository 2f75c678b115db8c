import { beforeAll, describe, expect, it } from 'vitest';
import { ask, locationOf } from '../harness/ask.ts';
import { customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';

describeWithDatabase('GET /welcome', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  it('greets by a name that is escaped, and offers to sign out', async () => {
    const customer = await customerOf(product, 'timetrack', { user: { displayName: `<b>'"& Simon` } });
    const { cookies } = await signInAt(product, customer);
    const answer = await ask(product.welcome, { url: customer.at('/welcome'), cookies });

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('signed in to TimeTrack as <bdi>&lt;b&gt;&#39;&quot;&amp; Simon</bdi>');
    expect(answer.body).toMatch(/<form[^>]* method="post" action="\/sign-out">/);
    expect(answer.headers?.['content-security-policy']).toContain("form-action 'self';");
  });

  it('names the organisation, by its display name where it has one', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { id } = customer.tenant;
    const { cookies } = await signInAt(product, customer);
    const shown = async () => (await ask(product.welcome, { url: customer.at('/welcome'), cookies })).body;
    expect(await shown()).toContain(`<dd><bdi>${id}</bdi></dd>`);

    await product.deployment.tenants.change('timetrack', id, { by: 'test', at: new Date() }, (tenant) => ({
      ...tenant,
      displayName: 'Acme & Söhne',
    }));
    expect(await shown()).toContain(`<dd><bdi>Acme &amp; Söhne</bdi> (<bdi>${id}</bdi>)</dd>`);
  });

  it('speaks German to a browser that likes it better', async () => {
    const customer = await customerOf(product, 'timetrack', { user: { displayName: 'B.Simon' } });
    const { cookies } = await signInAt(product, customer);
    const headers = { 'accept-language': 'de-CH, en;q=0.9' };
    const answer = await ask(product.welcome, { url: customer.at('/welcome'), cookies, headers });

    expect(answer.headers).toMatchObject({ vary: 'accept-language' });
    expect(answer.body).toContain('<html lang="de">');
    expect(answer.body).toContain('Sie sind bei TimeTrack angemeldet als <bdi>B.Simon</bdi>');
  });

  describe('sends whoever is not signed in to sign-on', () => {
    it('of the tenant that the host names', async () => {
      const { at, urls } = await customerOf(product, 'timetrack');
      const answer = await ask(product.welcome, { url: at('/welcome') });
      expect([answer.statusCode, locationOf(answer)]).toEqual([303, urls.signOnUrl]);
    });

    it('where the namespace is asked for', async () => {
      const answer = await ask(product.welcome, { url: 'https://perform.trakstar.com/welcome' });
      expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/auth/saml/']);
    });
  });

  it.each([
    'https://elsewhere.example/welcome',
    'https://a.b.timetrackenterprise.com/welcome',
    'https://-a.timetrackenterprise.com/welcome',
    'https://perform.trakstar.com/welcome?namespace=A',
    'https://perform.trakstar.com/welcome?namespace=a&namespace=b',
  ])('is nowhere at %s', async (url) => {
    expect((await ask(product.welcome, { url })).statusCode).toBe(404);
    expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'tenant-not-found' });
  });
});
