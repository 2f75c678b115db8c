import { beforeAll, describe, expect, it } from 'vitest';
import type { SetupLink } from '../../../shared/setup/setup-link.ts';
import { setupSteps } from '../../../shared/tenants/draft/connection-draft.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { ask, locationOf, withoutTrace } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { newTenantId } from '../../harness/samples.ts';
import { hiddenFieldsOf, type MadeLink, makeLink, openSetup, posting, setupUrl } from './set-up.ts';

const { now } = facts;

/** The same link with one character of its secret changed. */
function mistyped({ token }: MadeLink): { readonly token: string } {
  const place = token.indexOf('.') + 1;
  const other = token[place] === 'x' ? 'y' : 'x';
  return { token: `${token.slice(0, place)}${other}${token.slice(place + 1)}` };
}

describeWithDatabase('the set-up page is safe:', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const tables = () => database().tables;

  describe('a link', () => {
    it('is not opened by looking at it, however often', async () => {
      const customer = await customerOf(product, 'timetrack');
      const { token, link } = await makeLink(tables(), customer, now, { once: true });
      const url = setupUrl(customer, { link: token });
      const requests = await database().requestsOf(async () => {
        for (let each = 0; each < 3; each += 1)
          expect((await ask(product.setup, { url })).statusCode).toBe(200);
      });
      expect(requests).toEqual([]);
      const { opened } = await openSetup(product.setup, customer, { token, link });

      expect(opened.statusCode).toBe(303);
      expect(locationOf(opened)).toBe('/api/v2/azure/setup');
    });

    it('looks the same at its door whether or not there is such a link, or such a tenant', async () => {
      const customer = await customerOf(product, 'trakstar');
      const { token } = await makeLink(tables(), customer, now);
      const door = async (url: string) => {
        const answer = await ask(product.setup, { url });
        return { ...answer, body: answer.body?.replaceAll(token, 'LINK').replace(/namespace=[\w-]+/g, '') };
      };
      const good = await door(setupUrl(customer, { link: token }));
      const elsewhere = setupUrl(customer, { link: token }).replace(customer.tenant.id, newTenantId());

      expect(await door(elsewhere)).toEqual(good);
      expect(await door(setupUrl(customer, { link: 'LINK' }))).toEqual(good);
    });

    it.each<[string, (customer: Customer) => Promise<{ token: string }>]>([
      ['unknown', async () => ({ token: `AAAA-AAAA.${'A'.repeat(43)}` })],
      ['none at all', async () => ({ token: '"><script>alert(1)</script>' })],
      [
        'expired and mistyped',
        async (customer) => mistyped(await makeLink(tables(), customer, now, { expiresAt: now })),
      ],
      [
        'revoked and mistyped',
        async (customer) => mistyped(await makeLink(tables(), customer, now, { revokedAt: now })),
      ],
      ['open and mistyped', async (customer) => mistyped(await makeLink(tables(), customer, now))],
      ['another tenant’s', async () => makeLink(tables(), await customerOf(product, 'timetrack'), now)],
    ])('that is %s opens nothing, with the one page for all of them', async (_, make) => {
      const customer = await customerOf(product, 'timetrack');
      const plain = await ask(product.setup, posting(customer, { action: 'open', link: '' }));
      const { token } = await make(customer);
      const answer = await ask(product.setup, posting(customer, { action: 'open', link: token }));

      expect(answer.statusCode).toBe(403);
      expect(answer.cookies).toEqual([]);
      expect(withoutTrace(answer)).toEqual(withoutTrace(plain));
      expect(log.decision()).toMatchObject({ problem: 'setup-not-open' });
    });

    it.each<[string, Partial<SetupLink>, string, string]>([
      ['expired', { expiresAt: now }, 'setup-link-expired', 'This link has expired.'],
      ['revoked', { revokedAt: now, expiresAt: now }, 'setup-link-revoked', 'This link was closed'],
      ['used up', { once: true, openings: 1 }, 'setup-link-used', 'opened as often as it may be'],
    ])('that is %s tells its holder so, since when, and whom to ask', async (_, more, problem, words) => {
      const customer = await customerOf(product, 'timetrack');
      const { token } = await makeLink(tables(), customer, now, more);
      const answer = await ask(product.setup, posting(customer, { action: 'open', link: token }));

      expect(answer.statusCode).toBe(403);
      expect(answer.cookies).toEqual([]);
      expect(log.decision()).toMatchObject({ problem });
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('info@timetrackapp.com');
      expect(answer.body).not.toContain('Back to the set-up');
      const moment = `<time datetime="${now.toISOString()}">`;
      expect(answer.body?.split(moment).length).toBe(more.once === true ? 2 : 3);
    });

    it.each(['set-up', 'renew-certificate', 'inspect'] as const)(
      'to %s has the one landing page, which promises no set-up and reads nothing',
      async (intent) => {
        const customer = await customerOf(product, 'timetrack');
        const { token } = await makeLink(tables(), customer, now, { intent });
        const requests: string[] = [];
        let body = '';
        requests.push(
          ...(await database().requestsOf(async () => {
            body = (await ask(product.setup, { url: setupUrl(customer, { link: token }) })).body ?? '';
          })),
        );
        expect(requests).toEqual([]);
        expect(body).not.toMatch(/set[- ]up (?:single|sso)/i);
        expect(body).toContain('It shows what the link is for.');
      },
    );

    it('leaves neither the log nor the pages a secret', async () => {
      const customer = await customerOf(product, 'timetrack');
      const made = await makeLink(tables(), customer, now);
      const browser = await openSetup(product.setup, customer, made);
      const secrets = [made.token.split('.')[1] ?? '', browser.cookies()[0]?.split('.').at(-1) ?? ''];
      const { body = '' } = await browser.get({ step: 'values' });

      for (const secret of secrets) {
        expect(secret).toMatch(/^[\w-]{43}$/);
        expect(body).not.toContain(secret);
        expect(log.text()).not.toContain(secret);
      }
    });

    it('revoked by the operator ends the pages that it opened', async () => {
      const customer = await customerOf(product, 'timetrack');
      const made = await makeLink(tables(), customer, now);
      const browser = await openSetup(product.setup, customer, made);
      expect((await browser.get({ step: 'create' })).statusCode).toBe(200);
      const { app, tenant, id } = made.link;
      await tables().tenants.update(
        { partitionKey: `${app}#${tenant}`, sortKey: `setup-link#${id}` },
        { update: 'SET #revokedAt = :at', values: { at: now.toISOString() } },
      );

      expect((await browser.get({ step: 'create' })).statusCode).toBe(403);
    });

    it('opens so often within the hour, and no more', async () => {
      const customer = await customerOf(product, 'timetrack');
      const { token } = await makeLink(tables(), customer, now);
      const open = () => ask(product.setup, posting(customer, { action: 'open', link: token }));
      const statuses = [];
      for (let each = 0; each < 21; each += 1) statuses.push((await open()).statusCode);

      expect(statuses.filter((status) => status === 303)).toHaveLength(20);
      expect(statuses.at(-1)).toBe(429);
    });
  });

  it('a session ends after two hours, and with the form that closes it', async () => {
    const customer = await customerOf(product, 'timetrack');
    const made = await makeLink(tables(), customer, now);
    const browser = await openSetup(product.setup, customer, made);
    const later = productOver(tables(), () => secondsAfter(now, 7_200));
    const url = setupUrl(customer, { step: 'create' });
    const cookies = browser.cookies();

    expect((await ask(later.setup, { url, cookies })).statusCode).toBe(403);
    expect(locationOf(await browser.post('leave'))).toContain('step=left');
    expect((await ask(product.setup, { url, cookies })).statusCode).toBe(403);
    expect((await ask(product.setup, { url: setupUrl(customer, { step: 'left' }) })).body).toContain(
      'is closed',
    );
  });

  it('asks of the store two reads a page, one more to count people, and lets nobody change a tenant by reading', async () => {
    const customer = await customerOf(product, 'timetrack');
    const browser = await openSetup(product.setup, customer, await makeLink(tables(), customer, now));
    for (const step of setupSteps) {
      const requests = await database().requestsOf(() => browser.get({ step }));
      const counts = ['people', 'test'].includes(step);
      expect(requests).toEqual([
        'BatchGetItemCommand',
        'GetItemCommand',
        ...(counts ? ['QueryCommand'] : []),
      ]);
    }
  });

  it('keeps the values that were seen, not others that were put in between', async () => {
    const customer = await customerOf(product, 'timetrack');
    const browser = await openSetup(product.setup, customer, await makeLink(tables(), customer, now));
    const { issuer, loginUrl } = customer.tenant.connection;
    const shown = await browser.post('look', {
      how: 'values',
      issuer,
      loginUrl,
      certificate: signingKey().certificatePem,
    });

    expect(hiddenFieldsOf(shown, 'keep')).toMatchObject({
      issuer: [issuer],
      loginUrl: [loginUrl],
      key: [signingKey().certificate],
    });
  });
});
