import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { type Answered, ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  answeredAt,
  authorizeUrl,
  beginForClient,
  clientsIn,
  loadBalancerRedirect,
  requestOf,
  type SentRequest,
} from '../../harness/openid-client.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { clientId, loadBalancerClient } from '../../openid/clients.ts';

const issuer = 'https://login.timetrackenterprise.com';
const client = loadBalancerClient();
const ofReviews = loadBalancerClient({
  id: clientId('client_BBBBBBBBBBBBBBBBBBBBBB'),
  app: 'trakstar',
  redirectUris: ['https://{tenant}.timetrackenterprise.com/oauth2/idpresponse'],
});
const clients = new Map<ClientId, OpenIdClient>();
const log = useLog();
let product: Product;
let acme: Customer;
let victim: readonly string[];

beforeAll(async () => {
  for (const each of [client, ofReviews]) clients.set(each.id, each);
  product = productOver(memoryTables().tables, () => facts.now, undefined, { clients: clientsIn(clients) });
  acme = await customerOf(product, 'timetrack');
  victim = (await signInAt(product, acme)).cookies;
});

const urlOf = (more: SentRequest = {}, at = new URL(acme.at('/')).origin) =>
  authorizeUrl(at, requestOf(client, loadBalancerRedirect(acme), more));
const control = async () =>
  expect(
    answeredAt(locationOf(await ask(product.authorize, { url: urlOf(), cookies: victim }))),
  ).toHaveProperty('code');
const errorOf = ({ headers }: Answered) => answeredAt(String(headers?.['location'] ?? 'x:'))['error'];
const many = (length: number, character = 'x') => character.repeat(length);

