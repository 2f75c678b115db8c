import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { sendToVersions } from '../../../functions/check-release/endpoint.ts';
import { lambdaContext } from '../../../infra/local/lambda-context.ts';
import type { LambdaHandler } from '../../../shared/endpoint/endpoint.ts';
import { checkTenantId } from '../../../shared/ids/check-tenant-id.ts';
import { checkEveryApp } from '../../../shared/sign-in-check/check-every-app.ts';
import type { CheckAnswer, CheckedFunction, SendCheck } from '../../../shared/sign-in-check/check-sign-in.ts';
import type { CheckKey } from '../../../shared/sign-in-check/check-tenant.ts';
import { writeCheckResponse } from '../../../shared/sign-in-check/signed-response.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { refreshSlots, tenantsOfSlot } from '../../../shared/tenants/store/refresh-slot.ts';
import { apps, gallery } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask } from '../../harness/ask.ts';
import { beginAt, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

function newKey(): CheckKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const id = 'check-key';
  return {
    id,
    publicKeys: {
      publicKeyOf: async () => createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    },
    signingKeys: { ids: [id], sign: async (_, octets) => sign('sha256', octets, privateKey) },
  };
}

const versions = {
  'sign-on': 'sign-on',
  'assertion-consumer': 'assertion-consumer',
  session: 'session',
  'sign-out': 'sign-out',
} as const satisfies Readonly<Record<CheckedFunction, string>>;

/** Invokes the functions of a product as Lambda would. */
function sendTo(product: Product): SendCheck {
  const handlers: Readonly<Record<CheckedFunction, LambdaHandler>> = {
    'sign-on': product.signOn,
    'assertion-consumer': product.assertionConsumer,
    session: product.session,
    'sign-out': product.signOut,
  };
  return sendToVersions(
    versions,
    (name, event) => handlers[name as CheckedFunction](event, lambdaContext()),
    undefined,
  );
}

