import { beforeAll, expect, it } from 'vitest';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { FlowId } from '../../../shared/ids/flow-id.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { parseToken } from '../../../shared/sign-in/grant/token-text.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import {
  answeredAt,
  authorizeUrl,
  beginForClient,
  clientsIn,
  loadBalancerRedirect,
  requestOf,
} from '../../harness/openid-client.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { loadBalancerClient } from '../../openid/clients.ts';

const client = loadBalancerClient();

describeWithDatabase('the code of a sign-in', (database) => {
  const log = useLog();
  let product: Product;
  let acme: Customer;
  beforeAll(async () => {
    const clients = clientsIn(new Map<ClientId, OpenIdClient>([[client.id, client]]));
    product = productOver(database().tables, () => secondsAfter(facts.now, 0), undefined, { clients });
    acme = await customerOf(product, 'timetrack');
    await signInAt(product, acme);
  });

  const url = (more = {}) =>
    authorizeUrl(new URL(acme.at('/')).origin, requestOf(client, loadBalancerRedirect(acme), more));
  const post = (requestId: string, cookies: readonly string[], form = formBody(acme.message(requestId))) =>
    ask(product.assertionConsumer, { url: acme.urls.replyUrl, cookies, form });
  const flowOf = (id: string) => product.deployment.flows.find(acme.tenant.app, acme.tenant.id, id as FlowId);
  const isCode = (location: string) => answeredAt(location)['code'] !== undefined;

  it('is given once: the same answer posted again asks for another code by its session', async () => {
    const { requestId, cookies } = await beginForClient(product, url({ prompt: 'login', max_age: '5' }));
    const form = formBody(acme.message(requestId, { authnInstant: facts.now }));
    const first = await post(requestId, cookies, form);
    expect(isCode(locationOf(first))).toBe(true);

    const second = await post(requestId, cookies, form);
    expect(second.statusCode).toBe(303);
    expect(new URL(locationOf(second)).pathname).toBe('/oauth2/authorize');
    // What the client demanded of the sign-in is met: the person is not asked again.
    const answer = await ask(product.authorize, { url: locationOf(second), cookies: cookiesOf(second) });
    const code = answeredAt(locationOf(answer))['code'] ?? '';
    expect(parseToken(code)?.grant.id).toMatch(/^g/);
    expect(answeredAt(locationOf(answer))['state']).toBe('af0ifjsldkj');
  });

  it('is not stored where the browser removes the mark of its cookie: the client gets one by the session', async () => {
    const { requestId, cookies } = await beginForClient(product, url());
    const unmarked = cookies.map((cookie) => cookie.replace('~code', ''));
    expect(unmarked).not.toEqual(cookies);
    const answer = await post(requestId, unmarked);
    expect(new URL(locationOf(answer)).pathname).toBe('/oauth2/authorize');
    expect(await flowOf(requestId)).not.toHaveProperty('codeHash');
    const there = await ask(product.authorize, { url: locationOf(answer), cookies: cookiesOf(answer) });
    expect(isCode(locationOf(there))).toBe(true);
  });

  it('opens nothing where the browser adds the mark to a sign-in of its own', async () => {
    const { requestId, cookies } = await beginAt(product, acme.signOnUrl({ returnTo: '/reports/7' }));
    const marked = cookies.map((cookie) => `${cookie}~code`);
    const answer = await post(requestId, marked);
    expect(locationOf(answer)).toBe('/reports/7');
    const { app, id: tenant } = acme.tenant;
    const found = await product.deployment.grants.find({ app, tenant, id: requestId as FlowId });
    expect(found).toBeUndefined();
  });

  it('is never one of an unsolicited sign-in', async () => {
    const { cookies } = await beginForClient(product, url());
    const answer = await ask(product.assertionConsumer, {
      url: acme.urls.replyUrl,
      cookies,
      form: formBody(acme.message(undefined)),
    });
    expect([answer.statusCode, locationOf(answer)]).toEqual([
      303,
      acme.tenant.app === 'timetrack' ? '/welcome' : '/',
    ]);
  });

  it('waits for a sign-in that is not refused: the page leads to the same request', async () => {
    const tenant = await customerOf(product, 'timetrack', { user: { active: false } });
    const request = requestOf(client, loadBalancerRedirect(tenant), { nonce: 'n2' });
    const begun = await beginForClient(product, authorizeUrl(new URL(tenant.at('/')).origin, request));
    const answer = await ask(product.assertionConsumer, {
      url: tenant.urls.replyUrl,
      cookies: begun.cookies,
      form: formBody(tenant.message(begun.requestId)),
    });
    expect([answer.statusCode, log.decision()['problem']]).toEqual([403, 'user-not-active']);
    const links = [...(answer.body ?? '').matchAll(/href="([^"]*authorize[^"]*)"/g)].map(([, href = '']) =>
      answeredAt(href.replaceAll('&amp;', '&')),
    );
    expect(links).toContainEqual({ ...request, scope: 'openid profile email', tenant: tenant.tenant.id });
    expect(links).toContainEqual(expect.objectContaining({ nonce: 'n2', prompt: 'select_account' }));
  });

  it('is asked for again where eight newer tabs dropped the cookie', async () => {
    const first = await beginForClient(product, url({ nonce: 'first' }));
    let jar = [...first.cookies];
    for (let tab = 0; tab < 8; tab += 1) {
      const next = await ask(product.authorize, { url: url(), cookies: jar });
      const cleared = (next.cookies ?? [])
        .filter((cookie) => /Max-Age=0/.test(cookie))
        .map((cookie) => cookie.split('=')[0]);
      jar = [...jar.filter((cookie) => !cleared.includes(cookie.split('=')[0])), ...cookiesOf(next)];
    }
    const answer = await post(first.requestId, jar);
    expect(log.decision()['problem']).toBe('flow-dropped');
    const [, href = ''] = /href="([^"]*authorize[^"]*)"/.exec(answer.body ?? '') ?? [];
    expect(answeredAt(href.replaceAll('&amp;', '&'))).toMatchObject({ nonce: 'first', client_id: client.id });
  });

  it('fits into the headers of the answer with the longest state', async () => {
    for (const state of ['s'.repeat(4_096), '%'.repeat(1_706)]) {
      const begun = await beginForClient(product, url({ state }));
      const answer = await post(begun.requestId, begun.cookies);
      expect(answeredAt(locationOf(answer))).toMatchObject({ state });
    }
  });
});
