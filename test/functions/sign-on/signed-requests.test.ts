import { verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { localSigningKeys } from '../../../shared/keys/local-keys.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { productOver } from '../../harness/product.ts';

const current = signingKey({ name: 'requests' });
const next = signingKey({ name: 'next requests' });
const signingKeys = localSigningKeys(
  new Map([
    ['next', next.privateKey],
    ['current', current.privateKey],
  ]),
);
const requestSigning = { keyId: 'current', certificate: current.certificate };

describeWithDatabase('AuthnRequests of a tenant', (database) => {
  const log = useLog();
  const productWith = (keys: typeof signingKeys | undefined = signingKeys) =>
    productOver(database().tables, () => facts.now, undefined, { signingKeys: keys });

  /** Whether the query of a redirect carries a signature of `key` over the octets that are sent. */
  const isSignedBy = (key: typeof current, location: string) => {
    const [signed = '', signature = ''] = new URL(location).search.slice(1).split('&Signature=');
    return verify(
      'sha256',
      Buffer.from(signed),
      key.publicKey,
      Buffer.from(decodeURIComponent(signature), 'base64'),
    );
  };

  it('are signed with the key that the tenant names, be there a newer one', async () => {
    const product = productWith();
    const { urls } = await customerOf(product, 'timetrack', { connection: { requestSigning } });

    const answer = await ask(product.signOn, { url: urls.signOnUrl });

    expect(answer.statusCode).toBe(303);
    expect(isSignedBy(current, locationOf(answer))).toBe(true);
    expect(isSignedBy(next, locationOf(answer))).toBe(false);
  });

  it('cost one read and one write, signed or not', async () => {
    const product = productWith();
    for (const connection of [{}, { requestSigning }]) {
      const { urls } = await customerOf(product, 'timetrack', { connection });
      const requests = await database().requestsOf(() => ask(product.signOn, { url: urls.signOnUrl }));
      expect(requests).toEqual(['GetItemCommand', 'PutItemCommand']);
    }
  });

  it('are not signed where nobody asked for it', async () => {
    const product = productWith();
    const { urls } = await customerOf(product, 'timetrack');

    expect(locationOf(await ask(product.signOn, { url: urls.signOnUrl }))).not.toContain('Sig');
  });

  describe.each([
    ['a key that the function does not have', localSigningKeys(new Map([['next', next.privateKey]]))],
    ['a key where the function has none', undefined],
    [
      'a key that cannot be reached',
      { ids: ['current'], sign: () => Promise.reject(new Error('KMS is away')) } as typeof signingKeys,
    ],
  ])('signed with %s', (_, keys) => {
    it('are not sent without a signature instead, and nothing has begun', async () => {
      const product = productOver(database().tables, () => facts.now, undefined, { signingKeys: keys });
      const { urls } = await customerOf(product, 'timetrack', { connection: { requestSigning } });

      let answer = {};
      const requests = await database().requestsOf(async () => {
        answer = await ask(product.signOn, { url: urls.signOnUrl });
      });

      expect(answer).toMatchObject({ statusCode: 500 });
      expect(cookiesOf(answer)).toEqual([]);
      expect(requests).toEqual(['GetItemCommand']);
      expect(log.decision()).toMatchObject({ problem: 'internal' });
    });
  });

  it('are announced by the metadata, with what verifies them and what to encrypt for', async () => {
    const product = productWith();
    const encryption = {
      mode: 'optional',
      certificate: signingKey({ name: 'decryption' }).certificate,
    } as const;
    const { urls } = await customerOf(product, 'trakstar', { connection: { requestSigning, encryption } });

    const { body } = await ask(product.metadata, { url: urls.metadataUrl });

    expect(body).toContain('AuthnRequestsSigned="true"');
    expect(body).toMatch(new RegExp(`use="signing".*${escaped(current.certificate)}.*use="encryption"`, 's'));
    expect(body).toContain(encryption.certificate);
  });
});

function escaped(text: string): string {
  return text.replace(/[+/]/g, '\\$&');
}
