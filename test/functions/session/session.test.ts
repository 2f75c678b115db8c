import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { claimNames, claimsOfBSimon, withClaim } from '../../fixtures/entra-parts.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { type Answered, ask } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

describeWithDatabase('GET /session', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const sessionAt = (customer: Customer, cookies: readonly string[], at: Product = product) =>
    ask(at.session, { url: customer.at('/session'), cookies });

  describe.each<AppId>(['timetrack', 'trakstar'])('of %s', (app) => {
    it('says who is signed in, where, and until when', async () => {
      const customer = await customerOf(product, app, { sessionLengthSeconds: 900 });
      const { cookies } = await signInAt(product, customer);
      const answer = await sessionAt(customer, cookies);

      expect([answer.statusCode, answer.headers?.['content-type']]).toEqual([200, 'application/json']);
      expect(JSON.parse(answer.body ?? '')).toEqual({
        app,
        tenant: customer.tenant.id,
        user: { id: customer.user.id, signInName: facts.signInName, displayName: 'B.Simon' },
        signedInAt: '2026-11-22T12:00:00.000Z',
        authenticatedAt: '2026-09-03T12:00:00.000Z',
        acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
        amr: ['pwd', 'mfa'],
        expiresAt: '2026-11-22T12:15:00.000Z',
      });
      expect(log.lines()).toHaveLength(1);
    });

    it('says nothing of how the person signed in where the directory does not', async () => {
      const customer = await customerOf(product, app);
      const parts = {
        claims: withClaim(claimsOfBSimon, claimNames.authnMethods),
        authnContextClassRef: undefined,
        authnInstant: new Date('2026-11-22T11:59:59.999Z'),
      };
      const { cookies } = await signInAt(product, customer, [], parts);

      const answer = JSON.parse((await sessionAt(customer, cookies)).body ?? '');
      expect(answer).toMatchObject({ authenticatedAt: '2026-11-22T11:59:59.000Z' });
      expect(Object.keys(answer)).not.toContain('acr');
      expect(Object.keys(answer)).not.toContain('amr');
    });

    it('says that the person is an administrator from the next request on, and ends with that right', async () => {
      const customer = await customerOf(product, app);
      const { cookies } = await signInAt(product, customer);
      const { users } = product.deployment;
      const told = async () => {
        const { statusCode, body = '' } = await sessionAt(customer, cookies);
        return statusCode === 200 ? JSON.parse(body).user.administrator : statusCode;
      };

      expect(await told()).toBe(undefined);
      await users.update(customer.user, { administrator: true }, facts.now);
      expect(await told()).toBe(true);
      await users.update(customer.user, { administrator: false }, facts.now);
      expect(await told()).toBe(401);
    });

    it('ends with the session, to the second', async () => {
      const customer = await customerOf(product, app, { sessionLengthSeconds: 900 });
      const { cookies } = await signInAt(product, customer);
      const statusAfter = async (seconds: number) => {
        const later = productOver(database().tables, () => secondsAfter(facts.now, seconds));
        return (await sessionAt(customer, cookies, later)).statusCode;
      };

      expect(await statusAfter(899.999)).toBe(200);
      expect(await statusAfter(900)).toBe(401);
    });
  });

  describe.each<[AppId, string]>([
    ['timetrack', 'tenant'],
    ['trakstar', 'namespace'],
  ])('of %s, asked with ?%s=', (app, parameter) => {
    let customer: Customer;
    let other: Customer;
    let cookies: readonly string[];
    beforeAll(async () => {
      [customer, other] = [await customerOf(product, app), await customerOf(product, app)];
      ({ cookies } = await signInAt(product, customer));
    });
    const asking = (query: string, held = cookies) =>
      ask(product.session, { url: customer.at(`/session${query}`), cookies: held });

    it.each<[string, () => string]>([
      ['its own tenant', () => `?${parameter}=${customer.tenant.id}`],
      ['no tenant', () => ''],
      ['an empty name', () => `?${parameter}=`],
      ['another parameter', () => `?other=${other.tenant.id}`],
    ])('is 200 where the caller names %s', async (_, query) => {
      const answer = await asking(query());
      expect([answer.statusCode, JSON.parse(answer.body ?? '')['tenant']]).toEqual([200, customer.tenant.id]);
    });

    it.each<[string, () => string]>([
      ['another tenant', () => `?${parameter}=${other.tenant.id}`],
      ['a tenant that does not exist', () => `?${parameter}=nowhere`],
      ['its own in capitals', () => `?${parameter}=${customer.tenant.id.toUpperCase()}`],
      ['its own and another', () => `?${parameter}=${customer.tenant.id}&${parameter}=${other.tenant.id}`],
      ['its own twice', () => `?${parameter}=${customer.tenant.id}&${parameter}=${customer.tenant.id}`],
    ])('is 401 with its own code where the caller names %s', async (_, query) => {
      const answer = await asking(query());
      expect([answer.statusCode, answer.body]).toEqual([401, '{"error":"other-tenant"}']);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
      const stranger = await asking(query(), []);
      expect([stranger.statusCode, stranger.body]).toEqual([401, '{"error":"not-signed-in"}']);
    });
  });

  it('is 401 to everybody else, and says no more', async () => {
    const acme = await customerOf(product, 'timetrack');
    const globex = await customerOf(product, 'timetrack');
    const trakstar = await customerOf(product, 'trakstar');
    const [cookie = ''] = (await signInAt(product, acme)).cookies;
    const asked: readonly (readonly [at: Customer, cookies: readonly string[]])[] = [
      [acme, []],
      [acme, ['__Host-session=x']],
      [acme, [cookie, cookie]],
      [acme, [cookie, '__Host-session=']],
      [acme, [cookie.replace('__Host-', '')]],
      [acme, [cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))]],
      [globex, [cookie]],
      [globex, [cookie.replace(acme.tenant.id, globex.tenant.id)]],
      [trakstar, [cookie]],
      [trakstar, [cookie.replace('timetrack', 'trakstar')]],
      [trakstar, [cookie.replace('timetrack', 'trakstar').replace(acme.tenant.id, trakstar.tenant.id)]],
    ];
    const answers = await Promise.all(asked.map(([at, cookies]) => sessionAt(at, cookies)));

    for (const answer of answers) {
      expect([answer.statusCode, answer.body, answer.cookies]).toEqual([
        401,
        '{"error":"not-signed-in"}',
        [],
      ]);
    }
    expect((await sessionAt(acme, [cookie])).statusCode).toBe(200);
  });

  it('answers a fault of the store as a document, without details', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { cookies } = await signInAt(product, customer);
    const { tables } = database();
    const fault = Object.assign(new Error('no'), { name: 'ThrottlingException', $metadata: {} });
    const broken = productOver({ ...tables, flows: { ...tables.flows, get: () => Promise.reject(fault) } });
    const answer: Answered = await sessionAt(customer, cookies, broken);

    expect([answer.statusCode, answer.headers?.['content-type']]).toEqual([503, 'application/problem+json']);
    expect(Object.keys(JSON.parse(answer.body ?? '')).sort()).toEqual([
      'at',
      'error',
      'reference',
      'status',
      'title',
    ]);
    expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'store-unavailable' });
  });
});
