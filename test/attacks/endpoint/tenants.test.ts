import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import type { Asked } from '../../harness/ask.ts';
import { beginAt, signInAt } from '../../harness/customer.ts';
import { newTenantId } from '../../harness/samples.ts';
import { genuineAnswer, type Refused, refusesAtTheReplyUrl, type Scene } from './refusal.ts';

/** acme's Reply URL with another name in the place of the tenant's; `#` cannot stand in a host. */
const named = (name: string, { acme }: Scene): string => acme.urls.replyUrl.replace(acme.tenant.id, name);
const at = (url: string, scene: Scene): Asked => ({ ...genuineAnswer(scene), url });

/** Names that no tenant has: none of them is ever looked for. */
const badNames: readonly Refused[] = [
  ['no namespace', (url: string) => url.replace(/\?.*/, '')],
  ['an empty namespace', (url: string) => url.replace(/=.*/, '=')],
  ['two namespaces', (url: string) => `${url}&namespace=globex`],
  ['the same namespace twice', (url: string) => `${url}&${url.split('?')[1]}`],
  ['a namespace that climbs', (url: string) => url.replace(/=.*/, '=..%2F..%2Fglobex')],
  ['a namespace with NUL', (url: string) => `${url}%00`],
  ['a namespace with a line break', (url: string) => `${url}%0d%0a`],
  ['a namespace of 10 kB', (url: string) => url.replace(/=.*/, `=${'a'.repeat(10_000)}`)],
  ['the namespace __proto__', (url: string) => url.replace(/=.*/, '=__proto__')],
  ['the namespace constructor, which nobody has', (url: string) => url.replace(/=.*/, '=constructor')],
  ['a key of the store for a namespace', (url: string) => `${url}%23refusals`],
  ['the name of the ring of nobody', (url: string) => url.replace(/=.*/, '=-')],
].map(
  ([name, change]): Refused => ({
    name: String(name),
    apps: ['trakstar'],
    attack: (scene) => at((change as (url: string) => string)(scene.acme.urls.replyUrl), scene),
    code: 'tenant-not-found',
  }),
);

/** Hosts that are no tenant's. */
const badHosts: readonly Refused[] = [
  ['a host of two tenants', 'acme.globex'],
  ['a host that begins with a hyphen', '-acme'],
  ['a host that nobody has', 'nobody-at-all'],
  ['a host with an underscore', 'a_b'],
  ['a host of 64 characters', 'a'.repeat(64)],
].map(
  ([name = '', host = '']): Refused => ({
    name,
    apps: ['timetrack'],
    attack: (scene) => at(named(host, scene), scene),
    code: 'tenant-not-found',
  }),
);

refusesAtTheReplyUrl('a tenant of the address', [
  ...badNames,
  ...badHosts,
  {
    // The directory signed it, and its page says which Reply URL is right.
    name: 'an upper-case namespace',
    apps: ['trakstar'],
    attack: (scene) =>
      at(
        scene.acme.urls.replyUrl.replace(/=(.*)/, (_, name: string) => `=${name.toUpperCase()}`),
        scene,
      ),
    code: 'reply-url-mistaken',
  },
  {
    name: 'a genuine answer at a tenant that does not exist',
    attack: (scene) => at(named(newTenantId(), scene), scene),
    code: 'tenant-not-found',
  },
  {
    name: 'the path of the other app',
    attack: (scene) => {
      const { origin } = new URL(scene.acme.urls.replyUrl);
      const path =
        scene.app === 'timetrack' ? '/auth/saml/callback?namespace=acme' : '/api/v2/azure/callback';
      return at(`${origin}${path}`, scene);
    },
    code: 'tenant-not-found',
  },
]);

refusesAtTheReplyUrl('a message of another tenant', [
  {
    name: 'a genuine answer to globex, whose issuer is another',
    attack: async (scene) => {
      const { requestId, cookies } = await beginAt(scene.product, scene.globex.signOnUrl());
      return {
        url: scene.acme.urls.replyUrl,
        cookies: [...scene.begun.cookies, ...cookies],
        form: formBody(scene.globex.message(requestId)),
      };
    },
    code: 'issuer-mismatch',
  },
  {
    name: "an answer to globex's request",
    attack: async ({ acme, globex, begun, product }) => {
      const { requestId, cookies } = await beginAt(product, globex.signOnUrl());
      return {
        url: acme.urls.replyUrl,
        cookies: [...begun.cookies, ...cookies],
        form: formBody(acme.message(requestId)),
      };
    },
    code: 'flow-unknown',
  },
  {
    name: "acme's user as globex's directory signs it",
    attack: ({ acme, globex, begun }) => ({
      url: acme.urls.replyUrl,
      cookies: begun.cookies,
      form: formBody(acme.message(begun.requestId, { issuer: globex.tenant.connection.issuer })),
    }),
    code: 'issuer-mismatch',
  },
  {
    name: "acme's user as the key of another directory signs it",
    attack: ({ acme, begun }) => ({
      url: acme.urls.replyUrl,
      cookies: begun.cookies,
      form: formBody(acme.message(begun.requestId, {}, { key: signingKey({ name: 'elsewhere' }) })),
    }),
    code: 'key-unknown',
  },
  ...[
    ['without its last slash', (issuer: string) => issuer.slice(0, -1)],
    ['in upper case', (issuer: string) => issuer.toUpperCase()],
    ['with a slash more', (issuer: string) => `${issuer}/`],
  ].map(
    ([name, change]): Refused => ({
      name: `the issuer ${String(name)}`,
      attack: ({ acme, begun }) => ({
        url: acme.urls.replyUrl,
        cookies: begun.cookies,
        form: formBody(
          acme.message(begun.requestId, {
            issuer: (change as (issuer: string) => string)(acme.tenant.connection.issuer),
          }),
        ),
      }),
      code: 'issuer-mismatch',
    }),
  ),
  {
    name: 'an answer to somebody who is signed in at globex and has begun nothing here',
    attack: async ({ acme, globex, begun, product }) => ({
      url: acme.urls.replyUrl,
      cookies: (await signInAt(product, globex)).cookies,
      form: formBody(acme.message(begun.requestId)),
    }),
    code: 'flow-other-browser',
  },
]);
