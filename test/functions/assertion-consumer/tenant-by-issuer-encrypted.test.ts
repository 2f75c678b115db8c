import { beforeAll, expect, it } from 'vitest';
import { localDecryptionKeys } from '../../../shared/keys/local-keys.ts';
import { boards, boardsOrigin } from '../../fixtures/boards.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { provenBy } from '../../harness/samples.ts';
import { type SealedChoices, sealedMessage } from './sealed-message.ts';

const { privateKey, certificate } = signingKey({ name: 'decryption' });

describeWithDatabase('an encrypted assertion at a Reply URL that tenants share', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    const decryptionKeys = localDecryptionKeys(new Map([['current', privateKey]]));
    const clock = { now: () => 0, until: async () => {} };
    const sites = [{ app: boards, origin: boardsOrigin }];
    product = productOver(database().tables, () => facts.now, sites, { decryptionKeys, clock });
  });

  let made = 0;
  const customer = async (more: Partial<Customer['tenant']['connection']> = {}) => {
    made += 1;
    const key = signingKey({ name: `sealed-boards-${made}` });
    const connection = {
      trustedKeys: [asCertificate(key)],
      ...provenBy(asCertificate(key)),
      encryption: { mode: 'optional', certificate } as const,
      ...more,
    };
    return { ...(await customerOf(product, boards.id, { connection })), key };
  };
  type Own = Awaited<ReturnType<typeof customer>>;
  /** The assertion of `author`, which the directory of `around` signs as a whole. */
  const wrapped = (author: Customer, around: Own, choices: SealedChoices) =>
    sealedMessage(author, { sign: 'response', signature: { key: around.key }, ...choices });
  const post = (message: string, cookies: readonly string[] = []) =>
    ask(product.assertionConsumer, {
      url: `${boardsOrigin}/auth/saml/callback`,
      cookies,
      form: formBody(message),
    });

  it.each(['aes256-cbc', 'aes256-gcm'] as const)(
    'shows nothing of it to a customer who signs around the assertion of another one, in %s',
    async (cipher) => {
      const [victim, thief] = [await customer(), await customer()];
      const { issuer } = thief.tenant.connection;
      const begun = await beginAt(product, thief.signOnUrl());
      const stolen = { encryption: { cipher }, parts: { issuer, inResponseTo: `_${'7'.repeat(32)}` } };

      for (const [message, cookies] of [
        [wrapped(victim, thief, { encryption: { cipher }, parts: { issuer } }), []],
        [wrapped(victim, thief, stolen), begun.cookies],
      ] as const) {
        const answer = await post(message, cookies);
        expect(cookiesOf(answer).join()).not.toContain('session');
        expect(log.decision()).toMatchObject({ problem: 'decryption-failed' });
        expect(JSON.stringify(log.lines())).not.toContain(facts.signInName);
      }
    },
  );

  /** A flow cookie as anyone can write it into their own browser: by it a message answers a request of `at`. */
  const forgedCookie = (requestId: string, at: Customer) =>
    `__Host-flow-${requestId}=${Math.floor(facts.now.getTime() / 1000)}.${'A'.repeat(43)}.${at.tenant.id}`;

  it.each(['aes256-cbc', 'aes256-gcm'] as const)(
    'is not meant for a customer whose name a forged cookie has for the request of another, in %s',
    async (cipher) => {
      const victim = await customer();
      const { issuer } = victim.tenant.connection;
      const thief = await customer({ issuer });
      const { requestId, cookies } = await beginAt(product, victim.signOnUrl());
      const forged = [forgedCookie(requestId, thief)];
      const own = cookies.map((cookie) => cookie.replace(/[^.]+$/, thief.tenant.id));
      const parts = { issuer, inResponseTo: requestId };

      for (const held of [forged, own]) {
        await post(wrapped(victim, thief, { encryption: { cipher }, parts }), held);
        expect(log.decision()).toMatchObject({ problem: 'decryption-failed' });
      }
    },
  );

  it('shows nothing of it to a customer who trusts the key of another and forges the cookie of its request', async () => {
    const victim = await customer();
    const { issuer } = victim.tenant.connection;
    const thief = await customer({ issuer });
    await product.deployment.tenants.change(
      boards.id,
      thief.tenant.id,
      { by: 'test', at: facts.now },
      (tenant) => {
        const trustedKeys = [...tenant.connection.trustedKeys, asCertificate(victim.key)];
        return { ...tenant, connection: { ...tenant.connection, trustedKeys } };
      },
    );
    const { requestId, cookies } = await beginAt(product, victim.signOnUrl());
    const nameId = 'someone-else@contoso.example';
    const parts = { issuer, nameId, inResponseTo: requestId };
    const stolen = sealedMessage(victim, { sign: 'assertion', signature: { key: victim.key }, parts });

    const seen = await post(stolen, [forgedCookie(requestId, thief)]);
    expect(log.decision()).toMatchObject({ problem: 'tenant-not-identified' });
    expect(JSON.stringify([seen.body, log.lines()])).not.toContain(nameId);
    await post(stolen, cookies);
    expect(log.decision()).toMatchObject({ problem: 'user-unknown' });
  });

  it.each(['aes256-cbc', 'aes256-gcm'] as const)(
    'signs in the answer to a request that this browser began, in %s',
    async (cipher) => {
      const one = await customer();
      const { requestId, cookies } = await beginAt(product, one.signOnUrl());
      const parts = { inResponseTo: requestId };

      const answer = await post(wrapped(one, one, { encryption: { cipher }, parts }), cookies);
      expect([answer.statusCode, log.decision()]).toMatchObject([303, { event: 'sign-in.accepted' }]);
    },
  );

  it('signs in an unsolicited one that is signed inside and around by a proven key', async () => {
    const one = await customer();
    const answer = await post(sealedMessage(one, { sign: 'both', signature: { key: one.key } }));
    expect([answer.statusCode, log.decision()]).toMatchObject([303, { event: 'sign-in.accepted' }]);
  });

  it('cannot tell the tenant of an unsolicited one whose signature is inside, and uses no private key', async () => {
    const one = await customer();
    await post(sealedMessage(one, { sign: 'assertion', signature: { key: one.key } }));
    expect(log.decision()).toMatchObject({ problem: 'tenant-not-identified' });
  });
});
