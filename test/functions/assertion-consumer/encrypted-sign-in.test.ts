import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { failureDelayMilliseconds as beat } from '../../../functions/assertion-consumer/constants.ts';
import { localDecryptionKeys } from '../../../shared/keys/local-keys.ts';
import type { DecryptionKeys } from '../../../shared/keys/own-keys.ts';
import type { AssertionEncryption, ConnectionState } from '../../../shared/tenants/tenant.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, withoutTrace } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { productOver } from '../../harness/product.ts';
import { newTenantId } from '../../harness/samples.ts';
import { type SealedChoices, sealedMessage } from './sealed-message.ts';

const stranger = signingKey({ name: 'stranger' });
const { privateKey, certificate } = signingKey({ name: 'decryption' });
const current = localDecryptionKeys(new Map([['current', privateKey]]));

/** Each way in which a message can fail between its wrapped key and the signature in its plaintext. */
const failures: readonly (readonly [name: string, choices: SealedChoices])[] = [
  ['a key that was wrapped for somebody else', { encryption: { publicKey: stranger.publicKey } }],
  ['a wrapped key that was tampered with', { encryption: { tamperKey: (key) => randomBytes(key.length) } }],
  ['a cipher text that was tampered with', { encryption: { tamper: (text) => text.subarray(0, -16) } }],
  ['a wrong tag', { encryption: { cipher: 'aes256-gcm', tamper: (text) => text.fill(0, text.length - 16) } }],
  ['a plaintext that is no XML', { inside: (assertion) => assertion.slice(1) }],
  ['a plaintext that is no assertion', { inside: () => '<Evidence/>' }],
  ['an assertion that nobody signed', { sign: 'nothing' }],
  ["a stranger's signature", { signature: { key: stranger } }],
  ['a name that was changed', { inside: (text) => text.replace('B.Simon@', 'C.Simon@') }],
];

