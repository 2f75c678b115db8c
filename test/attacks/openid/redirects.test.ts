import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientId } from '../../../shared/ids/client-id.ts';
import type { OpenIdClient } from '../../../shared/openid/client.ts';
import { facts } from '../../fixtures/facts.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import { authorizeUrl, clientsIn, requestOf } from '../../harness/openid-client.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aTokenKey } from '../../harness/token-key.ts';
import { tenant } from '../../ids/identifiers.ts';
import { loadBalancerClient } from '../../openid/clients.ts';
import { redirectAttacks } from './redirect-attacks.ts';

const clients = new Map<ClientId, OpenIdClient>();
const key = aTokenKey();
const origin = 'https://acme.timetrackenterprise.com';
let product: Product;
let acme: Customer;
const log = useLog();

beforeAll(async () => {
  product = productOver(memoryTables().tables, () => facts.now, undefined, {
    clients: clientsIn(clients),
    tokenKeys: key.keys,
  });
  acme = await customerOf(product, 'timetrack', { id: tenant('acme') });
  await signInAt(product, acme);
});

/** Registers the one client of a row. */
function register(template: string): OpenIdClient {
  const client = loadBalancerClient({ redirectUris: [template], postLogoutRedirectUris: [template] });
  clients.set(client.id, client);
  return client;
}

describe.each(['signed in', 'signed out'])('a person who is %s', (state) => {
  it.each(redirectAttacks)('is never sent to $name of $template', async ({ template, registered, sent }) => {
    const client = register(template);
    const cookies = state === 'signed in' ? (await signInAt(product, acme)).cookies : [];
    for (const more of [{}, { prompt: 'none' }, { response_type: 'token' }, { tenant: 'acme' }]) {
      for (const at of [origin, 'https://login.timetrackenterprise.com']) {
        const answer = await ask(product.authorize, {
          url: authorizeUrl(at, requestOf(client, sent, more)),
          cookies,
        });
        expect([answer.statusCode, locationOf(answer), answer.cookies]).toEqual([400, '', []]);
        expect(log.decision()['problem']).toBe('openid-redirect-unknown');
      }
    }

    const control = await ask(product.authorize, {
      url: authorizeUrl(origin, requestOf(client, registered, { prompt: 'none', tenant: 'acme' })),
      cookies,
    });
    const answered = `${registered}${registered.includes('?') ? '&' : '?'}`;
    expect(locationOf(control).startsWith(answered)).toBe(true);
    expect(new URL(locationOf(control)).searchParams.has('code')).toBe(state === 'signed in');
  });
});

it.each(redirectAttacks)(
  'a sign-out never leads to $name of $template',
  async ({ template, registered, sent }) => {
    const client = register(template);
    const { cookies } = await signInAt(product, acme);
    const [, , sid = ''] = cookies.find((cookie) => cookie.startsWith('__Host-session='))?.split('.') ?? [];
    const id_token_hint = await key.write({
      iss: 'https://login.timetrackenterprise.com',
      aud: client.id,
      sub: acme.user.id,
      tenant: 'acme',
      sid,
    });
    const urlOf = (uri: string) =>
      `${origin}/oauth2/end-session?${new URLSearchParams({ id_token_hint, post_logout_redirect_uri: uri })}`;

    const attacked = await ask(product.endSession, { url: urlOf(sent), cookies });
    expect([attacked.statusCode, locationOf(attacked)]).toEqual([200, '']);
    const control = await ask(product.endSession, { url: urlOf(registered) });
    expect([control.statusCode, locationOf(control)]).toEqual([303, registered]);
  },
);

describe('a request with two redirect URIs', () => {
  const registered = 'https://app.example.com/callback';

  it.each([
    ['the registered one first', registered, 'https://evil.example/'],
    ['the registered one last', 'https://evil.example/', registered],
    ['the same one twice', registered, registered],
  ])('is refused with %s', async (_, first, second) => {
    const client = register(registered);
    const { cookies } = await signInAt(product, acme);
    const url = `${authorizeUrl(origin, requestOf(client, first))}&redirect_uri=${encodeURIComponent(second)}`;
    const answer = await ask(product.authorize, { url, cookies });
    expect([answer.statusCode, locationOf(answer)]).toEqual([400, '']);

    const byForm = new URLSearchParams({ redirect_uri: second }).toString();
    const posted = await ask(product.authorize, {
      url: authorizeUrl(origin, requestOf(client, first)),
      cookies,
      form: byForm,
    });
    expect([posted.statusCode, locationOf(posted)]).toEqual([400, '']);
  });
});

it('another client’s redirect URI is refused', async () => {
  const mine = register('https://app.example.com/callback');
  const other = loadBalancerClient({
    id: 'client_other' as ClientId,
    redirectUris: ['https://other.example.com/callback'],
  });
  clients.set(other.id, other);
  const { cookies } = await signInAt(product, acme);
  const at = (client: OpenIdClient, uri: string) =>
    ask(product.authorize, {
      url: authorizeUrl(origin, requestOf(client, uri, { prompt: 'none' })),
      cookies,
    });
  expect((await at(mine, 'https://other.example.com/callback')).statusCode).toBe(400);
  expect((await at(other, 'https://app.example.com/callback')).statusCode).toBe(400);
  expect((await at(other, 'https://other.example.com/callback')).statusCode).toBe(303);
});
