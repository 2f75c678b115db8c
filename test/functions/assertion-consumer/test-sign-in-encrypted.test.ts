import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localDecryptionKeys } from '../../../shared/keys/local-keys.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { beginTest, draftCustomerOf, keptTest } from '../../harness/draft-customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { type SealedChoices, sealedMessage } from './sealed-message.ts';

const draftKey = signingKey({ name: 'draft' });
const stranger = signingKey({ name: 'stranger' });
const { privateKey, certificate } = signingKey({ name: 'decryption' });

describeWithDatabase('a test sign-in with an encrypted assertion', (database) => {
  useLog();
  let product: Product;
  /** What keys and clock were asked, in its order. */
  let events: string[] = [];
  beforeEach(() => {
    events = [];
  });
  beforeAll(() => {
    const keys = localDecryptionKeys(new Map([['current', privateKey]]));
    const decryptionKeys: typeof keys = {
      unwrap: (wrapped) => {
        events.push('unwrap');
        return keys.unwrap(wrapped);
      },
    };
    const clock = {
      now: () => 0,
      until: async () => {
        events.push('until');
      },
    };
    product = productOver(database().tables, () => facts.now, undefined, { decryptionKeys, clock });
  });

  /** Begins a test, answers it with a message that is sealed so, and looks at what was kept. */
  async function tested(choices: SealedChoices, mode: 'optional' | 'required' = 'optional') {
    const customer = await draftCustomerOf(product, 'timetrack', {
      connection: { encryption: { mode, certificate } },
    });
    const { test, cookies } = await beginTest(product, customer);
    const { parts, ...more } = choices;
    const message = sealedMessage(customer, {
      signature: { key: draftKey },
      ...more,
      parts: { responseInResponseTo: test.id, confirmationInResponseTo: test.id, ...parts },
    });
    const form = formBody(message);
    const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
    expect(answer.statusCode).toBe(303);
    expect(cookiesOf(answer).filter((cookie) => cookie.startsWith('__Host-session'))).toEqual([]);
    return keptTest(product, customer);
  }

  it.each(['assertion', 'both'] as const)(
    'passes and shows what arrived, Signing Option: %s',
    async (sign) => {
      const kept = await tested({ sign }, 'required');

      expect(kept).toMatchObject({ outcome: 'passed', result: { nameId: facts.signInName } });
      expect(kept?.result?.user).toMatchObject({ standing: 'known' });
      expect(kept?.result?.checks).toContainEqual({ name: 'decryption', outcome: 'passed' });
      expect(events.filter((event) => event === 'unwrap')).toHaveLength(1);
    },
  );

  it('passes and shows no value of a cipher text that was signed around alone', async () => {
    const kept = await tested({ sign: 'response' }, 'required');

    expect(kept).toMatchObject({ outcome: 'passed', result: { claims: [] } });
    expect([kept?.result?.nameId, kept?.result?.user]).toEqual([undefined, undefined]);
  });

  it.each<[string, Partial<EntraParts>, boolean]>([
    ['its issuer is not what was typed', { assertionIssuer: 'https://sts.windows.net/other/' }, true],
    ['it is for another application', { audience: 'https://other.example' }, false],
    ['it is meant for another address', { recipient: 'https://other.example/acs' }, false],
  ])('shows of what is signed inside what it may where %s', async (_, parts, isShown) => {
    const kept = await tested({ sign: 'both', parts });

    expect(kept?.outcome).toBe('failed');
    expect(kept?.result?.nameId).toBe(isShown ? facts.signInName : undefined);
    expect(kept?.result?.claims.length !== 0).toBe(isShown);
    const [failed] = kept?.result?.checks.filter(({ outcome }) => outcome === 'failed') ?? [];
    expect(failed?.problem?.actual).toBe(isShown ? parts.assertionIssuer : undefined);
  });

  describe('keeps one result of one kind', () => {
    it('whatever is wrong between the wrapped key and the signature in the plaintext', async () => {
      const failures: readonly SealedChoices[] = [
        { encryption: { publicKey: stranger.publicKey } },
        { encryption: { cipher: 'aes256-gcm', tamper: (text) => text.fill(0, text.length - 16) } },
        { inside: (assertion) => assertion.slice(1) },
        { signature: { key: stranger } },
        { inside: (text) => text.replace('B.Simon@', 'C.Simon@') },
      ];
      const seen = new Set<string>();
      for (const choices of failures) {
        events = [];
        const { outcome, result } = (await tested(choices)) ?? {};
        seen.add(JSON.stringify([outcome, result, events]));
      }

      expect(seen.size).toBe(1);
      const [only = ''] = seen;
      expect(JSON.parse(only)).toMatchObject(['failed', { claims: [] }, ['unwrap', 'until']]);
      expect(only).not.toContain('Simon');
    });
  });

  it('says that an assertion in the clear is not what was agreed', async () => {
    const customer = await draftCustomerOf(product, 'timetrack', {
      connection: { encryption: { mode: 'required', certificate } },
    });
    const { test, cookies } = await beginTest(product, customer);
    const form = formBody(customer.message(test.id));
    await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
    const kept = await keptTest(product, customer);

    expect(kept?.outcome).toBe('failed');
    const failed = kept?.result?.checks.filter(({ outcome }) => outcome === 'failed');
    expect(failed?.map(({ name }) => name)).toEqual(['encryption']);
  });
});
