import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { attributeOf } from '../../../shared/saml/inbound/xml/element.ts';
import { claimNames, claimsOfBSimon, type EntraParts, withClaim } from '../../fixtures/entra-parts.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aUser } from '../../harness/samples.ts';
import { redirected } from '../../saml/outbound/redirected.ts';

const again = { reauthenticate: '1', returnTo: '/payments/7' };
const at = (seconds: number) => ({ authnInstant: secondsAfter(facts.now, seconds) });
const colleague = {
  nameId: 'colleague@contoso.com',
  claims: withClaim(claimsOfBSimon, claimNames.objectId, randomUUID()),
};

describeWithDatabase('reauthentication', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** What the directory is asked, and what comes of its answer with these parts. */
  const answerAt = async (
    customer: Customer,
    query: Readonly<Record<string, string>>,
    parts: Partial<EntraParts>,
    held: readonly string[] = [],
  ) => {
    const begun = await beginAt(product, customer.signOnUrl(query), held);
    const { message } = redirected(locationOf(begun.answer), 'SAMLRequest');
    const answer = await ask(product.assertionConsumer, {
      url: customer.urls.replyUrl,
      cookies: [...held, ...begun.cookies],
      form: formBody(customer.message(begun.requestId, parts)),
    });
    return {
      begun,
      answer,
      isForced: attributeOf(message, 'ForceAuthn') === 'true',
      problem: answer.statusCode === 303 ? undefined : log.decision()['problem'],
    };
  };
  const sessionOf = async (customer: Customer, cookies: readonly string[]) => {
    const { statusCode, body = '' } = await ask(product.session, { url: customer.at('/session'), cookies });
    return statusCode === 200 ? JSON.parse(body) : statusCode;
  };

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    let customer: Customer;
    beforeAll(async () => {
      customer = await customerOf(product, app);
      await product.deployment.users.add(
        aUser({ app, tenant: customer.tenant.id, signInName: colleague.nameId, active: true }),
      );
    });

    it('is asked of the directory though a session runs, and replaces that', async () => {
      const { cookies } = await signInAt(product, customer);
      const { answer, isForced } = await answerAt(customer, again, at(0), cookies);

      expect([isForced, answer.statusCode, locationOf(answer)]).toEqual([true, 303, '/payments/7']);
      expect(await sessionOf(customer, cookiesOf(answer))).toMatchObject({
        authenticatedAt: facts.now.toISOString(),
      });
      expect(await sessionOf(customer, cookies)).toBe(401);
    });

    it('is not asked for by anything else: a running session leads on', async () => {
      const { cookies } = await signInAt(product, customer);
      const answer = await ask(product.signOn, { url: customer.signOnUrl({ returnTo: '/a' }), cookies });
      expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/a']);
    });

    const asked = { reauthenticate: '1' };
    // In seconds before now (frozen: the request begins now). The clock skew is 180 seconds, in the directory's favour.
    it.each<
      [string, Readonly<Record<string, string>>, accepted: readonly number[], refused: readonly number[]]
    >([
      ['a fresh sign-in', asked, [0, 179], [180, 86_400]],
      ['a fresh sign-in, whatever the value', { reauthenticate: 'false' }, [0, 179], [180]],
      ['an age', { max_age: '600' }, [0, 780], [781, 86_400]],
      ['no age at all', { max_age: '0' }, [0, 180], [181]],
      ['an age that is no number', { max_age: '1e9' }, [0], [181]],
      ['an empty age', { max_age: '' }, [0], [181]],
      ['an age below none', { max_age: '-600' }, [0], [181]],
      ['both', { ...asked, max_age: '600' }, [0], [180]],
      ['a fresh sign-in, of an instant that has not come', asked, [-180], [-181, -1e8]],
      ['an age, of an instant that has not come', { max_age: '600' }, [-180], [-181, -1e8]],
      ['nothing', {}, [0, 80 * 86_400, -181], []],
    ])('by %s is decided by AuthnInstant', async (_, query, accepted, refused) => {
      const outcomesOf = async (ages: readonly number[]) => {
        const outcomes: unknown[] = [];
        for (const age of ages) {
          const { answer, problem, isForced } = await answerAt(customer, query, at(-age));
          expect(isForced).toBe(Object.keys(query).length > 0);
          outcomes.push(problem ?? answer.statusCode);
        }
        return outcomes;
      };
      expect(await outcomesOf(accepted)).toEqual(accepted.map(() => 303));
      expect(await outcomesOf(refused)).toEqual(refused.map(() => 'reauthentication-ignored'));
    });

    it('refuses a message without AuthnInstant as it always does', async () => {
      const { problem } = await answerAt(customer, asked, { authnInstant: undefined });
      expect(problem).toBe('response-structure');
    });

    it.each<[string, Readonly<Record<string, string>>]>([
      ['a fresh sign-in', { reauthenticate: '1' }],
      ['an age', { max_age: '60' }],
    ])(
      'decides by its own record for %s, whatever the browser sends on to the directory',
      async (_, query) => {
        const begun = await beginAt(product, customer.signOnUrl(query));
        // The browser begins a second sign-in without the parameter, and answers the first.
        const plain = await beginAt(product, customer.signOnUrl());
        const post = (requestId: string, parts: Partial<EntraParts>) =>
          ask(product.assertionConsumer, {
            url: customer.urls.replyUrl,
            cookies: [...begun.cookies, ...plain.cookies],
            form: formBody(customer.message(requestId, parts)),
          });

        expect((await post(begun.requestId, {})).statusCode).toBe(403);
        expect(log.decision()['problem']).toBe('reauthentication-ignored');
        // The refused answer has not used the request up.
        expect((await post(begun.requestId, at(1))).statusCode).toBe(303);
        expect((await post(plain.requestId, {})).statusCode).toBe(303);
      },
    );

    it('tells a re-used session of the directory by its instant, also within the clock skew', async () => {
      const { cookies } = await signInAt(product, customer, [], at(-60));
      const ignored = await answerAt(customer, again, at(-60), cookies);
      const honoured = await answerAt(customer, again, at(-59), cookies);

      expect([ignored.problem, honoured.problem]).toEqual(['reauthentication-ignored', undefined]);
    });

    it('can be renewed where the directory once wrote an instant that has not come', async () => {
      const { cookies } = await signInAt(product, customer, [], at(1e8));
      expect((await answerAt(customer, again, at(0), cookies)).problem).toBeUndefined();
    });

    it('is refused to another person, whose answer replaces nothing', async () => {
      const { cookies } = await signInAt(product, customer);
      const other = await answerAt(customer, again, { ...colleague, ...at(0) }, cookies);

      expect([other.answer.statusCode, other.problem]).toEqual([403, 'reauthentication-other-person']);
      expect(other.answer.cookies ?? []).not.toContainEqual(expect.stringContaining('__Host-session='));
      expect(await sessionOf(customer, cookies)).toMatchObject({ user: { id: customer.user.id } });
      // The controls: asked for by themselves, and as another account.
      expect((await answerAt(customer, again, { ...colleague, ...at(0) })).problem).toBeUndefined();
      const another = { account: 'another' };
      expect(
        (await answerAt(customer, another, { ...colleague, ...at(0) }, cookies)).problem,
      ).toBeUndefined();
    });

    it('does not bind a person by an answer that it refuses', async () => {
      const unbound = await customerOf(product, app);
      const { users } = product.deployment;
      const identity = async () =>
        (await users.findBySignInName(app, unbound.tenant.id, facts.signInName))?.identity;

      expect((await answerAt(unbound, again, {})).problem).toBe('reauthentication-ignored');
      expect(await identity()).toBeUndefined();
      expect((await answerAt(unbound, again, at(0))).problem).toBeUndefined();
      expect(await identity()).toBeDefined();
    });

    it('is no question of an unsolicited response, which the application sees by its age', async () => {
      await beginAt(product, customer.signOnUrl(again));
      const form = formBody(customer.message(undefined));
      const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, form });
      if (answer.cookies?.some((cookie) => cookie.startsWith('__Host-session='))) {
        const session = await sessionOf(customer, cookiesOf(answer));
        expect(session.authenticatedAt).toBe(secondsAfter(facts.now, -80 * 86_400).toISOString());
      } else expect(new URL(locationOf(answer)).pathname).not.toBe('/payments/7');
    });

    it('asks an age only of a session that is older', async () => {
      const { cookies } = await signInAt(product, customer, [], at(-60));
      const openAt = (max_age: string) =>
        ask(product.signOn, { url: customer.signOnUrl({ max_age, returnTo: '/a' }), cookies });

      expect(locationOf(await openAt('60'))).toBe('/a');
      expect(locationOf(await openAt('59'))).toContain('SAMLRequest=');
    });

    it('is kept by "Try again", and by every page before the directory', async () => {
      const { answer } = await answerAt(customer, { ...again, max_age: '9' }, {});
      const frame = await ask(product.signOn, {
        url: customer.signOnUrl({ ...again, max_age: '9' }),
        headers: { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' },
      });
      for (const { body = '' } of [answer, frame]) {
        expect(body).toMatch(/href="[^"]*reauthenticate=1[^"]*max_age=9/);
      }
    });
  });

  it('costs a sign-in no request', async () => {
    const customer = await customerOf(product, 'timetrack');
    for (const _ of [1, 2]) await signInAt(product, customer);
    const asked = await database().requestsOf(() => answerAt(customer, again, at(0)));
    expect(asked).toEqual(['PutItemCommand', 'BatchGetItemCommand', 'UpdateItemCommand']);
  });
});