describeWithDatabase('an encrypted assertion at the ACS', (database) => {
  const log = useLog();
  /** What the request asked of keys and clock, in its order. */
  let events: string[] = [];
  let elapsed = 0;
  beforeEach(() => {
    events = [];
    elapsed = 0;
  });

  const counted = (keys: DecryptionKeys): DecryptionKeys => ({
    unwrap: async (wrapped) => {
      events.push('unwrap');
      elapsed += 40;
      return keys.unwrap(wrapped);
    },
  });
  const clock = {
    now: () => elapsed,
    until: async (moment: number) => {
      events.push(`until ${moment}`);
    },
  };
  const productWith = (keys: DecryptionKeys | undefined = counted(current)) =>
    productOver(database().tables, () => facts.now, undefined, { decryptionKeys: keys, clock });
  const takes = (mode: AssertionEncryption['mode'] = 'optional') => ({
    connection: { encryption: { mode, certificate } },
  });
  const postTo = (product: ReturnType<typeof productWith>, { urls }: Customer, message: string) =>
    ask(product.assertionConsumer, { url: urls.replyUrl, form: formBody(message) });

  it.each(['assertion', 'response', 'both'] as const)('signs in, Signing Option: %s', async (sign) => {
    const product = productWith();
    const customer = await customerOf(product, 'timetrack', takes('required'));

    const answer = await postTo(product, customer, sealedMessage(customer, { sign }));

    expect(answer.statusCode).toBe(303);
    expect(cookiesOf(answer).join()).toContain('__Host-session=');
    expect(log.decision()).toMatchObject({ event: 'sign-in.accepted' });
    expect(events).toEqual(['unwrap']);
  });

  it('is accepted once, however often it is posted', async () => {
    const product = productWith();
    const customer = await customerOf(product, 'timetrack', takes());
    const message = sealedMessage(customer);

    await postTo(product, customer, message);
    await postTo(product, customer, message);

    expect(log.decision()).toMatchObject({ problem: 'assertion-replayed' });
  });

  it('fails with one answer, one log line and the same calls in the same order, whatever is wrong', async () => {
    const product = productWith();
    const customer = await customerOf(product, 'timetrack', takes());
    const seen = [];
    for (const [name, choices] of failures) {
      events = [];
      elapsed = 0;
      let answer = {};
      const message = sealedMessage(customer, choices);
      const requests = await database().requestsOf(async () => {
        answer = withoutTrace(await postTo(product, customer, message));
      });
      const { reference: _, timestamp: __, ...line } = log.decision();
      seen.push({ name, answer, line, requests, events });
    }
    const [first, ...others] = seen;
    expect(first).toMatchObject({
      answer: { statusCode: 404 },
      line: { problem: 'decryption-failed', authenticated: false },
      events: ['unwrap', `until ${beat}`],
    });
    for (const other of others) expect({ ...other, name: first?.name }).toEqual(first);
  });

  it('tells nothing of the plaintext in any line of the log', async () => {
    const product = productWith();
    const customer = await customerOf(product, 'timetrack', takes());
    for (const [, choices] of failures) await postTo(product, customer, sealedMessage(customer, choices));
    await postTo(product, customer, sealedMessage(customer, { parts: { nameId: 'nobody@contoso.com' } }));

    expect(log.lines()).toHaveLength(failures.length + 1);
    expect(log.text()).not.toMatch(/B\.Simon|nobody@|Evidence|Subject|SignedInfo/);
  });

  describe.each<readonly [string, ConnectionState | 'no tenant', boolean]>([
    ['a tenant that takes none', 'active', false],
    ['a tenant that takes them', 'active', true],
    ['a disabled tenant', 'disabled', true],
    ['no tenant', 'no tenant', false],
  ])('posted to %s without a good signature', (_, state, isTaken) => {
    it('gets the answer of every other for as many requests, and waits only where a key was used', async () => {
      const product = productWith();
      const customer = await customerOf(product, 'timetrack', {
        connection: {
          ...(isTaken ? takes().connection : {}),
          ...(state === 'no tenant' ? {} : { state }),
        },
      });
      const { replyUrl } = customer.urls;
      const url = state === 'no tenant' ? replyUrl.replace(customer.tenant.id, newTenantId()) : replyUrl;
      const form = formBody(sealedMessage(customer, { sign: 'nothing' }));

      const requests = await database().requestsOf(async () => {
        const { statusCode, body } = await ask(product.assertionConsumer, { url, form });
        expect(statusCode).toBe(404);
        expect(body).toContain('the address or the sign-in was not recognised');
      });

      expect(requests).toEqual(['GetItemCommand', 'UpdateItemCommand', 'PutItemCommand']);
      expect(events).toEqual(isTaken && state === 'active' ? ['unwrap', `until ${beat}`] : []);
    });
  });

  it('uses each key once a message, though it is judged again by the tenant as it is now', async () => {
    const product = productWith();
    const customer = await customerOf(product, 'timetrack', takes());
    await product.deployment.tenants.find('timetrack', customer.tenant.id);

    await postTo(product, customer, sealedMessage(customer, { sign: 'nothing' }));

    expect(events).toEqual(['unwrap', `until ${beat}`]);
  });

  it.each([
    [
      'whose Response is signed by a stranger',
      { sign: 'response', signature: { key: stranger } },
      'key-unknown',
    ],
    ['by RSA-1_5', { encryption: { transport: 'rsa-1_5' } }, 'encryption-algorithm'],
  ] as const)('never uses a key for one %s', async (_, choices, problem) => {
    const product = productWith();
    const customer = await customerOf(product, 'timetrack', takes());

    await postTo(product, customer, sealedMessage(customer, choices));

    expect(log.decision()).toMatchObject({ problem });
    expect(events).toEqual([]);
  });

  it('waits for the next beat where the keys were slow', async () => {
    const slow: DecryptionKeys = {
      unwrap: async (wrapped) => {
        elapsed += 2.4 * beat;
        return current.unwrap(wrapped);
      },
    };
    const product = productWith(slow);
    const customer = await customerOf(product, 'timetrack', takes());

    await postTo(product, customer, sealedMessage(customer, { sign: 'nothing' }));

    expect(events).toEqual([`until ${3 * beat}`]);
  });

  it('answers with a fault of ours, at the same beat, where the keys cannot be reached', async () => {
    const product = productWith({
      unwrap: async () => {
        throw Object.assign(new Error('slow down'), { name: 'ThrottlingException', $metadata: {} });
      },
    });
    const customer = await customerOf(product, 'timetrack', takes());

    const answer = await postTo(product, customer, sealedMessage(customer));

    expect(answer.statusCode).toBe(503);
    expect(cookiesOf(answer)).toEqual([]);
    expect(events).toEqual([`until ${beat}`]);
  });

  it('is refused at once where there are no keys', async () => {
    const product = productOver(database().tables, () => facts.now, undefined, { clock });
    const customer = await customerOf(product, 'timetrack', takes());

    await postTo(product, customer, sealedMessage(customer));

    expect(log.decision()).toMatchObject({ problem: 'assertion-encrypted' });
    expect(events).toEqual([]);
  });

  it('is demanded of a tenant that requires it, and its administrator is told so', async () => {
    const product = productWith();
    const customer = await customerOf(product, 'timetrack', takes('required'));

    const answer = await postTo(product, customer, customer.message(undefined));

    expect(log.decision()).toMatchObject({ problem: 'encryption-required', authenticated: true });
    expect(answer.body).toContain('Token encryption');
  });
});
