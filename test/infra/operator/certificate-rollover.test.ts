import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../../fixtures/keys.ts';
import { keyDescriptor, metadataDocument } from '../../fixtures/metadata/entra-document.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask } from '../../harness/ask.ts';
import { latchkey, useLocalTables } from '../../harness/command.ts';
import { beginAt, customerOf } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const dayInSeconds = 86_400;
const expiry = secondsAfter(facts.now, 30 * dayInSeconds);
const old = signingKey({ notAfter: expiry });
const next = signingKey({ name: 'next' });
const local = useLocalTables();
useLog();

let server: Server;
let port = '';
let served: Uint8Array = metadataDocument();

beforeAll(async () => {
  server = createServer((_, response) => response.end(served));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = String(typeof address === 'object' ? address?.port : '');
});
afterAll(() => void server.close());

/** What a directory's administrator hands over at first: a thumbprint, or a certificate. */
const input = { timetrack: 'thumbprint', trakstar: 'certificate' } as const;

it.each(keysOf(input))(
  'signs people in to %s at every moment from the first key over the metadata URL to the next key',
  async (app) => {
    const product = productOver(local.tables(), () => now);
    let now = facts.now;
    const { tenant, ...customer } = await customerOf(product, app, {
      connection: {
        trustedKeys: [
          input[app] === 'thumbprint'
            ? { kind: 'thumbprint', algorithm: 'sha1', thumbprint: old.sha1Thumbprint }
            : { kind: 'certificate', certificate: old.certificate },
        ],
      },
    });
    const signIn = (key: SigningKey) => signInAt(product, customer, key, now);
    const operator = async (verb: string, ...more: string[]) => {
      const environment = { ...local.environment(), PORT: port };
      const words = ['tenant', ...verb.split(' '), app, tenant.id, ...more, '--local', '--json'];
      return JSON.parse((await latchkey(words, { environment, now })).stdout);
    };
    const states = async () =>
      (await operator('key list')).keys.map(({ state, notAfter = '' }: Record<string, string>) => [
        state,
        notAfter,
      ]);

    expect(await signIn(old)).toBe(303);
    expect(await states()).toEqual([['primary', expiry.toISOString()]]);

    const entityId = tenant.connection.issuer;
    const keys = (...all: SigningKey[]) => all.map(({ certificate }) => keyDescriptor(certificate)).join('');
    served = metadataDocument({ entityId, keys: keys(old, next) });
    const url = `http://entra.localhost:${port}/federationmetadata.xml?appid=2f8d6b1c-4e7a-4c35-9b08-a1d3e5f70911`;
    await operator('metadata set', url);
    expect((await states()).map(([state]: string[]) => state)).toEqual(['primary', 'secondary']);
    expect(await signIn(old)).toBe(303);

    // The administrator makes the next certificate active; a warm function still remembers the tenant as it was.
    expect(await signIn(next)).toBe(303);
    await operator('key promote', next.sha1Thumbprint);
    now = secondsAfter(expiry, 1);
    expect(await signIn(next)).toBe(303);
    expect(await signIn(old)).toBe(403);
    await operator('key retire', old.sha1Thumbprint);
    expect(await signIn(next)).toBe(303);
    expect((await states()).map(([state]: string[]) => state)).toEqual(['primary', 'retired']);
  },
);

async function signInAt(
  product: Product,
  { message, signOnUrl, urls }: Omit<Awaited<ReturnType<typeof customerOf>>, 'tenant'>,
  key: SigningKey,
  now: Date,
): Promise<number | undefined> {
  const begun = await beginAt(product, signOnUrl());
  const form = formBody(message(begun.requestId, { issuedAt: now }, { key }));
  const answer = await ask(product.assertionConsumer, { url: urls.replyUrl, form, cookies: begun.cookies });
  return answer.statusCode;
}
