import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../shared/ids/app-id.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { asThumbprint } from '../fixtures/trusted-key.ts';
import { ask } from '../harness/ask.ts';
import { beginAt, type Customer, type CustomerChoices, customerOf, signInAt } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { provenBy } from '../harness/samples.ts';
import { answerAdministration, beginAdministration } from './setup/administrator.ts';

const [read, look, query, put, update] = [
  'GetItemCommand',
  // Of a user and its tenant.
  'BatchGetItemCommand',
  'QueryCommand',
  'PutItemCommand',
  'UpdateItemCommand',
] as const;
const identity = { directoryId: facts.directoryId, objectId: facts.objectId };
const proven: CustomerChoices = { connection: provenBy(signingKey()) };
const bound: CustomerChoices = { ...proven, user: { identity } };

// What each request asks of the store, counted at the SDK. docs/reference/data.md has the same table in words.
describeWithDatabase('asks of the store', (database) => {
  useLog();
  let warm: Product;
  beforeAll(() => {
    warm = productOver(database().tables);
  });
  /** A process that remembers nothing. */
  const cold = () => productOver(database().tables);

  /** The requests of one post to the ACS; a `warm` process remembers the tenant, and none its first sign-in. */
  async function consumed(
    customer: Customer,
    { at = warm, held = [], parts = {} }: { at?: Product; held?: readonly string[]; parts?: object } = {},
  ): Promise<readonly string[]> {
    const { requestId, cookies } = await beginAt(warm, customer.signOnUrl());
    const form = formBody(customer.message(requestId, parts));
    return database().requestsOf(async () => {
      const url = customer.urls.replyUrl;
      const answer = await ask(at.assertionConsumer, { url, cookies: [...held, ...cookies], form });
      expect(answer.statusCode).toBe(303);
    });
  }

  describe.each<AppId>(['timetrack', 'trakstar'])('for %s', (app) => {
    it('sign-on: one read and one write, with the tenant remembered no read', async () => {
      const customer = await customerOf(warm, app);
      const product = cold();
      const begin = () => database().requestsOf(() => beginAt(product, customer.signOnUrl()));

      expect(await begin()).toEqual([read, put]);
      expect(await begin()).toEqual([put]);
    });

    it('the assertion consumer: two reads and one write, with the tenant remembered one read', async () => {
      const customer = await customerOf(warm, app, bound);

      expect(await consumed(customer, { at: cold() })).toEqual([read, look, update]);
      expect(await consumed(customer)).toEqual([look, update]);
    });

    it('GET /session: two reads', async () => {
      const customer = await customerOf(warm, app);
      const { cookies } = await signInAt(warm, customer);
      const url = customer.at('/session');

      expect(await database().requestsOf(() => ask(warm.session, { url, cookies }))).toEqual([read, look]);
      expect(await database().requestsOf(() => ask(warm.session, { url }))).toEqual([]);
    });

    it('sign-out: one write, then one read; with the tenant remembered none, and one more once it had ended', async () => {
      const logoutUrl = 'https://login.microsoftonline.com/common/saml2';
      const rules = { connection: { logoutUrl }, signOut: { reach: 'single-logout' } } as const;
      const customer = await customerOf(warm, app, rules);
      const product = cold();
      const { cookies } = await signInAt(warm, customer);
      const again = await signInAt(warm, customer);
      const out = (held: readonly string[]) =>
        database().requestsOf(() =>
          ask(product.signOut, { method: 'POST', url: customer.at('/sign-out'), cookies: held }),
        );

      expect(await out(cookies)).toEqual([update, read]);
      expect(await out(again.cookies)).toEqual([update]);
      expect(await out(again.cookies)).toEqual([update, read]);
      expect(await out([])).toEqual([]);
    });

    it('metadata: one read, with the tenant remembered none', async () => {
      const { urls } = await customerOf(warm, app);
      const product = cold();
      const open = () => database().requestsOf(() => ask(product.metadata, { url: urls.metadataUrl }));

      expect(await open()).toEqual([read]);
      expect(await open()).toEqual([]);
    });

    it('sign-on over a running session: two reads more and no write', async () => {
      const customer = await customerOf(warm, app);
      const { cookies } = await signInAt(warm, customer);
      const url = customer.signOnUrl();

      expect(await database().requestsOf(() => ask(cold().signOn, { url, cookies }))).toEqual([
        read,
        read,
        look,
      ]);
    });

    it('a user’s first sign-in: two reads and two writes more, which claim the identity and bind it', async () => {
      const customer = await customerOf(warm, app, proven);

      expect(await consumed(customer)).toEqual([look, query, read, put, update, update]);
      expect(await consumed(customer)).toEqual([look, update]);
    });

    it('a sign-in of somebody who was renamed: a query and a read more', async () => {
      const customer = await customerOf(warm, app, bound);

      expect(await consumed(customer, { parts: { nameId: 'renamed@contoso.com' } })).toEqual([
        look,
        query,
        read,
        update,
      ]);
    });

    it('a sign-in over an older session: a write more, which ends that one', async () => {
      const customer = await customerOf(warm, app, bound);
      const { cookies } = await signInAt(warm, customer);

      expect(await consumed(customer, { held: cookies })).toEqual([look, update, update]);
    });

    it('the first sign-in by a key: what proves it and pins its certificate, once', async () => {
      const key = signingKey();
      const customer = await customerOf(warm, app, {
        ...bound,
        connection: { trustedKeys: [asThumbprint(key)] },
      });
      const [first, second, ...proving] = await consumed(customer);

      expect([first, second]).toEqual([look, update]);
      // The history of before, the tenant, its history; a fixed Identifier also claims the guards of both fingerprints,
      // once before the tenant is written and once after, and reads the tenant again in the end.
      expect(proving).toEqual(
        app === 'timetrack' ? [read, put, put, put] : [read, put, put, put, put, put, put, read, put],
      );
      expect(await consumed(customer)).toEqual([look, update]);
    });

    it('a sign-in to a tenant that has changed since: a read of each more', async () => {
      const customer = await customerOf(warm, app, bound);
      await consumed(customer);
      const { tenants } = cold().deployment;
      const author = { by: 'maria', at: facts.now };
      await tenants.change(app, customer.tenant.id, author, (tenant) => ({
        ...tenant,
        sessionLengthSeconds: 900,
      }));

      expect(await consumed(customer)).toEqual([look, read, look, update]);
      expect(await consumed(customer)).toEqual([look, update]);
    });
  });

  it('an unsolicited response that signs in: two reads and one write', async () => {
    const customer = await customerOf(warm, 'timetrack', bound);
    const url = customer.urls.replyUrl;
    const form = formBody(customer.message(undefined));

    expect(await database().requestsOf(() => ask(cold().assertionConsumer, { url, form }))).toEqual([
      read,
      look,
      put,
    ]);
  });

  it('an unsolicited response that starts a sign-in of our own: one read', async () => {
    const customer = await customerOf(warm, 'trakstar', bound);
    const url = customer.urls.replyUrl;
    const form = formBody(customer.message(undefined));

    expect(await database().requestsOf(() => ask(cold().assertionConsumer, { url, form }))).toEqual([read]);
  });

  it('a refusal of what the directory signed: two writes more, to the ring', async () => {
    const customer = await customerOf(warm, 'timetrack', { user: { active: false } });
    const url = customer.urls.replyUrl;
    const form = formBody(customer.message(undefined));
    const post = () => database().requestsOf(() => ask(warm.assertionConsumer, { url, form }));

    expect(await post()).toEqual([read, look, query, update, put]);
    expect(await post()).toEqual([look, query, update, put]);
  });

  it('an administrator who opens the set-up page: a read and a write, two reads, then eight requests', async () => {
    const customer = await customerOf(warm, 'timetrack', {
      ...bound,
      user: { identity, administrator: true },
    });
    const requests: string[][] = [];
    for (const _ of ['first', 'again']) {
      const product = cold();
      let begun: Awaited<ReturnType<typeof beginAdministration>> | undefined;
      const beginning = await database().requestsOf(async () => {
        begun = await beginAdministration(product, customer);
      });
      const { id, cookies } = begun ?? expect.unreachable();
      const opening = await database().requestsOf(async () => {
        const opened = await answerAdministration(product, customer, { id, cookies });
        expect(opened.statusCode).toBe(303);
      });
      requests.push([...beginning], [...opening]);
    }

    // Last, the key that the history does not have yet, and its entry, after a read of the tenant.
    expect(requests).toEqual([
      [read, put, read, read],
      [read, look, update, update, put, put, read, put, put],
      [read, put, read, read],
      [read, look, update, update, put, read, put, put],
    ]);
  });
});
