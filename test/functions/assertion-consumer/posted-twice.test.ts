import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { answeredFlowId } from '../../../shared/ids/flow-id.ts';
import { newSecret } from '../../../shared/ids/secret.ts';
import { localDecryptionKeys } from '../../../shared/keys/local-keys.ts';
import { flowKey } from '../../../shared/sign-in/flow-item.ts';
import { sameSignInSeconds } from '../../../shared/sign-in/same-sign-in.ts';
import { endSessions } from '../../../shared/tenants/end-sessions.ts';
import { userKey } from '../../../shared/users/user-item.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { facts, instantFromNow, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import {
  type Begun,
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
import { sealedMessage } from './sealed-message.ts';

const identity = { directoryId: facts.directoryId, objectId: facts.objectId };
const bound: CustomerChoices = { user: { identity } };
const author = { by: 'maria', at: facts.now };
const { privateKey, certificate } = signingKey({ name: 'decryption' });
const decryptionKeys = localDecryptionKeys(new Map([['current', privateKey]]));

/** A browser that has begun to sign in, and the form that the directory makes it post. */
interface Arrived {
  readonly customer: Customer;
  readonly begun: Begun;
  readonly form: string;
}

describeWithDatabase('a response that one browser posts twice', (database) => {
  const log = useLog();
  let secondsGone = 0;
  let product: Product;
  /** A process that remembers nothing. */
  const aProcess = () =>
    productOver(database().tables, () => secondsAfter(facts.now, secondsGone), undefined, { decryptionKeys });
  beforeAll(() => {
    product = aProcess();
  });
  beforeEach(() => {
    secondsGone = 0;
  });

  async function arrivedAt(
    app: AppId,
    choices: CustomerChoices = bound,
    parts: Partial<EntraParts> = {},
  ): Promise<Arrived> {
    const customer = await customerOf(product, app, choices);
    const begun = await beginAt(product, customer.signOnUrl({ returnTo: '/reports/7' }));
    return { customer, begun, form: formBody(customer.message(begun.requestId, parts)) };
  }
  const post = (
    { customer, begun, form }: Arrived,
    { at = product, cookies = begun.cookies }: { at?: Product; cookies?: readonly string[] } = {},
  ) => ask(at.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
  const statusOf = async (customer: Customer, cookies: readonly string[]) =>
    (await ask(product.session, { url: customer.at('/session'), cookies })).statusCode;
  const signOut = (customer: Customer, cookies: readonly string[]) =>
    ask(product.signOut, { method: 'POST', url: customer.at('/sign-out'), cookies });

  /** Signs in whoever keeps only the cookies of one of `answers`, each of them; and signs out all of them at once. */
  async function expectOneSession(customer: Customer, answers: readonly Answered[]): Promise<void> {
    for (const answer of answers) {
      expect([answer.statusCode, locationOf(answer)]).toEqual([303, '/reports/7']);
      expect(await statusOf(customer, cookiesOf(answer))).toBe(200);
    }
    const [first, ...others] = answers.map(cookiesOf);
    await signOut(customer, first ?? []);
    for (const cookies of others) expect(await statusOf(customer, cookies)).toBe(401);
  }

  describe.each<AppId>(['timetrack', 'trakstar'])('to %s', (app) => {
    it.each([
      ['twice', 2],
      ['three times', 3],
      ['five times', 5],
    ])('%s opens one session, whichever answer the browser keeps', async (_, count) => {
      const arrived = await arrivedAt(app);
      const answers: Answered[] = [];
      for (let posted = 0; posted < count; posted += 1) {
        answers.push(await post(arrived, { at: aProcess() }));
        secondsGone += 1;
      }
      await expectOneSession(arrived.customer, answers);
    });

    it.each([
      ['a bound user', bound],
      ['a user at a first sign-in', {}],
      ['a renamed user', { user: { identity, signInName: 'B.Maiden@contoso.com' } }],
    ])('20 times at once, by %s, opens one session', async (_, choices) => {
      const arrived = await arrivedAt(app, choices);
      const processes = [aProcess(), aProcess(), aProcess(), aProcess()];
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_each, index) => post(arrived, { at: processes[index % 4] ?? product })),
      );
      await expectOneSession(arrived.customer, answers);
      const { tenant, user } = arrived.customer;
      const users = await product.deployment.users.list(app, tenant.id);
      expect(users.map((each) => [each.id, each.identity])).toEqual([[user.id, identity]]);
      expect(log.lines().filter(({ event }) => event === 'fault')).toEqual([]);
    });

    it('lasts as long as the first post said, and is logged as repeated', async () => {
      const arrived = await arrivedAt(app, { ...bound, sessionLengthSeconds: 900 });
      const first = await post(arrived);
      expect(log.decision()).toMatchObject({ event: 'sign-in.accepted' });
      expect(log.decision()).not.toHaveProperty('repeated');
      secondsGone = 20;
      const second = await post(arrived);

      expect(log.decision()).toMatchObject({ event: 'sign-in.accepted', repeated: true });
      const ages = [first, second].map(({ cookies = [] }) => /Max-Age=(\d+)/.exec(cookies[0] ?? '')?.[1]);
      expect(ages).toEqual(['900', '880']);
      const body = JSON.parse(
        (await ask(product.session, { url: arrived.customer.at('/session'), cookies: cookiesOf(second) }))
          .body ?? '',
      );
      expect(body).toMatchObject({
        signedInAt: facts.now.toISOString(),
        expiresAt: secondsAfter(facts.now, 900).toISOString(),
      });
      const secrets = [...arrived.begun.cookies, ...cookiesOf(second)].map((pair) => pair.split('.').at(-1));
      for (const secret of secrets) expect(log.text()).not.toContain(secret);
    });
  });

  it.each<[number, number, string | undefined]>([
    [0, 303, undefined],
    [sameSignInSeconds, 303, undefined],
    [sameSignInSeconds + 0.001, 409, 'flow-spent'],
    [120, 409, 'flow-spent'],
  ])('counts once more %d seconds later: %d', async (seconds, status, problem) => {
    const arrived = await arrivedAt('timetrack');
    const first = await post(arrived);
    secondsGone = seconds;
    const second = await post(arrived);

    expect([second.statusCode, log.decision()['problem']]).toEqual([status, problem]);
    expect(cookiesOf(second).length > 0).toBe(status === 303);
    expect(await statusOf(arrived.customer, cookiesOf(first))).toBe(200);
  });

  /** What comes between the two posts, or how the second one differs; and whether the first session goes on. */
  interface Row {
    readonly name: string;
    readonly problem: string;
    readonly isKept: boolean;
    readonly parts?: Partial<EntraParts>;
    readonly between?: (arrived: Arrived, first: Answered) => Promise<unknown>;
    readonly second?: (arrived: Arrived) => Partial<Arrived> & { readonly cookies?: readonly string[] };
  }
  const otherSecret = ([cookie = '']: readonly string[]) => [cookie.replace(/[^.]*$/, newSecret())];
  const changeUser =
    (change: Parameters<Product['deployment']['users']['update']>[1]) =>
    async ({ customer: { tenant, user } }: Arrived) => {
      const found = await product.deployment.users.findBySignInName(tenant.app, tenant.id, user.signInName);
      await product.deployment.users.update(found ?? expect.unreachable(), change, facts.now);
    };

  const rows: readonly Row[] = [
    { name: 'without its flow cookie', problem: 'flow-spent', isKept: true, second: () => ({ cookies: [] }) },
    {
      name: "with another browser's flow cookie",
      problem: 'flow-spent',
      isKept: true,
      second: ({ begun }) => ({ cookies: otherSecret(begun.cookies) }),
    },
    {
      name: 'with its flow cookie doubled',
      problem: 'flow-spent',
      isKept: true,
      second: ({ begun }) => ({ cookies: [...begun.cookies, ...begun.cookies] }),
    },
    {
      name: 'with another assertion for the same request',
      problem: 'flow-spent',
      isKept: true,
      second: ({ customer, begun }) => ({ form: formBody(customer.message(begun.requestId)) }),
    },
    {
      name: 'after the person signed out',
      problem: 'flow-spent',
      isKept: false,
      between: ({ customer }, first) => signOut(customer, cookiesOf(first)),
    },
    {
      name: 'after the directory ended its session index',
      problem: 'flow-spent',
      isKept: false,
      between: async ({ customer: { tenant }, begun }) => {
        const { flows } = product.deployment;
        const id = answeredFlowId(begun.requestId) ?? expect.unreachable();
        const flow = await flows.find(tenant.app, tenant.id, id);
        // The directory names the session by the assertion, as Entra does.
        const index = flow?.state === 'signed-in' ? flow.assertionId : undefined;
        await expect
          .poll(() =>
            flows.signOutBySessionIndex(tenant.app, tenant.id, index ?? expect.unreachable(), {
              reason: 'directory-logout',
              at: new Date(),
            }),
          )
          .toBe(1);
      },
    },
    {
      name: 'after the next sign-in of the same browser',
      problem: 'flow-spent',
      isKept: false,
      between: ({ customer }, first) => signInAt(product, customer, cookiesOf(first)),
    },
    {
      name: 'after the person was deactivated',
      problem: 'user-not-active',
      isKept: false,
      between: changeUser({ active: false }),
    },
    {
      name: "after the person's sessions were ended",
      problem: 'flow-spent',
      isKept: false,
      between: changeUser({ endSessions: true }),
    },
    {
      name: 'after the person was deactivated and activated again',
      problem: 'flow-spent',
      isKept: false,
      between: async (arrived) => {
        await changeUser({ active: false })(arrived);
        await changeUser({ active: true })(arrived);
      },
    },
    {
      name: 'after the person was removed',
      problem: 'user-unknown',
      isKept: false,
      between: ({ customer: { tenant, user } }) =>
        database().tables.tenants.delete(userKey(tenant.app, tenant.id, user.signInName)),
    },
    {
      name: 'after the sessions of the tenant were ended',
      problem: 'flow-spent',
      isKept: false,
      between: ({ customer: { tenant } }) =>
        aProcess().deployment.tenants.change(tenant.app, tenant.id, author, endSessions),
    },
    {
      name: 'after the tenant was disabled',
      problem: 'tenant-disabled',
      isKept: false,
      between: ({ customer: { tenant } }) =>
        aProcess().deployment.tenants.change(tenant.app, tenant.id, author, (current) => ({
          ...current,
          connection: { ...current.connection, state: 'disabled' },
        })),
    },
    {
      name: 'after the directory ended its session by the time',
      problem: 'session-already-over',
      isKept: false,
      parts: { sessionNotOnOrAfter: instantFromNow(10) },
      between: async () => {
        secondsGone = 10;
      },
    },
  ];

  it.each(rows)('$name is refused', async ({ problem, isKept, parts, between, second }) => {
    const arrived = await arrivedAt('timetrack', bound, parts);
    const first = await post(arrived);
    expect(first.statusCode).toBe(303);
    await between?.(arrived, first);
    const { cookies = arrived.begun.cookies, ...changed } = second?.(arrived) ?? {};
    const answer = await post({ ...arrived, ...changed }, { cookies });

    expect([log.decision()['event'], log.decision()['problem']]).toEqual(['sign-in.refused', problem]);
    expect(answer.cookies).toEqual([]);
    expect(await statusOf(arrived.customer, cookiesOf(first))).toBe(isKept ? 200 : 401);
  });

  it('to another tenant is refused', async () => {
    const acme = await arrivedAt('timetrack');
    const globex = await customerOf(product, 'timetrack', bound);
    await post(acme);
    const form = formBody(globex.message(acme.begun.requestId));
    const answer = await post({ ...acme, customer: globex, form });

    expect([answer.cookies, log.decision()['problem']]).toEqual([[], 'flow-unknown']);
  });

  it('binds nobody whose binding was taken back between the posts', async () => {
    const arrived = await arrivedAt('timetrack');
    const { tenant, user } = arrived.customer;
    await post(arrived);
    await changeUser({ identity: 'none', endSessions: true })(arrived);
    const answer = await post(arrived);

    expect([answer.cookies, log.decision()['problem']]).toEqual([[], 'flow-spent']);
    const { users } = product.deployment;
    expect(await users.findBySignInName(tenant.app, tenant.id, user.signInName)).not.toHaveProperty(
      'identity',
    );
  });

  it('does not end its own session where the first answer came between the posts', async () => {
    const arrived = await arrivedAt('timetrack');
    const first = await post(arrived);
    const second = await post(arrived, { cookies: [...arrived.begun.cookies, ...cookiesOf(first)] });

    await expectOneSession(arrived.customer, [first, second]);
  });

  it('ends the session that the browser had before, and no other', async () => {
    const arrived = await arrivedAt('timetrack');
    const older = await signInAt(product, arrived.customer);
    const cookies = [...arrived.begun.cookies, ...older.cookies];
    const answers = [await post(arrived, { cookies }), await post(arrived, { cookies })];

    expect(await statusOf(arrived.customer, older.cookies)).toBe(401);
    await expectOneSession(arrived.customer, answers);
  });

  it('opens one session where its assertion is encrypted', async () => {
    const encryption = { mode: 'required', certificate } as const;
    const { customer, begun } = await arrivedAt('timetrack', { ...bound, connection: { encryption } });
    const parts = { inResponseTo: begun.requestId, assertionId: '_the-same' };
    // A directory seals anew what it sends again: the assertion inside tells.
    const forms = [1, 2].map(() => formBody(sealedMessage(customer, { parts })));
    const answers = [];
    for (const form of forms) answers.push(await post({ customer, begun, form }));

    expect(forms[0]).not.toBe(forms[1]);
    await expectOneSession(customer, answers);
  });

  it('that nobody asked for is a replay: no cookie tells whose browser it is', async () => {
    const customer = await customerOf(product, 'timetrack', bound);
    const form = formBody(customer.message(undefined));
    const asked = { url: customer.urls.replyUrl, form };
    const first = await ask(product.assertionConsumer, asked);
    const second = await ask(product.assertionConsumer, asked);

    expect([second.statusCode, second.cookies]).toEqual([409, []]);
    expect(log.decision()['problem']).toBe('assertion-replayed');
    expect(second.body).toContain(`href="${customer.urls.signOnUrl}"`);
    expect(await statusOf(customer, cookiesOf(first))).toBe(200);
  });

  it('costs one read more, and leaves the flow as the first post wrote it', async () => {
    const arrived = await arrivedAt('timetrack', { ...bound, connection: provenBy(signingKey()) });
    const flow = answeredFlowId(arrived.begun.requestId) ?? expect.unreachable();
    const stored = () => database().tables.flows.get(flowKey('timetrack', arrived.customer.tenant.id, flow));
    const requests = () => database().requestsOf(() => post(arrived));

    expect(await requests()).toEqual(['BatchGetItemCommand', 'UpdateItemCommand']);
    const item = await stored();
    expect(await requests()).toEqual(['BatchGetItemCommand', 'UpdateItemCommand', 'GetItemCommand']);
    expect(await stored()).toEqual(item);
    expect(item).not.toHaveProperty('browserHash');
  });
});
