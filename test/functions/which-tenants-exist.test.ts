import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../shared/ids/app-id.ts';
import type { TenantId } from '../../shared/ids/tenant-id.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { type Answered, type Asked, ask, withoutTrace } from '../harness/ask.ts';
import { type Customer, customerOf } from '../harness/customer.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { useLog } from '../harness/logged.ts';
import { type Product, productOver } from '../harness/product.ts';
import { newTenantId } from '../harness/samples.ts';

/** What no key of the tenant has signed, as anybody can post it to any name. */
const unbelieved: readonly (readonly [name: string, make: (customer: Customer) => string])[] = [
  [
    'signed with a key of the sender',
    (c) => c.message(undefined, {}, { key: signingKey({ name: 'mallory' }) }),
  ],
  ['changed after it was signed', (c) => c.message(undefined).replaceAll('B.Simon@', 'C.Simon@')],
  ['with the signature of another message', (c) => swapSignature(c.message(undefined), c.message(undefined))],
  [
    'for another tenant',
    (c) =>
      c.message(undefined, { replyUrl: 'https://other.example/' }, { key: signingKey({ name: 'mallory' }) }),
  ],
];

const signatureValue = /<(?:\w+:)?SignatureValue>[^<]*</;

function swapSignature(one: string, other: string): string {
  return one.replace(signatureValue, signatureValue.exec(other)?.[0] ?? '');
}

/** What is refused for its shape alone, and by which problem. */
const misshapen: readonly (readonly [problem: string, make: (customer: Customer) => string])[] = [
  ['response-root', () => '<a/>'],
  ['xml-malformed', () => '<a'],
  ['signature-missing', (c) => c.message(undefined).replace(/<(\w+:)?Signature .*<\/(\w+:)?Signature>/s, '')],
];

/** One read tells whether the tenant trusts the sender, two writes keep the refusal. */
const oneReadTwoWrites = ['GetItemCommand', 'UpdateItemCommand', 'PutItemCommand'];

describeWithDatabase('whoever has no key of a tenant', (database) => {
  const log = useLog();
  let product: Product;
  let active: Customer;
  let disabled: Customer;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  /** The same post at three names: of a tenant, of one that is disabled, of none. */
  async function askAll(post: (name: TenantId) => Asked) {
    const names = [active.tenant.id, disabled.tenant.id, newTenantId()];
    const answers = [];
    for (const name of names) {
      let answer: Awaited<ReturnType<typeof ask>> = {};
      const requests = await database().requestsOf(async () => {
        answer = await ask(product.assertionConsumer, post(name));
      });
      answers.push({ answer: withoutTrace(answer), requests, problem: log.decision()['problem'] });
    }
    return answers;
  }

  describe.each<AppId>(['timetrack', 'trakstar'])('posts to %s a response', (app) => {
    beforeAll(async () => {
      active = await customerOf(product, app);
      disabled = await customerOf(product, app, { connection: { state: 'disabled' } });
    });
    const replyUrlOf = (name: TenantId) => active.urls.replyUrl.replace(active.tenant.id, name);

    describe.each(unbelieved)('%s', (_, make) => {
      it.each(['first', 'second'])('and gets one answer, the %s time', async () => {
        const form = formBody(make(active));
        const [first, ...others] = await askAll((name) => ({ url: replyUrlOf(name), form }));

        expect(first?.answer.statusCode).toBe(404);
        expect(first?.problem).toMatch(/^(?:key|signature)-/);
        expect(others.map(({ problem }) => problem)).toEqual(['tenant-disabled', 'tenant-not-found']);
        for (const { answer } of others) expect(answer).toEqual(first?.answer);
      });

      it('and costs one read and two writes, in this order', async () => {
        const form = formBody(make(active));
        for (const remembered of [false, true]) {
          if (!remembered) product = productOver(database().tables);
          else await product.deployment.tenants.find(app, active.tenant.id);
          const answers = await askAll((name) => ({ url: replyUrlOf(name), form }));
          expect(answers.map(({ requests }) => requests)).toEqual(Array(3).fill(oneReadTwoWrites));
        }
      });
    });

    it.each(misshapen)('that is %s, whatever its name, and costs nothing', async (code, make) => {
      const form = formBody(make(active));
      const [first, ...others] = await askAll((name) => ({ url: replyUrlOf(name), form }));

      expect(first).toMatchObject({ requests: [], problem: code });
      for (const { answer, requests, problem } of others) {
        expect([requests, problem]).toEqual([[], code]);
        expect(namingNobody(answer)).toEqual(namingNobody(first?.answer));
      }
    });
  });
});

/** "Try again" leads back to the name that was asked for, whether or not there is such a tenant. */
function namingNobody(answer: Answered | undefined): unknown {
  return { ...answer, body: answer?.body?.replace(/href="[^"]*"/, '') };
}
