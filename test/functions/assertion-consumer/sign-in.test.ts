import { beforeAll, describe, expect, it, vi } from 'vitest';
import { productionSite } from '../../../shared/apps/site.ts';
import { tenantUrls } from '../../../shared/apps/urls.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { profileOf } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { type MessageChoices, signedResponse } from '../../fixtures/signed-response.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { productOver } from '../../harness/product.ts';
import { aTenant, aUser } from '../../harness/samples.ts';

describeWithDatabase('a sign-in', (database) => {
  let product: ReturnType<typeof productOver>;
  const written: string[] = [];

  beforeAll(async () => {
    product = productOver(database().tables);
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0);
    return () => vi.restoreAllMocks();
  });

  let serial = 0;
  async function tenantOf(app: AppId) {
    serial += 1;
    const sample = aTenant({ app });
    const tenant: Tenant = {
      ...sample,
      connection: {
        ...sample.connection,
        state: 'active',
        issuer: `https://sts.windows.net/${facts.directoryId.slice(0, -3)}${100 + serial}/`,
        loginUrl: 'https://login.microsoftonline.com/common/saml2',
        trustedKeys: [asCertificate(signingKey())],
      },
    };
    await product.deployment.tenants.add(tenant);
    const user = aUser({ app, tenant: tenant.id, signInName: facts.signInName, active: true });
    await product.deployment.users.add(user);
    const urls = tenantUrls(productionSite(profileOf(app)), tenant.id);
    const message = (inResponseTo: string | undefined, choices: MessageChoices = {}, more = {}) =>
      signedResponse(
        {
          issuer: tenant.connection.issuer,
          audience: urls.identifier,
          recipient: urls.replyUrl,
          destination: urls.replyUrl,
          inResponseTo,
          assertionId: `_a${serial}-${Math.random().toString(36).slice(2)}`,
          ...more,
        },
        choices,
      );
    return { tenant, user, urls, message };
  }

  const decision = () => JSON.parse(written.at(-1) ?? '{}');

  async function begin(url: string) {
    const answer = await ask(product.signOn, { url });
    const location = new URL(String(answer.headers?.['location']));
    return { answer, requestId: location.searchParams.get('RelayState') ?? '', cookies: cookiesOf(answer) };
  }

  describe.each(['timetrack', 'trakstar'] as const)('to %s', (app) => {
    it('ends at the path that was asked for, with a session', async () => {
      const { urls, message, user } = await tenantOf(app);
      const { requestId, cookies } = await begin(
        `${urls.signOnUrl}${app === 'timetrack' ? '/?' : '&'}returnTo=%2Freports%2F7`,
      );

      const answer = await ask(product.assertionConsumer, {
        url: urls.replyUrl,
        cookies,
        form: formBody(message(requestId)),
      });
      const session = await ask(product.session, {
        url: new URL('/session', urls.replyUrl).href,
        cookies: cookiesOf(answer),
      });

      expect(answer.statusCode).toBe(303);
      expect(answer.headers?.['location']).toBe('/reports/7');
      expect(JSON.parse(session.body ?? '')).toMatchObject({ app, user: { id: user.id } });
      expect(written.join('')).not.toContain(cookies[0]?.split('.')[1]);
    });

    it('is refused without the cookie of its request, spent or not', async () => {
      const { urls, message } = await tenantOf(app);
      const { requestId, cookies } = await begin(urls.signOnUrl);
      const form = formBody(message(requestId));

      const stolen = await ask(product.assertionConsumer, { url: urls.replyUrl, form });
      expect([stolen.statusCode, stolen.cookies, decision().problem]).toEqual([
        403,
        [],
        'flow-other-browser',
      ]);
      const first = await ask(product.assertionConsumer, { url: urls.replyUrl, cookies, form });
      expect([first.statusCode, decision().event]).toEqual([303, 'sign-in.accepted']);
      const again = await ask(product.assertionConsumer, { url: urls.replyUrl, form });
      expect([again.statusCode, again.cookies, decision().problem]).toEqual([409, [], 'flow-spent']);
    });

    it("is refused with another tenant's response, whose directory and key are the same", async () => {
      const acme = await tenantOf(app);
      const globex = await tenantOf(app);
      const { requestId, cookies } = await begin(acme.urls.signOnUrl);
      const foreign = globex.message(requestId, {}, { issuer: acme.tenant.connection.issuer });

      const answer = await ask(product.assertionConsumer, {
        url: acme.urls.replyUrl,
        cookies,
        form: formBody(foreign),
      });

      expect(answer.cookies).toEqual([]);
      expect(decision().problem).toBe(app === 'timetrack' ? 'audience-mismatch' : 'recipient-mismatch');
    });

    it('reads the tenant and writes once at sign-on, reads the user and writes once at the ACS', async () => {
      const { urls, message } = await tenantOf(app);
      const once = await begin(urls.signOnUrl);
      await ask(product.assertionConsumer, {
        url: urls.replyUrl,
        cookies: once.cookies,
        form: formBody(message(once.requestId)),
      });
      // It proved the key, so the tenant was forgotten, and is read once more.
      let begun = await begin(urls.signOnUrl);

      expect(
        await database().requestsOf(async () => {
          begun = await begin(urls.signOnUrl);
        }),
      ).toEqual(['PutItemCommand']);
      const post = () =>
        ask(product.assertionConsumer, {
          url: urls.replyUrl,
          cookies: begun.cookies,
          form: formBody(message(begun.requestId)),
        });
      expect(await database().requestsOf(post)).toEqual(['BatchGetItemCommand', 'UpdateItemCommand']);
    });

    it('answers at an unknown tenant like what no trusted key has signed', async () => {
      const { urls, message } = await tenantOf(app);
      const form = formBody(message(undefined, { key: signingKey({ name: 'somebody else' }) }));
      const known = await ask(product.assertionConsumer, { url: urls.replyUrl, form });
      expect(decision().problem).toBe('key-unknown');
      const unknownUrl = app === 'timetrack' ? urls.replyUrl.replace('//', '//un') : `${urls.replyUrl}x`;
      const unknown = await ask(product.assertionConsumer, { url: unknownUrl, form });
      expect(decision().problem).toBe('tenant-not-found');
      const same = ({ body, ...rest }: typeof known) => ({
        ...rest,
        body: body?.replace(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, ''),
      });

      expect(same(unknown)).toEqual(same(known));
    });
  });

  it('that nobody asked for opens the item of its Relay State in TimeTrack, once', async () => {
    const { urls, message } = await tenantOf('timetrack');
    const form = formBody(message(undefined), '42');

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(product.assertionConsumer, { url: urls.replyUrl, form })),
    );

    const accepted = answers.filter(({ statusCode }) => statusCode === 303);
    expect(accepted).toHaveLength(1);
    expect(accepted[0]?.headers?.['location']).toBe('/items/42');
  });

  it.each(['//evil.com', 'https://evil.com', '/\\evil', 'a b', ''])(
    'that nobody asked for lands on the default with the Relay State %j',
    async (relayState) => {
      const { urls, message } = await tenantOf('timetrack');

      const answer = await ask(product.assertionConsumer, {
        url: urls.replyUrl,
        form: formBody(message(undefined), relayState),
      });

      expect(answer.headers?.['location']).toBe('/welcome');
    },
  );

  it('that nobody asked for is started again in Trakstar, once', async () => {
    const { urls, message } = await tenantOf('trakstar');
    const post = (cookies: readonly string[]) =>
      ask(product.assertionConsumer, { url: urls.replyUrl, cookies, form: formBody(message(undefined)) });

    const first = await post([]);
    const second = await post(cookiesOf(first));

    expect([first.statusCode, first.headers?.['location']]).toEqual([303, urls.signOnUrl]);
    expect([second.statusCode, decision().problem]).toEqual([403, 'unsolicited-repeated']);
  });

  it('ends on the server when its person signs out', async () => {
    const { urls, message } = await tenantOf('timetrack');
    const cookies = cookiesOf(
      await ask(product.assertionConsumer, { url: urls.replyUrl, form: formBody(message(undefined)) }),
    );
    const at = (path: string) => new URL(path, urls.replyUrl).href;

    expect((await ask(product.session, { url: at('/session'), cookies })).statusCode).toBe(200);
    expect((await ask(product.signOut, { url: at('/sign-out'), cookies })).statusCode).toBe(405);
    expect((await ask(product.signOut, { method: 'POST', url: at('/sign-out'), cookies })).statusCode).toBe(
      200,
    );
    expect((await ask(product.session, { url: at('/session'), cookies })).statusCode).toBe(401);
  });
});
