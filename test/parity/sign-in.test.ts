import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExampleStage } from '../../infra/documents/example-stages.ts';
import type { AppId } from '../../shared/ids/app-id.ts';
import { signingKey } from '../fixtures/keys.ts';
import { formBody } from '../fixtures/post.ts';
import { sealedMessage } from '../functions/assertion-consumer/sealed-message.ts';
import { type Asked, ask, cookiesOf, locationOf } from '../harness/ask.ts';
import { type Customer, type CustomerChoices, customerOf } from '../harness/customer.ts';
import { type RunningStage, runStage } from './running-stage.ts';

/** The bundles judge by the machine's clock. */
const issuedAt = () => new Date();
const { certificate } = signingKey({ name: 'decryption' });

const stages = ['plain', 'full'] as const satisfies readonly ExampleStage[];

describe.each(stages)('the stage %s as it is synthesized', (name) => {
  let stage: RunningStage;
  beforeAll(async () => {
    stage = await runStage(name);
  });
  afterAll(() => stage.stop());

  const request = (asked: Asked) => ask(stage.gateway, asked);

  /** A customer who uses everything that the stage has switched on. */
  const customerIn = (app: AppId, choices: CustomerChoices = {}) => {
    const [signing] = stage.keysFor('requestSigning');
    const requestSigning = signing && { keyId: signing[0], certificate };
    return customerOf(stage, app, {
      ...choices,
      connection: { ...(requestSigning && { requestSigning }), ...choices.connection },
    });
  };

  const begin = async (customer: Customer) => {
    const answer = await request({ url: customer.signOnUrl({ returnTo: '/reports/7' }) });
    const sent = new URL(locationOf(answer));
    return { answer, sent, requestId: sent.searchParams.get('RelayState') ?? '', cookies: cookiesOf(answer) };
  };

  /** Whose session a browser has: the answer of `GET /session`. */
  const sessionOf = async (customer: Customer, cookies: readonly string[]) => {
    const { statusCode, body } = await request({ url: customer.at('/session'), cookies });
    return [statusCode, JSON.parse(body ?? '')];
  };

  const expectOpenAndShut = async (customer: Customer, cookies: readonly string[]) => {
    const { app, id: tenant } = customer.tenant;
    const user = { id: customer.user.id, signInName: customer.user.signInName };
    expect(await sessionOf(customer, cookies)).toEqual([
      200,
      expect.objectContaining({ app, tenant, user: expect.objectContaining(user) }),
    ]);
    const url = customer.at('/sign-out');
    expect((await request({ method: 'POST', url, cookies })).statusCode).toBe(200);
    expect(await sessionOf(customer, cookies)).toEqual([401, { error: 'not-signed-in' }]);
  };

  it.each<AppId>(['timetrack', 'trakstar'])(
    'signs a person of %s in, shows and ends the session',
    async (app) => {
      const customer = await customerIn(app);
      const { answer, sent, requestId, cookies } = await begin(customer);
      expect([answer.statusCode, sent.origin + sent.pathname]).toEqual([
        303,
        customer.tenant.connection.loginUrl,
      ]);

      const form = formBody(customer.message(requestId, { issuedAt: issuedAt() }));
      const signedIn = await request({ url: customer.urls.replyUrl, cookies, form });

      expect([signedIn.statusCode, locationOf(signedIn)]).toEqual([303, '/reports/7']);
      await expectOpenAndShut(customer, cookiesOf(signedIn));
    },
  );

  it('signs a person of timetrack in from the directory, at the item of the Relay State', async () => {
    const customer = await customerIn('timetrack');
    const form = formBody(customer.message(undefined, { issuedAt: issuedAt() }), '42');

    const signedIn = await request({ url: customer.urls.replyUrl, form });

    expect(signedIn.statusCode).toBe(303);
    expect(locationOf(signedIn)).toMatch(/\/items\/42(?:\?tenant=|$)/);
    await expectOpenAndShut(customer, cookiesOf(signedIn));
    expect((await request({ url: customer.urls.replyUrl, form })).statusCode).not.toBe(303);
  });

  it('answers at every route, and what no route takes by the page of an unknown address', async () => {
    const customer = await customerIn('timetrack');

    expect((await request({ url: customer.at('/healthz') })).statusCode).toBe(200);
    expect((await request({ url: customer.urls.metadataUrl })).body).toContain(customer.urls.identifier);
    // Where the apps share a host, who is in none is asked which one it shall be.
    const welcome = name === 'plain' ? 200 : 303;
    expect((await request({ url: customer.at('/welcome') })).statusCode).toBe(welcome);
    expect((await request({ url: customer.at('/nothing/here') })).statusCode).toBe(404);
    expect((await request({ method: 'DELETE', url: customer.at('/session') })).statusCode).toBe(405);
  });

  it('starts every function of its templates, whatever calls it', async () => {
    expect(stage.functions.map((each) => each.name)).toContain('assertion-consumer');
    for (const each of stage.functions) {
      expect((await stage.processOf(each.name)).started.initMilliseconds, each.name).toBeGreaterThan(0);
    }
  });

  it('asked AWS for nothing that the roles of its functions do not grant', () => {
    expect(stage.refusals).toEqual([]);
  });

  it('answers at its own hosts alone', async () => {
    const own = new URL(stage.api.endpoint).hostname;

    expect(stage.api.answersAt(own)).toBe(name === 'plain');
    expect(stage.api.answersAt('acme.timetrackenterprise.com')).toBe(name === 'full');
    expect(stage.api.answersAt('a.b.timetrackenterprise.com')).toBe(false);
    expect((await request({ url: 'https://perform.example.com/healthz' })).statusCode).toBe(404);
  });

  if (name !== 'full') return;

  it('has KMS sign the request', async () => {
    const { sent } = await begin(await customerIn('trakstar'));
    const [signed = '', signature = ''] = sent.search.slice(1).split('&Signature=');
    const [[, key] = expect.unreachable()] = stage.keysFor('requestSigning');
    const octets = Buffer.from(decodeURIComponent(signature), 'base64');

    expect(verify('sha256', Buffer.from(signed), createPublicKey(key), octets)).toBe(true);
  });

  it('has KMS open an encrypted assertion, by the key of now and by the one before', async () => {
    const keys = stage.keysFor('decryption');
    expect(keys).toHaveLength(2);
    for (const [, key] of keys) {
      const encryption = { mode: 'required', certificate } as const;
      const customer = await customerIn('timetrack', { connection: { encryption } });
      const sealed = sealedMessage(customer, {
        parts: { issuedAt: issuedAt() },
        encryption: { publicKey: createPublicKey(key) },
      });
      const signedIn = await request({ url: customer.urls.replyUrl, form: formBody(sealed) });
      await expectOpenAndShut(customer, cookiesOf(signedIn));
    }
  });

  it('knows nobody who goes around the edge, at any function', async () => {
    const customer = await customerIn('timetrack');
    for (const path of ['/', '/session', '/healthz', '/welcome', '/sign-out']) {
      const { statusCode } = await ask(stage.gatewayItself, { url: customer.at(path) });
      expect([path, statusCode]).toEqual([path, 404]);
    }
  });
});