describe('a code is never given', () => {
  it.each<[string, SentRequest, string]>([
    ['a token in the fragment', { response_type: 'token' }, 'unsupported_response_type'],
    ['an ID token in the fragment', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['hybrid', { response_type: 'code token' }, 'unsupported_response_type'],
    ['nothing', { response_type: 'none' }, 'unsupported_response_type'],
    ['a code in the fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['a form post', { response_mode: 'form_post' }, 'invalid_request'],
    ['a web message', { response_mode: 'web_message' }, 'invalid_request'],
    ['an unsigned request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }, 'request_not_supported'],
    [
      'a request object of another host',
      { request_uri: 'http://169.254.169.254/' },
      'request_uri_not_supported',
    ],
    [
      'registration in the request',
      { registration: '{"redirect_uris":["https://evil.example"]}' },
      'registration_not_supported',
    ],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['PKCE without its method', { code_challenge_method: '' }, 'invalid_request'],
    ['an empty challenge', { code_challenge: '' }, 'invalid_request'],
    ['a challenge of one character', { code_challenge: 'x' }, 'invalid_request'],
    ['none beside login', { prompt: 'none login' }, 'invalid_request'],
    ['none beside consent', { prompt: 'consent none' }, 'invalid_request'],
    ['an unknown prompt', { prompt: 'NONE' }, 'invalid_request'],
    ['a max_age that wraps', { max_age: '4294967296000' }, 'invalid_request'],
    ['a negative max_age', { max_age: '-1' }, 'invalid_request'],
    ['a scope without openid', { scope: 'profile' }, 'invalid_scope'],
    ['another issuer', { iss: 'https://evil.example' }, 'invalid_request'],
    ['the issuer of another app', { iss: 'https://perform.trakstar.com' }, 'invalid_request'],
    ['another tenant', { tenant: 'globex' }, 'invalid_request'],
    ['a traversal as tenant', { tenant: '../acme' }, 'invalid_request'],
    ['state with a header', { state: 'x\r\nSet-Cookie: a=b' }, 'invalid_request'],
    ['state with a line separator', { state: 'x\u2028y' }, 'invalid_request'],
    ['state of 4,097 characters', { state: many(4_097) }, 'invalid_request'],
    ['nonce with a NUL', { nonce: 'x\0' }, 'invalid_request'],
    ['nonce of 1,025 characters', { nonce: many(1_025) }, 'invalid_request'],
  ])('for %s', async (_, more, error) => {
    const answer = await ask(product.authorize, { url: urlOf(more), cookies: victim });
    expect([answer.statusCode, errorOf(answer), answer.cookies]).toEqual([303, error, []]);
    expect(answeredAt(locationOf(answer))).not.toHaveProperty('code');
    await control();
  });

  it.each([
    'client_id',
    'response_type',
    'scope',
    'state',
    'nonce',
    'code_challenge',
    'prompt',
    'tenant',
    'iss',
  ])('where %s occurs twice', async (name) => {
    const sent = { ...requestOf(client, loadBalancerRedirect(acme)), prompt: 'none' };
    const url = `${urlOf({ prompt: 'none' })}&${name}=x&${name}=${encodeURIComponent(sent[name as keyof typeof sent] ?? '')}`;
    const answer = await ask(product.authorize, { url, cookies: victim });
    expect(answer.headers?.['location'] ?? '').not.toContain('code=');
    await control();
  });

  it.each<[string, () => string]>([
    ['4,000 parameters', () => `${urlOf()}&${many(4_000, 'a=b&')}`],
    ['a value of 200 kB', () => urlOf({ login_hint: many(200_000) })],
    ['a client_id of 100 kB', () => urlOf({ client_id: many(100_000) })],
    ['a redirect URI of 100 kB', () => urlOf({ redirect_uri: `https://evil.example/${many(100_000)}` })],
    ['100 kB of prompts', () => urlOf({ prompt: many(20_000, 'none ') })],
    ['half an escape', () => `${urlOf()}&x=%f`],
  ])('for %s, and the answer is small', async (_, url) => {
    const startedAt = performance.now();
    const answer = await ask(product.authorize, { url: url(), cookies: [] });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(JSON.stringify(answer.headers).length).toBeLessThan(8_192);
    expect(answer.headers?.['location'] ?? '').not.toContain('code=');
  });
});

describe('a client', () => {
  it('of another app gets nothing at this app’s hosts, whatever it registered', async () => {
    for (const at of [issuer, new URL(acme.at('/')).origin]) {
      const url = authorizeUrl(at, requestOf(ofReviews, loadBalancerRedirect(acme)));
      const answer = await ask(product.authorize, { url, cookies: victim });
      expect([answer.statusCode, locationOf(answer)]).toEqual([400, '']);
      expect(log.decision()['problem']).toBe('openid-client-unknown');
    }
    await control();
  });

  it.each([
    '',
    'client',
    '../client_A',
    'client_AAAAAAAAAAAAAAAAAAAAAA ',
    'CLIENT_AAAAAAAAAAAAAAAAAAAAAA',
    '__proto__',
  ])('is not known by %j', async (client_id) => {
    const answer = await ask(product.authorize, { url: urlOf({ client_id }), cookies: victim });
    expect([answer.statusCode, locationOf(answer)]).toEqual([400, '']);
  });

  it('that was removed gets nothing: neither a code nor a sign-in', async () => {
    const removed = loadBalancerClient({ id: clientId('client_CCCCCCCCCCCCCCCCCCCCCC') });
    clients.set(removed.id, removed);
    const url = authorizeUrl(new URL(acme.at('/')).origin, requestOf(removed, loadBalancerRedirect(acme)));
    expect((await ask(product.authorize, { url, cookies: victim })).statusCode).toBe(303);
    clients.delete(removed.id);
    for (const cookies of [victim, []]) {
      const answer = await ask(product.authorize, { url, cookies });
      expect([answer.statusCode, locationOf(answer), answer.cookies]).toEqual([400, '', []]);
    }
  });
});

describe('login cross-site request forgery', () => {
  /** The attacker begins in their own browser, and lets the victim's browser post the answer. */
  const attackersAnswer = async () => {
    const begun = await beginForClient(product, urlOf());
    return { begun, form: formBody(acme.message(begun.requestId)) };
  };
  const postAs = (cookies: readonly string[], form: string) =>
    ask(product.assertionConsumer, { url: acme.urls.replyUrl, cookies, form });

  it('by an answer to a request of another browser makes neither a session nor a code', async () => {
    const { begun, form } = await attackersAnswer();
    const attacked = await postAs([], form);
    expect([attacked.statusCode, locationOf(attacked), log.decision()['problem']]).toEqual([
      403,
      '',
      'flow-other-browser',
    ]);
    expect(answeredAt(locationOf(await postAs(begun.cookies, form)))).toHaveProperty('code');
  });

  it('by another flow cookie of the victim makes neither', async () => {
    const { form } = await attackersAnswer();
    const own = await beginAt(product, acme.signOnUrl());
    const attacked = await postAs(own.cookies, form);
    expect([attacked.statusCode, locationOf(attacked)]).toEqual([403, '']);
  });

  it('by an unsolicited answer never brings a code, though a client waits for one', async () => {
    const begun = await beginForClient(product, urlOf());
    const answer = await postAs(begun.cookies, formBody(acme.message(undefined)));
    expect(locationOf(answer)).not.toContain('code=');
    const own = await postAs(begun.cookies, formBody(acme.message(begun.requestId)));
    expect(answeredAt(locationOf(own))).toHaveProperty('code');
  });

  it('by the state of another request changes nothing: the flow keeps its own', async () => {
    const begun = await beginForClient(product, urlOf({ state: 'genuine' }));
    const answer = await ask(product.assertionConsumer, {
      url: `${acme.urls.replyUrl}?state=evil&redirect_uri=https://evil.example/`,
      cookies: begun.cookies,
      form: `${formBody(acme.message(begun.requestId))}&state=evil`,
    });
    const { state } = answeredAt(locationOf(answer));
    expect(state).toBe('genuine');
    expect(locationOf(answer).startsWith(loadBalancerRedirect(acme))).toBe(true);
  });
});

describe('prompt=none', () => {
  const silent = (cookies: readonly string[], headers = {}) =>
    ask(product.authorize, { url: urlOf({ prompt: 'none' }), cookies, headers });

  it('never begins a sign-in, and sets no cookie', async () => {
    const answer = await silent([]);
    expect([errorOf(answer), answer.cookies]).toEqual(['login_required', []]);
    expect(answeredAt(locationOf(await silent(victim)))).toHaveProperty('code');
  });

  it('tells nothing of a session that is another tenant’s, ended or invented', async () => {
    const globex = await customerOf(product, 'timetrack');
    const { cookies: theirs } = await signInAt(product, globex);
    const { cookies: ended } = await signInAt(product, acme);
    await ask(product.signOut, { method: 'POST', url: acme.at('/sign-out'), cookies: ended });
    const invented = victim.map((cookie) => cookie.replace(/[^.]{43}$/, `${'A'.repeat(43)}`));
    const answers = await Promise.all([theirs, ended, invented, []].map((cookies) => silent(cookies)));
    const [first] = answers;
    for (const answer of answers) {
      expect([answer.statusCode, locationOf(answer)]).toEqual([
        303,
        locationOf(first ?? expect.unreachable()),
      ]);
    }
  });

  it('of an image or a script gets no code', async () => {
    const headers = { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors' };
    expect(errorOf(await silent(victim, headers))).toBe('login_required');
    expect(locationOf(await silent(victim, headers))).not.toContain('code=');
  });
});

describe('mix-up', () => {
  it('is told by iss in every answer, with the issuer that the client asked', async () => {
    const answers = [
      await ask(product.authorize, { url: urlOf(), cookies: victim }),
      await ask(product.authorize, { url: urlOf({ prompt: 'none' }) }),
      await ask(product.authorize, { url: urlOf({ response_type: 'token' }, issuer) }),
      await ask(product.authorize, { url: urlOf({ iss: 'https://evil.example' }) }),
    ];
    for (const answer of answers) expect(answeredAt(locationOf(answer))['iss']).toBe(issuer);
  });

  it('never takes the issuer from a header', async () => {
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
    };
    const answer = await ask(product.authorize, { url: urlOf(), cookies: victim, headers });
    expect(answeredAt(locationOf(answer))['iss']).toBe(issuer);
    const hop = await ask(product.authorize, { url: urlOf({}, issuer), headers });
    expect(new URL(locationOf(hop)).origin).toBe(new URL(acme.at('/')).origin);
  });
});

it('answers of the endpoint are never stored, and send no referrer', async () => {
  const answers = [
    await ask(product.authorize, { url: urlOf(), cookies: victim }),
    await ask(product.authorize, { url: urlOf({}, issuer) }),
    await ask(product.authorize, { url: urlOf({ client_id: '' }) }),
    (await beginForClient(product, urlOf())).answer,
  ];
  for (const { headers } of answers) {
    expect([headers?.['cache-control'], headers?.['referrer-policy']]).toEqual(['no-store', 'no-referrer']);
  }
  expect(cookiesOf(answers[0] ?? expect.unreachable())).toEqual([]);
});
