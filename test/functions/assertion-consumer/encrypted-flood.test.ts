import { beforeAll, expect, it } from 'vitest';
import { failureDelayMilliseconds as beat } from '../../../functions/assertion-consumer/constants.ts';
import { localDecryptionKeys } from '../../../shared/keys/local-keys.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { lengthOf } from '../../harness/tier.ts';
import { sealedMessage } from './sealed-message.ts';

const postsWithoutOptIn = lengthOf({ whole: 200, sample: 40 });
const postsInAMinute = lengthOf({ whole: 1_000, sample: 200 });

const { privateKey, certificate } = signingKey({ name: 'decryption' });

describeWithDatabase('a flood of encrypted messages', (database) => {
  const log = useLog();
  let product: Product;
  let uses = 0;
  let waits: number[] = [];
  let now = facts.now;

  beforeAll(() => {
    const keys = localDecryptionKeys(new Map([['current', privateKey]]));
    const decryptionKeys: typeof keys = {
      unwrap: (wrapped) => {
        uses += 1;
        return keys.unwrap(wrapped);
      },
    };
    const clock = {
      now: () => 0,
      until: async (moment: number) => {
        waits.push(moment);
      },
    };
    product = productOver(database().tables, () => now, undefined, { decryptionKeys, clock });
  });

  it(`at a tenant that never opted in waits for nothing and uses no key: ${postsWithoutOptIn} posts`, async () => {
    const customer = await customerOf(product, 'timetrack');
    const url = customer.urls.replyUrl;
    [uses, waits] = [0, []];

    for (let post = 0; post < postsWithoutOptIn; post += 1) {
      const form = formBody(sealedMessage(customer));
      expect((await ask(product.assertionConsumer, { url, form })).statusCode).toBe(404);
    }

    expect({ uses, waits }).toEqual({ uses: 0, waits: [] });
    expect(log.decision()).toMatchObject({ problem: 'assertion-encrypted' });
  });

  it(`at a tenant that takes them lets every genuine sign-in in: ${postsInAMinute} forged posts in a minute`, async () => {
    const customer = await customerOf(product, 'timetrack', {
      connection: { encryption: { mode: 'required', certificate } },
    });
    const url = customer.urls.replyUrl;
    const forgedForm = formBody(
      sealedMessage(customer, { signature: { key: signingKey({ name: 'stranger' }) } }),
    );
    [uses, waits] = [0, []];

    const genuine: (number | undefined)[] = [];
    for (let post = 0; post < postsInAMinute; post += 1) {
      now = secondsAfter(facts.now, (post * 60) / postsInAMinute);
      const forged = ask(product.assertionConsumer, { url, form: forgedForm });
      if (post % 50 === 0) {
        const form = formBody(sealedMessage(customer));
        genuine.push((await ask(product.assertionConsumer, { url, form })).statusCode);
      }
      expect((await forged).statusCode).toBe(404);
    }

    expect(genuine).toEqual(Array.from({ length: postsInAMinute / 50 }, () => 303));
    expect(waits).toEqual(Array.from({ length: postsInAMinute }, () => beat));
    expect(uses).toBe(postsInAMinute + postsInAMinute / 50);
    const failed = log.lines().filter(({ problem }) => problem === 'decryption-failed');
    expect(failed).toHaveLength(postsInAMinute);
    expect(new Set(failed.map(({ tenant }) => tenant))).toEqual(new Set([customer.tenant.id]));
  });
});