describeWithDatabase('a stage that signs in to itself', (database) => {
  const log = useLog();
  const key = newKey();
  let product: Product;
  const check = (changed: Partial<Parameters<typeof checkEveryApp>[0]> = {}) =>
    checkEveryApp({
      sites: product.deployment.sites,
      tenants: database().tables.tenants,
      key,
      send: sendTo(product),
      clock: () => facts.now,
      ...changed,
    });

  beforeEach(() => {
    product = productOver(database().tables);
  });

  it('is signed in where the application requires claims', async () => {
    const own = { attributes: [{ name: 'id', namespace: 'https://acme.example' }], required: true };
    const sites = product.deployment.sites.map((site) => ({
      ...site,
      app: { ...site.app, claims: { email: { required: true }, groups: { required: true }, own } },
    }));
    const asking = productOver(database().tables, undefined, sites);
    await check({ sites, send: sendTo(asking) });
    expect(log.decision()).toMatchObject({ event: 'sign-in.accepted' });
  });

  it('is signed in at every app, and out again', async () => {
    const asked: [string, number][] = [];
    const send: SendCheck = async (request) => {
      const answer = await sendTo(product)(request);
      asked.push([request.function, answer.status]);
      return answer;
    };
    await check({ send });

    const once = [
      ['sign-on', 303],
      ['assertion-consumer', 303],
      ['session', 200],
      ['sign-out', 200],
      ['session', 401],
    ];
    expect(asked).toEqual(product.deployment.sites.flatMap(() => once));
  });

  it('does it again without a write to the tenants', async () => {
    await check();
    const requests = await database().requestsOf(() => check());

    // Of each app: two reads of the check itself, the flow’s life, and no write of a tenant or a user.
    expect(requests.filter((name) => name === 'PutItemCommand')).toHaveLength(
      product.deployment.sites.length,
    );
  });

  it('is signed in at both addresses of an app that moves, each time', async () => {
    const next = { app: gallery.trakstar, origin: 'https://sso.example.net' };
    const sites = [...product.deployment.sites, next];
    product = productOver(database().tables, () => facts.now, sites);
    const hosts: string[] = [];
    const send: SendCheck = (request) => {
      hosts.push(new URL(request.url).host);
      return sendTo(product)(request);
    };
    await check({ sites, send });
    await check({ sites, send });
    const inOrder = ['latchkey-check.timetrackenterprise.com', 'perform.trakstar.com', 'sso.example.net'];
    expect(hosts.filter((host, index) => host !== hosts[index - 1])).toEqual([...inOrder, ...inOrder]);
  });

  it('is no customer: no list, no slot of the refresh has the tenant, and no metric its sign-ins', async () => {
    await check();
    const store = dynamoDbTenantStore(database().tables.tenants, apps);
    const listed = await store.list();
    expect(listed.map(({ id }) => id)).not.toContain(checkTenantId);
    expect(await store.find('timetrack', checkTenantId)).toBeDefined();
    const slots = Array.from({ length: refreshSlots }, (_, slot) => slot);
    for (let from = 0; from < slots.length; from += 60) {
      const some = slots.slice(from, from + 60).map((slot) => tenantsOfSlot(database().tables.tenants, slot));
      expect((await Promise.all(some)).flat().map(({ id }) => id)).not.toContain(checkTenantId);
    }
    expect(log.lines().filter(({ event }) => event === 'sign-in.accepted').length).toBeGreaterThan(0);
  });

  it('with a key that was replaced trusts the new one, and no longer the old one', async () => {
    await check();
    const other = newKey();
    product = productOver(database().tables);
    await check({ key: other });
    const tenant = await product.deployment.tenants.findFresh('timetrack', checkTenantId);

    expect(tenant?.connection.trustedKeys).toHaveLength(1);
    product = productOver(database().tables);
    const signedByOld = { ...other, signingKeys: key.signingKeys };
    await expect(check({ key: signedByOld })).rejects.toThrow(/assertion-consumer: it answered with 4\d\d/);
  });

  it('signs no customer’s person in: what its key signs is refused at every other tenant', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    const response = await writeCheckResponse(
      {
        issuer: customer.tenant.connection.issuer,
        audience: customer.urls.identifier,
        replyUrl: customer.urls.replyUrl,
        inResponseTo: requestId,
        nameId: customer.user.signInName,
        responseId: '_response',
        assertionId: '_assertion',
        now: facts.now,
        validSeconds: 300,
      },
      (octets) => key.signingKeys.sign(key.id, octets),
    );
    const form = new URLSearchParams({ SAMLResponse: response, RelayState: requestId }).toString();
    const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });

    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(log.decision()).toMatchObject({ event: 'sign-in.refused', tenant: customer.tenant.id });
  });

  const broken: readonly (readonly [
    string,
    CheckedFunction,
    (answer: CheckAnswer) => CheckAnswer,
    string,
  ])[] = [
    [
      'sign-on answers with a page',
      'sign-on',
      (answer) => ({ ...answer, status: 500 }),
      'sign-on: it answered with 500',
    ],
    [
      'sign-on leads elsewhere',
      'sign-on',
      (answer) => ({ ...answer, location: 'https://elsewhere.example/' }),
      'sign-on: it did not redirect',
    ],
    [
      'the response is refused',
      'assertion-consumer',
      (answer) => ({ ...answer, status: 403 }),
      'assertion-consumer: it answered with 403',
    ],
    [
      'no session cookie is set',
      'assertion-consumer',
      (answer) => ({ ...answer, setCookies: [] }),
      'without a session cookie',
    ],
    [
      'the session is unknown',
      'session',
      (answer) => ({ ...answer, status: 401 }),
      'session: it answered with 401',
    ],
    [
      'the session is of another person',
      'session',
      (answer) => ({ ...answer, body: '{"tenant":"acme","user":{"signInName":"b"}}' }),
      'another tenant or person',
    ],
    [
      'sign-out fails',
      'sign-out',
      (answer) => ({ ...answer, status: 503 }),
      'sign-out: it answered with 503',
    ],
  ];

  describe('fails where', () => {
    it.each(broken)('%s', async (_, name, change, says) => {
      const send: SendCheck = async (request) => {
        const answer = await sendTo(product)(request);
        return request.function === name ? change(answer) : answer;
      };
      await expect(check({ send })).rejects.toThrow(says);
    });

    it('signing out leaves the session running', async () => {
      const send: SendCheck = async (request) =>
        request.function === 'sign-out'
          ? { status: 200, location: undefined, setCookies: [], body: '' }
          : sendTo(product)(request);
      await expect(check({ send })).rejects.toThrow('session after sign-out: it answered with 200');
    });
  });

  it('ends the session although a step after it failed', async () => {
    const asked: string[] = [];
    const send: SendCheck = async (request) => {
      asked.push(request.function);
      const answer = await sendTo(product)(request);
      return request.function === 'session' ? { ...answer, status: 500 } : answer;
    };
    await expect(check({ send })).rejects.toThrow('session: it answered with 500');
    expect(asked.at(-1)).toBe('sign-out');
  });
});
