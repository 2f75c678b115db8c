import { beforeAll, describe, expect, it } from 'vitest';
import { keyClaimNames } from '../../../shared/tenants/keys/claims/key-claims.ts';
import { parseMailDomain } from '../../../shared/tenants/mail-domains/mail-domain.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { boards, boardsOrigin as origin } from '../../fixtures/boards.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { type Answered, ask, locationOf } from '../../harness/ask.ts';
import {
  beginAt,
  type Customer,
  type CustomerChoices,
  customerOf,
  signInAt,
} from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { provenBy } from '../../harness/samples.ts';

const isSession = /^(?:__Host-)?.*session/i;

describeWithDatabase('an app whose Reply URL names no tenant', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables, () => facts.now, [{ app: boards, origin }]);
  });

  let made = 0;
  /** Each customer has a key of its own, as each enterprise application in Entra does. */
  const customer = async (choices: CustomerChoices & { readonly isProven?: boolean } = {}) => {
    made += 1;
    const { isProven = true, ...more } = choices;
    const key = signingKey({ name: `boards-${made}` });
    const proofs = isProven ? provenBy(asCertificate(key)) : {};
    const connection = { trustedKeys: [asCertificate(key)], ...proofs, ...more.connection };
    return { ...(await customerOf(product, boards.id, { ...more, connection })), key };
  };
  const post = ({ urls }: Customer, message: string, cookies: readonly string[] = []): Promise<Answered> =>
    ask(product.assertionConsumer, { url: urls.replyUrl, cookies, form: formBody(message) });
  const hasSession = ({ cookies = [] }: Answered) =>
    cookies.some((cookie) => isSession.test(cookie) && !/Max-Age=0/i.test(cookie));
  const code = () => log.decision()['problem'];

  it('gives every customer the same Reply URL, and each its own Sign-on URL', async () => {
    const [one, other] = [await customer(), await customer()];
    expect(one.urls.replyUrl).toBe(`${origin}/auth/saml/callback`);
    expect(other.urls.replyUrl).toBe(one.urls.replyUrl);
    expect(other.urls.signOnUrl).not.toBe(one.urls.signOnUrl);
  });

  it('signs a person in whose browser began at the tenant, which proves no key', async () => {
    const one = await customer({ isProven: false });
    const { answer } = await signInAt(product, one, [], {}, { key: one.key });
    expect([answer.statusCode, hasSession(answer)]).toEqual([303, true]);
    const stored = await product.deployment.tenants.findFresh(boards.id, one.tenant.id);
    expect(stored?.connection.provenKeys).toBeUndefined();
  });

  it('signs in unasked only by a key that the tenant has proven', async () => {
    const unproven = await customer({ isProven: false });
    const early = await post(unproven, unproven.message(undefined, {}, { key: unproven.key }));
    expect([early.statusCode, hasSession(early), code()]).toEqual([403, false, 'tenant-not-identified']);
    expect(log.decision()).not.toHaveProperty('tenant');

    const one = await customer();
    const answer = await post(one, one.message(undefined, {}, { key: one.key }));
    expect([answer.statusCode, hasSession(answer)]).toEqual([303, true]);
  });

  it('refuses a claim of a key that its owner no longer trusts', async () => {
    const one = await customer();
    await product.deployment.tenants.change(
      boards.id,
      one.tenant.id,
      { by: 'test', at: facts.now },
      (tenant) => ({
        ...tenant,
        connection: { ...tenant.connection, trustedKeys: [asCertificate(signingKey({ name: 'next' }))] },
      }),
    );
    const answer = await post(one, one.message(undefined, {}, { key: one.key }));
    expect(hasSession(answer)).toBe(false);
  });

  it('takes a proof at once that another process has recorded, and no longer one that it removed', async () => {
    const one = await customer({ isProven: false });
    const { app, id } = one.tenant;
    await product.deployment.tenants.find(app, id);
    const elsewhere = productOver(database().tables, () => facts.now, [{ app: boards, origin }]);
    const change = (provenKeys: Tenant['connection']['provenKeys']) =>
      elsewhere.deployment.tenants.change(app, id, { by: 'operator', at: facts.now }, (tenant) => {
        const { provenKeys: _, ...connection } = tenant.connection;
        return { ...tenant, connection: { ...connection, ...(provenKeys && { provenKeys }) } };
      });
    const unasked = () => post(one, one.message(undefined, {}, { key: one.key }));

    const proofs = provenBy(asCertificate(one.key)).provenKeys;
    await change(proofs);
    expect(hasSession(await unasked())).toBe(true);

    // The process that removes the proof stops before it frees the claims on the key.
    const { issuer } = one.tenant.connection;
    const table = database().tables.tenants;
    const names = keyClaimNames(new Map([[app, boards]]), app, issuer, proofs);
    const claims = await Promise.all(
      names.map((name) => table.get({ partitionKey: name, sortKey: 'guard' })),
    );
    await change(undefined);
    for (const claim of claims) await table.put(claim as Parameters<typeof table.put>[0]);
    const late = await unasked();
    expect([hasSession(late), code()]).toEqual([false, 'tenant-not-identified']);
  });

  it('finds the one of two tenants of a directory that has proven the key', async () => {
    const one = await customer();
    const { issuer, loginUrl } = one.tenant.connection;
    const other = await customer({ connection: { issuer, loginUrl } });
    for (const each of [one, other]) {
      const answer = await post(each, each.message(undefined, {}, { key: each.key }));
      expect([answer.statusCode, hasSession(answer)]).toEqual([303, true]);
      expect(log.decision()).toMatchObject({ tenant: each.tenant.id });
    }
  });

  it('never proves a key by another tenant that merely trusts it, and does not sign in to that one', async () => {
    const owner = await customer();
    const { issuer, loginUrl } = owner.tenant.connection;
    const thief = await customer({ connection: { issuer, loginUrl } });
    await product.deployment.tenants.change(
      boards.id,
      thief.tenant.id,
      { by: 'test', at: facts.now },
      (tenant) => ({
        ...tenant,
        connection: {
          ...tenant.connection,
          trustedKeys: [...tenant.connection.trustedKeys, asCertificate(owner.key)],
        },
      }),
    );
    const answer = await post(thief, owner.message(undefined, {}, { key: owner.key }));
    expect(hasSession(answer)).toBe(true);
    expect(log.decision()).toMatchObject({ tenant: owner.tenant.id });
    const nameId = 'nameless@contoso.example';
    await post(owner, owner.message(undefined, { nameId, claims: [] }, { key: owner.key }));
    expect(log.decision()).toMatchObject({ problem: 'user-unknown', tenant: owner.tenant.id });
    // And in the browser that began at the thief, an answer to the owner's request is no answer to the thief's.
    const ownersRequest = await beginAt(product, owner.signOnUrl());
    const thievesRequest = await beginAt(product, thief.signOnUrl());
    const crossed = await post(
      thief,
      owner.message(ownersRequest.requestId, {}, { key: owner.key }),
      thievesRequest.cookies,
    );
    expect([hasSession(crossed), code()]).toEqual([false, 'flow-other-browser']);
  });

  it.each([
    [
      'the cookie names another tenant',
      (cookie: string, other: Customer) => cookie.replace(/[^.]+$/, other.tenant.id),
    ],
    [
      'the cookie names a tenant that does not exist',
      (cookie: string) => cookie.replace(/[^.]+$/, 'nobody-here'),
    ],
  ])('refuses an answer where %s', async (_, forge) => {
    const [one, other] = [await customer({ isProven: false }), await customer()];
    const { requestId, cookies } = await beginAt(product, one.signOnUrl());
    const forged = cookies.map((cookie) => (cookie.includes('flow') ? forge(cookie, other) : cookie));
    const answer = await post(one, one.message(requestId, {}, { key: one.key }), forged);
    expect([hasSession(answer), answer.statusCode && answer.statusCode >= 400]).toEqual([false, true]);
    const control = await post(one, one.message(requestId, {}, { key: one.key }), cookies);
    expect(hasSession(control)).toBe(true);
  });

  it.each([
    ['another issuer', { issuer: 'https://sts.windows.net/other/' }],
    ['another audience', { audience: 'https://app.other.example' }],
    ['another recipient', { replyUrl: `${origin}/auth/saml/callback?namespace=x` }],
  ])('refuses a proven key with %s', async (_, parts) => {
    const one = await customer();
    const answer = await post(one, one.message(undefined, parts, { key: one.key }));
    expect(hasSession(answer)).toBe(false);
  });

  it('costs a stranger one request, and no tenant is read for it', async () => {
    const one = await customer();
    const stranger = signingKey({ name: 'stranger' });
    const requests = await database().requestsOf(() =>
      post(one, one.message(undefined, {}, { key: stranger })),
    );
    expect(requests).toEqual(['BatchGetItemCommand']);
    expect(code()).toBe('tenant-not-identified');
  });

  describe('at the bare Sign-on URL', () => {
    const open = (parameters: Readonly<Record<string, string>> = {}) =>
      ask(product.signOn, { url: `${origin}/auth/saml/?${new URLSearchParams(parameters)}` });

    it('asks for the short name or the work e-mail address', async () => {
      const { statusCode, body } = await open({ returnTo: '/boards/7' });
      expect(statusCode).toBe(200);
      expect(body).toContain('name="organisation"');
      expect(body).toContain('value="/boards/7"');
    });

    it('leads a short name on, in any case, with the deep link', async () => {
      const one = await customer();
      const answer = await open({ organisation: ` ${one.tenant.id.toUpperCase()} `, returnTo: '/boards/7' });
      expect(locationOf(answer)).toBe(one.signOnUrl({ returnTo: '/boards/7' }));
    });

    it('leads a work e-mail address on by its domain, and suggests it to the directory', async () => {
      const one = await customer();
      const domain = parseMailDomain('contoso.example');
      if (domain === undefined) throw new Error('contoso.example is a mail domain');
      await product.deployment.mailDomains.claim(boards.id, domain, one.tenant.id);
      const before = await open({ organisation: 'b.simon@contoso.example' });
      expect([before.statusCode, code()]).toEqual([404, 'tenant-not-found']);

      await product.deployment.tenants.change(
        boards.id,
        one.tenant.id,
        { by: 'test', at: facts.now },
        (tenant) => ({
          ...tenant,
          mailDomains: [domain],
        }),
      );
      const answer = await open({ organisation: 'B.Simon@Contoso.example' });
      expect(locationOf(answer)).toBe(one.signOnUrl({ login_hint: 'B.Simon@Contoso.example' }));
    });

    it('answers an unknown name, an unknown domain and what is neither alike', async () => {
      const bodies = await Promise.all(
        ['someone@unknown.example', 'no name', 'a@b@c.example'].map(async (organisation) => {
          const { statusCode, body } = await open({ organisation });
          return [statusCode, body?.replace(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, '')];
        }),
      );
      expect(new Set(bodies.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(bodies[0]?.[0]).toBe(404);
    });
  });
});
